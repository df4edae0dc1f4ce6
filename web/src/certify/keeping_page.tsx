// SPDX-License-Identifier: AGPL-3.0-or-later
// What is kept, until when and on which ground; and a session taken out whole for an audit.
import { Button, Checkbox, NativeSelect, Progress } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Form, useForm } from '../api/form';
import { Loaded } from '../api/loaded';
import { refresh } from '../api/queries';
import { toast } from '../ui/feedback';
import { formatDate, formatMoment } from '../ui/format';
import { List, type Column } from '../ui/list';
import { Page, Section } from '../ui/page';
import { Badge, EmptyState, Note, type Tone } from '../ui/states';
import { useWords } from '../ui/words';
import { archiveAddress, archivesQuery, askArchive, useRetention, type Archivable, type Purge, type RetentionLine, type SessionArchive } from './queries';

const fates: Record<string, Tone> = { due: 'warn', planned: 'plain', for_ever: 'good', unstarted: 'plain', by_hand: 'accent' };
const states: Record<string, Tone> = { ready: 'good', failed: 'bad', making: 'accent', asked: 'accent', expired: 'plain' };

export default function KeepingPage() {
  const { t } = useWords();
  const archives = useQuery(archivesQuery);
  return (
    <Page title={t('certify.keeping.title')} lead={t('certify.keeping.lead')} wide>
      <Section title={t('certify.archive.title')}>
        <Loaded of={archives}>
          {({ items, sessions }) => (
            <>
              {sessions.length ? <AskForm sessions={sessions} /> : <p className="soft">{t('certify.archive.no_session')}</p>}
              {items.length ? <Archives items={items} /> : null}
            </>
          )}
        </Loaded>
      </Section>
      <Loaded of={useRetention()}>
        {({ lines, purged }) => (
          <>
            <Section title={t('certify.retention.title')}><Note>{t('certify.retention.proofs')}</Note><Lines lines={lines} /></Section>
            <Section title={t('certify.retention.purged')}><Purged items={purged} /></Section>
          </>
        )}
      </Loaded>
    </Page>
  );
}

function AskForm({ sessions }: { sessions: Archivable[] }) {
  const { t, locale } = useWords();
  const form = useForm({
    name: 'certify:archive',
    initial: { session_id: sessions[0]?.session_id ?? '', named: false },
    send: ({ session_id, named }) => askArchive({ session_id, identities: named ? 'named' : 'pseudonyms', locale }),
    done: () => (void refresh('archive'), toast({ said: t('certify.archive.asked') })),
  });
  const options = sessions.map((one) => ({ value: one.session_id, label: `${one.title} – ${t(`certify.block.${one.block}`)} (${one.minutes_number})` }));
  return (
    <Form form={form} verb={t('certify.archive.ask')}>
      <NativeSelect label={t('certify.archive.session')} {...form.text('session_id')} data={options} />
      <Checkbox label={t('certify.archive.named')} description={t('certify.archive.named_more')} {...form.check('named')} />
    </Form>
  );
}

function Archives({ items }: { items: SessionArchive[] }) {
  const { t, locale } = useWords();
  const underway = (one: SessionArchive) => one.state === 'asked' || one.state === 'making';
  const show = (one: SessionArchive) => {
    if (underway(one)) return <Progress value={(100 * one.step) / one.steps} aria-label={t('certify.archive.progress', { step: one.step, steps: one.steps })} w="8rem" />;
    return one.state === 'ready' ? <Button component="a" size="compact-sm" variant="default" href={archiveAddress(one.id)} download>{t('certify.archive.take')}</Button> : null;
  };
  const columns: Column<SessionArchive>[] = [
    { key: 'title', title: t('certify.archive.session'), value: (one) => one.title },
    { key: 'asked', title: t('certify.archive.asked_at'), value: (one) => one.asked_at, show: (one) => formatMoment(one.asked_at, locale) },
    { key: 'identities', title: t('certify.archive.identities'), value: (one) => t(`certify.archive.identity.${one.identities}`) },
    { key: 'files', title: t('certify.archive.files'), value: (one) => one.files, minor: true },
    { key: 'sha', title: 'SHA-256', value: (one) => one.sha256, show: (one) => <code>{one.sha256.slice(0, 12)}</code>, minor: true },
    { key: 'state', title: t('certify.column.state'), value: (one) => t(`certify.archive.state.${one.state}`), show: (one) => <Badge tone={states[one.state]}>{t(`certify.archive.state.${one.state}`)}</Badge> },
    { key: 'take', title: t('certify.acts'), value: () => '', show },
  ];
  return <List name="archives" label={t('certify.archive.title')} rows={items} id={(one) => one.id} columns={columns} empty={null} />;
}

function Lines({ lines }: { lines: RetentionLine[] }) {
  const { t, locale } = useWords();
  const term = (one: RetentionLine) => (one.due ? formatDate(one.due, locale) : '–');
  const columns: Column<RetentionLine>[] = [
    { key: 'kind', title: t('certify.retention.kind'), value: (one) => t(`certify.retention.kinds.${one.kind}`) },
    { key: 'subject', title: t('certify.retention.subject'), value: (one) => one.subject || '–' },
    { key: 'since', title: t('certify.retention.since'), value: (one) => one.since ?? '', show: (one) => (one.since ? formatDate(one.since, locale) : '–'), minor: true },
    { key: 'due', title: t('certify.retention.due'), value: (one) => one.due ?? '', show: term },
    { key: 'ground', title: t('certify.retention.ground'), value: (one) => one.source, minor: true },
    { key: 'fate', title: t('certify.column.state'), value: (one) => t(`certify.retention.fate.${one.fate}`), show: (one) => <Badge tone={fates[one.fate]}>{t(`certify.retention.fate.${one.fate}`)}</Badge> },
  ];
  return (
    <List name="retention" label={t('certify.retention.title')} rows={lines} id={(one) => one.kind + one.subject_id} columns={columns}
      empty={<EmptyState title={t('certify.retention.none')}>{t('certify.retention.none_more')}</EmptyState>} />
  );
}

function Purged({ items }: { items: Purge[] }) {
  const { t, locale } = useWords();
  const columns: Column<Purge>[] = [
    { key: 'at', title: t('certify.retention.at'), value: (one) => one.purged_at, show: (one) => formatMoment(one.purged_at, locale) },
    { key: 'kind', title: t('certify.retention.kind'), value: (one) => t(`certify.retention.kinds.${one.kind}`) },
    { key: 'count', title: t('certify.retention.count'), value: (one) => one.count },
    { key: 'due', title: t('certify.retention.due'), value: (one) => one.due_on, show: (one) => formatDate(one.due_on, locale) },
    { key: 'ground', title: t('certify.retention.ground'), value: (one) => one.source, minor: true },
  ];
  return (
    <List name="purged" label={t('certify.retention.purged')} rows={items} id={(one) => one.id} columns={columns}
      empty={<EmptyState title={t('certify.retention.nothing_purged')}>{t('certify.retention.nothing_purged_more')}</EmptyState>} />
  );
}
