// SPDX-License-Identifier: AGPL-3.0-or-later
// Certificates, credentials with their state, and the keys that sign them.
import { Button } from '@mantine/core';
import { useAct } from '../api/act';
import { Loaded } from '../api/loaded';
import { useConfirm } from '../ui/feedback';
import { formatDate, formatMoment } from '../ui/format';
import { List, type Column } from '../ui/list';
import { Page, Section } from '../ui/page';
import { Badge, EmptyState, type Tone } from '../ui/states';
import { useWords } from '../ui/words';
import { Asking, useAsking } from './asking';
import { useNames } from './names';
import { moveCredential, replaceCertificate, rotateKeys, useCertificates, useCredentials, useKeys, type Certificate, type Credential, type SigningKey } from './queries';

const tones: Record<string, Tone> = { issued: 'good', delivered: 'good', suspended: 'warn', replaced: 'warn', revoked: 'bad', active: 'good', retired: 'plain' };

export default function CertificatesPage() {
  const { t } = useWords();
  const asking = useAsking();
  return (
    <Page title={t('certify.certificates.title')} lead={t('certify.certificates.lead')} wide>
      <Section title={t('certify.certificates.certificates')}><Loaded of={useCertificates()}>{({ items }) => <Certificates items={items} ask={asking.ask} />}</Loaded></Section>
      <Section title={t('certify.certificates.credentials')}><Loaded of={useCredentials()}>{({ items }) => <Credentials items={items} ask={asking.ask} />}</Loaded></Section>
      <KeysPart />
      <Asking of={asking} />
    </Page>
  );
}

type Ask = ReturnType<typeof useAsking>['ask'];

function Certificates({ items, ask }: { items: Certificate[]; ask: Ask }) {
  const { t, locale } = useWords();
  const nameOf = useNames();
  const columns: Column<Certificate>[] = [
    { key: 'candidate', title: t('certify.column.candidate'), value: (one) => nameOf(one.candidate_id) },
    { key: 'serial', title: t('certify.column.serial'), value: (one) => one.serial },
    { key: 'issued', title: t('certify.column.issued'), value: (one) => one.issued_on, show: (one) => formatDate(one.issued_on, locale) },
    { key: 'minutes', title: t('certify.column.minutes'), value: (one) => one.minutes_number, minor: true },
    { key: 'state', title: t('certify.column.state'), value: (one) => t(`certify.state.${one.state}`), show: (one) => <Badge tone={tones[one.state]}>{t(`certify.state.${one.state}`)}</Badge> },
    { key: 'acts', title: t('certify.acts'), value: () => '', show: (one) => (one.state === 'issued' ? <CertificateActs of={one} ask={ask} /> : null) },
  ];
  return <List name="certificates" label={t('certify.certificates.certificates')} rows={items} id={(one) => one.id} columns={columns} empty={<EmptyState title={t('certify.certificates.none')}>{t('certify.certificates.none_more')}</EmptyState>} />;
}

function CertificateActs({ of, ask }: { of: Certificate; ask: Ask }) {
  const { t, locale } = useWords();
  const file = (name: string) => `/api/certification/certificates/${of.id}/${name}?locale=${locale}`;
  return (
    <span className="line">
      <a href={file('certificate.pdf')}>{t('certify.holder.certificate')}</a>
      <a href={file('supplement.pdf')}>{t('certify.holder.supplement')}</a>
      <Button size="compact-sm" variant="default" onClick={() => ask({ about: `replace:${of.id}`, title: t('certify.certificates.replace_title', { serial: of.serial }), verb: t('certify.certificates.replace'), send: (motive) => replaceCertificate(of.id, motive), touches: ['certificate', 'credential', 'cdc'] })}>{t('certify.certificates.replace')}</Button>
    </span>
  );
}

function Credentials({ items, ask }: { items: Credential[]; ask: Ask }) {
  const { t, locale } = useWords();
  const acts: Record<string, string[]> = { delivered: ['suspend', 'revoke'], suspended: ['resume', 'revoke'] };
  const move = (one: Credential, event: string) =>
    ask({ about: `${event}:${one.id}`, title: t(`certify.certificates.event_title.${event}`), verb: t(`certify.certificates.event.${event}`), send: (motive) => moveCredential(one.id, event, motive), touches: ['credential'] });
  const nameOf = useNames();
  const columns: Column<Credential>[] = [
    { key: 'candidate', title: t('certify.column.candidate'), value: (one) => nameOf(one.candidate_id) },
    { key: 'kind', title: t('certify.column.kind'), value: (one) => (one.block ? t(`certify.block.${one.block}`) : t(`certify.verify.kind.${one.kind}`)) },
    { key: 'issued', title: t('certify.column.issued'), value: (one) => one.issued_at, show: (one) => formatDate(one.issued_at, locale) },
    { key: 'address', title: t('certify.column.verification'), value: (one) => one.id, show: (one) => <a href={`/verification/${one.id}`}>{t('certify.certificates.see')}</a>, minor: true },
    { key: 'motive', title: t('certify.column.motive'), value: (one) => one.motive, minor: true },
    { key: 'state', title: t('certify.column.state'), value: (one) => t(`certify.state.${one.state}`), show: (one) => <Badge tone={tones[one.state]}>{t(`certify.state.${one.state}`)}</Badge> },
    { key: 'acts', title: t('certify.acts'), value: () => '', show: (one) => <span className="line">{(acts[one.state] ?? []).map((event) => <Button key={event} size="compact-sm" variant="default" onClick={() => move(one, event)}>{t(`certify.certificates.event.${event}`)}</Button>)}</span> },
  ];
  return <List name="credentials" label={t('certify.certificates.credentials')} rows={items} id={(one) => one.id} columns={columns} empty={<EmptyState title={t('certify.certificates.no_credential')}>{t('certify.certificates.no_credential_more')}</EmptyState>} />;
}

function KeysPart() {
  const { t, locale } = useWords();
  const found = useKeys();
  const [run, busy] = useAct();
  const confirm = useConfirm();
  const rotate = async () => {
    const yes = await confirm({ title: t('certify.keys.rotate_title'), consequence: t('certify.keys.rotate_more'), verb: t('certify.keys.rotate') });
    if (yes) await run({ act: rotateKeys, said: t('certify.keys.rotated'), touches: ['signing_key'] });
  };
  const columns: Column<SigningKey>[] = [
    { key: 'name', title: t('certify.keys.name'), value: (key) => key.name },
    { key: 'kind', title: t('certify.keys.kind'), value: (key) => t(`certify.keys.kinds.${key.kind}`) },
    { key: 'made', title: t('certify.keys.made'), value: (key) => key.created_at, show: (key) => formatMoment(key.created_at, locale), minor: true },
    { key: 'state', title: t('certify.column.state'), value: (key) => t(`certify.state.${key.state}`), show: (key) => <Badge tone={tones[key.state]}>{t(`certify.state.${key.state}`)}</Badge> },
  ];
  return (
    <Section title={t('certify.keys.title')} actions={<Button variant="default" loading={busy} onClick={() => void rotate()}>{t('certify.keys.rotate')}</Button>}>
      <p className="soft">{t('certify.keys.lead')}</p>
      <Loaded of={found}>{({ items }) => <List name="keys" label={t('certify.keys.title')} rows={items} id={(key) => key.id} columns={columns} empty={<EmptyState title={t('certify.keys.none')}>{t('certify.keys.none_more')}</EmptyState>} />}</Loaded>
    </Section>
  );
}
