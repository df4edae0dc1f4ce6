// SPDX-License-Identifier: AGPL-3.0-or-later
// Opens a channel: the network, a name, and who publishes there.
import { NativeSelect, Radio, TextInput } from '@mantine/core';
import { Form, useForm } from '../api/form';
import { refresh } from '../api/queries';
import { toast } from '../ui/feedback';
import { useWords } from '../ui/words';
import { has_connector, networks, openChannel } from './delivery';
import { network_names } from './network_names';

/** `simulated`: in a sandbox, where the simulated network stands for every network. */
export function ChannelForm({ brand, simulated, close }: { brand: string; simulated: boolean; close: () => void }) {
  const { t, locale } = useWords();
  const form = useForm({
    name: `channel:new:${brand}`,
    initial: { network: 'bluesky', name: 'Bluesky', address: '', delivery: 'connector' },
    send: (values) => openChannel(brand, { ...values, delivery: simulated ? 'connector' : has_connector(values.network) ? values.delivery : 'manual' }),
    done: () => (void refresh('channel', brand), toast({ said: t('publish.channels.saved') }), close()),
  });
  const choose = (network: string) => {
    form.set('network', network);
    form.set('name', network_names[locale][network] ?? '');
  };
  return (
    <Form form={form} verb={t('publish.channels.open')} onCancel={close}>
      <NativeSelect label={t('publish.channels.network')} {...form.text('network')} onChange={(event) => choose(event.currentTarget.value)} data={networks.map((value) => ({ value, label: network_names[locale][value]! }))} />
      <TextInput label={t('publish.channels.name')} required maxLength={80} {...form.text('name')} />
      <TextInput label={t('publish.channels.address')} maxLength={300} {...form.text('address')} />
      {simulated ? <p className="soft">{t('publish.sandbox.channel')}</p> : has_connector(form.values.network) ? (
        <Radio.Group label={t('publish.channels.delivery')} {...form.field('delivery')}>
          <div className="stack-tight">
            <Radio value="connector" label={t('publish.channels.by_connector')} />
            <Radio value="manual" label={t('publish.channels.by_hand')} />
          </div>
        </Radio.Group>
      ) : <p className="soft">{t('publish.channels.by_hand')}</p>}
    </Form>
  );
}
