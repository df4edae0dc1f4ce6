// SPDX-License-Identifier: AGPL-3.0-or-later
// One channel: its account, how it stands, and what one can do about it.
import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useState } from 'react';
import { Form, useForm } from '../api/form';
import { useMutation } from '../api/mutation';
import { wordsOfProblem } from '../api/problem';
import { refresh } from '../api/queries';
import { simulated_service, useIsSimulated } from '../api/simulated';
import { useMay } from '../identity';
import { toast, useConfirm } from '../ui/feedback';
import { WholeInput } from '../ui/figure_input';
import { formatMoment } from '../ui/format';
import { Badge } from '../ui/states';
import { useWords, useZone } from '../ui/words';
import { ChannelActs } from './channel_acts';
import { checkAccount, connect, forgetAccount, type Channel, type Connection } from './delivery';
import { network_names } from './network_names';
import { useReason } from './state_badge';

interface Parts {
  brand: string;
  channel: Channel;
  connection?: Connection;
}

export function AccountCard({ brand, channel, connection }: Parts) {
  const { t, locale } = useWords();
  const may = useMay();
  const [connecting, setConnecting] = useState(false);
  const by_hand = channel.delivery === 'manual';
  const is_simulated = useIsSimulated();
  const inside = connection?.service === simulated_service;
  return (
    <section className="panel stack" aria-label={channel.name}>
      <div className="spread">
        <h2>{channel.name}</h2>
        {is_simulated(connection?.service) ? <Badge tone="warn">{t('publish.simulated')}</Badge> : null}
        {by_hand || inside ? null : <Badge tone={connection?.state === 'healthy' ? 'good' : 'warn'}>{connection ? t(`publish.health.${connection.state}`) : t('publish.account.none')}</Badge>}
      </div>
      <p className="soft">{by_hand ? t('publish.channels.by_hand') : network_names[locale][channel.network]}</p>
      {inside ? <p className="small soft">{t('publish.sandbox.channel')}</p> : connection ? <Standing connection={connection} /> : null}
      {by_hand || inside || !may('connect_channels') ? null : connecting
        ? <ConnectForm brand={brand} channel={channel} connection={connection} close={() => setConnecting(false)} />
        : <Acts brand={brand} channel={channel} connection={connection} connect={() => setConnecting(true)} />}
      {may('connect_channels') ? <ChannelActs brand={brand} channel={channel} simulated={inside} /> : null}
    </section>
  );
}

function Standing({ connection }: { connection: Connection }) {
  const { t, locale } = useWords();
  const zone = useZone();
  const reason = useReason();
  return (
    <div className="stack-tight small">
      {connection.profile_url ? <a href={connection.profile_url} target="_blank" rel="noreferrer">{t('publish.account.open_profile')}</a> : null}
      <span className="soft">{t('publish.account.seen', { when: formatMoment(connection.checked_at, locale, { zone }) })}</span>
      {connection.problem_code ? <span>{reason(connection.problem_code)}</span> : null}
    </div>
  );
}

function Acts({ brand, channel, connection, connect: open }: Parts & { connect: () => void }) {
  const { t } = useWords();
  const confirm = useConfirm();
  const said = (key: string) => () => (void refresh('connection', brand), toast({ said: t(key) }));
  const failed = (error: unknown) => toast({ said: wordsOfProblem(t, error), tone: 'bad' });
  const check = useMutation({ mutationFn: () => checkAccount(brand, channel.id), onSuccess: said('publish.account.checked'), onError: failed });
  const forget = useMutation({ mutationFn: () => forgetAccount(brand, channel.id), onSuccess: said('publish.account.forgotten'), onError: failed });
  const ask = async () => {
    const sure = await confirm({ title: t('publish.account.forget'), consequence: t('publish.account.forget_more'), verb: t('publish.account.forget'), tone: 'bad' });
    if (sure) forget.mutate();
  };
  if (!connection) return <div className="line"><Button onClick={open}>{t('publish.account.connect')}</Button></div>;
  return (
    <div className="line">
      <Button variant="default" loading={check.isPending} onClick={() => check.mutate()}>{t('publish.account.check')}</Button>
      <Button variant="default" onClick={open}>{t('publish.account.reconnect')}</Button>
      <Button variant="subtle" color="red" onClick={() => void ask()}>{t('publish.account.forget')}</Button>
    </div>
  );
}

function ConnectForm({ brand, channel, connection, close }: Parts & { close: () => void }) {
  const { t } = useWords();
  const form = useForm({
    name: `connection:${channel.id}`,
    initial: { service: connection?.service ?? '', name: connection?.name ?? '', secret: '', grace_minutes: connection?.grace_minutes ?? 30 },
    secret: ['secret'],
    send: (values) => connect(brand, channel.id, values),
    done: () => (void refresh('connection', brand), toast({ said: t('publish.account.connected') }), close()),
  });
  const token = channel.network === 'mastodon';
  return (
    <Form form={form} verb={t('publish.account.connect')} onCancel={close}>
      <TextInput label={t('publish.account.service')} description={channel.network === 'bluesky' ? t('publish.account.service_bluesky') : undefined} maxLength={300} inputMode="url" {...form.text('service')} />
      {token ? null : <TextInput label={t('publish.account.user')} maxLength={200} autoComplete="off" {...form.text('name')} />}
      <PasswordInput label={t(token ? 'publish.account.token' : 'publish.account.secret')} description={t('publish.account.secret_more')} autoComplete="off" required {...form.text('secret')} />
      <WholeInput label={t('publish.account.grace')} description={t('publish.account.grace_more')} min={1} max={1440} {...form.field('grace_minutes')} />
    </Form>
  );
}
