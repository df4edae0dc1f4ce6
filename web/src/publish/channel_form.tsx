// SPDX-License-Identifier: AGPL-3.0-or-later
// Opens a channel or saves it: the network, which stays, a name, an address, and who publishes there.
import { NativeSelect, Radio, TextInput } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { Form, useForm, type FormState } from '../api/form';
import { refresh } from '../api/queries';
import { toast } from '../ui/feedback';
import { isWebAddress } from '../ui/web_address';
import { useWords } from '../ui/words';
import { has_connector, networks, openChannel, saveChannel, type Channel } from './delivery';
import { network_names } from './network_names';

type Values = Pick<Channel, 'network' | 'name' | 'address' | 'delivery'>;
interface Parts {
  brand: string;
  /** In a sandbox, where the simulated network stands for every network. */
  simulated: boolean;
  /** The one to change; none to open one. */
  channel?: Channel;
  close: () => void;
}

export function ChannelForm({ brand, simulated, channel, close }: Parts) {
  const { t } = useWords();
  const form = useForm<Values>({
    name: channel ? `channel:${channel.id}` : `channel:new:${brand}`,
    initial: channel ? { network: channel.network, name: channel.name, address: channel.address, delivery: channel.delivery } : { network: 'bluesky', name: 'Bluesky', address: '', delivery: 'connector' },
    revision: channel?.revision,
    send: (values, revision) => {
      const whole = { ...values, delivery: simulated ? 'connector' : has_connector(values.network) ? values.delivery : channel?.delivery ?? 'manual' };
      return channel ? saveChannel(brand, channel.id, { ...whole, revision }) : openChannel(brand, whole);
    },
    done: () => (void refresh('channel', brand), toast({ said: t(channel ? 'ui.saving.saved' : 'publish.channels.saved') }), close()),
  });
  return (
    <Form form={form} verb={t(channel ? 'ui.save' : 'publish.channels.open')} onCancel={close}>
      {channel ? null : <NetworkInput form={form} />}
      <TextInput label={t('publish.channels.name')} required maxLength={80} {...form.text('name')} />
      <AddressInput form={form} />
      <Delivery form={form} simulated={simulated} />
    </Form>
  );
}

function NetworkInput({ form }: { form: FormState<Values> }) {
  const { t, locale } = useWords();
  const choose = (network: string) => {
    form.set('network', network);
    form.set('name', network_names[locale][network] ?? '');
  };
  return <NativeSelect label={t('publish.channels.network')} {...form.text('network')} onChange={(event) => choose(event.currentTarget.value)} data={networks.map((value) => ({ value, label: network_names[locale][value]! }))} />;
}

function AddressInput({ form }: { form: FormState<Values> }) {
  const { t } = useWords();
  const box = useRef<HTMLInputElement>(null);
  const { error, ...bound } = form.text('address');
  const wrong = bound.value && !isWebAddress(bound.value) ? t('publish.channels.address_wrong') : '';
  useEffect(() => void box.current?.setCustomValidity(wrong), [wrong]);
  return <TextInput ref={box} label={t('publish.channels.address')} type="url" placeholder="https://" maxLength={300} {...bound} error={wrong || error} />;
}

function Delivery({ form, simulated }: { form: FormState<Values>; simulated: boolean }) {
  const { t } = useWords();
  if (simulated) return <p className="soft">{t('publish.sandbox.channel')}</p>;
  if (!has_connector(form.values.network)) return <p className="soft">{t('publish.channels.by_hand')}</p>;
  return (
    <Radio.Group label={t('publish.channels.delivery')} {...form.field('delivery')}>
      <div className="stack-tight">
        <Radio value="connector" label={t('publish.channels.by_connector')} />
        <Radio value="manual" label={t('publish.channels.by_hand')} />
      </div>
    </Radio.Group>
  );
}
