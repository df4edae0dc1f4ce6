// SPDX-License-Identifier: AGPL-3.0-or-later
import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useAct } from '../api/act';
import { get } from '../api/client';
import { Form, useForm } from '../api/form';
import { refresh } from '../api/queries';
import { download } from '../ui/download';
import { toast } from '../ui/feedback';
import { Page, Section } from '../ui/page';
import { Badge } from '../ui/states';
import { useWords } from '../ui/words';
import { changePassword, confirmTotp, offerTotp, removeTotp, useMe, type TotpOffer } from './queries';

export default function AccountPage() {
  const { t } = useWords();
  const me = useMe();
  return (
    <Page title={t('identity.account.title')} lead={`${me.name} · ${me.email} · ${me.roles.map((role) => t(`identity.roles.${role}`)).join(', ')}`}>
      <Section title={t('identity.account.password')}><Password /></Section>
      <Section title={t('identity.account.second')}>{me.second_factor ? <SecondFactorOn /> : <SecondFactorOff />}</Section>
      <Section title={t('identity.account.own')}><OwnRecords /></Section>
    </Page>
  );
}

function Password() {
  const { t } = useWords();
  const form = useForm({
    name: 'change-password',
    initial: { current: '', password: '' },
    secret: ['current', 'password'],
    send: changePassword,
    done: () => (form.reset(), toast({ said: t('identity.account.password_done') })),
  });
  const toggle = { 'aria-label': t('identity.show_password') };
  return (
    <Form form={form} verb={t('identity.account.password_verb')}>
      <p className="soft">{t('identity.account.password_more')}</p>
      <PasswordInput label={t('identity.account.current')} autoComplete="current-password" required {...form.text('current')} visibilityToggleButtonProps={toggle} />
      <PasswordInput label={t('identity.password_new')} description={t('identity.password_more')} autoComplete="new-password" required {...form.text('password')} visibilityToggleButtonProps={toggle} />
    </Form>
  );
}

function SecondFactorOff() {
  const { t } = useWords();
  const [run, busy] = useAct();
  const [offer, setOffer] = useState<TotpOffer | null>(null);
  if (offer) return <ConfirmFactor offer={offer} />;
  return (
    <div className="stack">
      <p className="soft">{t('identity.account.second_why')}</p>
      <div><Button variant="default" loading={busy} onClick={() => void run({ act: async () => setOffer(await offerTotp()) })}>{t('identity.account.second_start')}</Button></div>
    </div>
  );
}

function ConfirmFactor({ offer }: { offer: TotpOffer }) {
  const { t } = useWords();
  const form = useForm({
    name: 'totp',
    initial: { code: '' },
    secret: ['code'],
    send: confirmTotp,
    done: () => (void refresh('me'), toast({ said: t('identity.account.second_done') })),
  });
  return (
    <Form form={form} verb={t('identity.account.second_verb')}>
      <p>{t('identity.account.second_how')}</p>
      <img src={`data:image/svg+xml;charset=utf-8,${encodeURIComponent(offer.qr_svg)}`} alt={t('identity.account.second_qr')} style={{ inlineSize: 'var(--rail)', maxInlineSize: '100%' }} />
      <p><a href={offer.address}>{t('identity.account.second_open')}</a></p>
      <TextInput label={t('identity.account.second_secret')} readOnly value={offer.secret.replace(/(.{4})/g, '$1 ').trim()} onFocus={(event) => event.currentTarget.select()} />
      <TextInput label={t('identity.sign_in.totp')} inputMode="numeric" autoComplete="one-time-code" maxLength={6} required {...form.text('code')} />
    </Form>
  );
}

function SecondFactorOn() {
  const { t } = useWords();
  const form = useForm({
    name: 'totp-removal',
    initial: { password: '' },
    secret: ['password'],
    send: removeTotp,
    done: () => (void refresh('me'), toast({ said: t('identity.account.second_removed') })),
  });
  return (
    <Form form={form} verb={t('identity.account.second_remove')}>
      <div><Badge tone="good">{t('identity.account.second_on')}</Badge></div>
      <PasswordInput label={t('identity.password')} autoComplete="current-password" required {...form.text('password')} visibilityToggleButtonProps={{ 'aria-label': t('identity.show_password') }} />
    </Form>
  );
}

function OwnRecords() {
  const { t } = useWords();
  const [run, busy] = useAct();
  const save = async () => download('parvis.json', JSON.stringify(await get('/api/me/export'), null, 2), 'application/json');
  return (
    <div className="stack">
      <p className="soft">{t('identity.account.own_more')}</p>
      <div><Button variant="default" loading={busy} onClick={() => void run({ act: save })}>{t('identity.account.own_verb')}</Button></div>
    </div>
  );
}
