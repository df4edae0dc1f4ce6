// SPDX-License-Identifier: AGPL-3.0-or-later
// Every exam session, with what it waits for.
import { Button, NativeSelect, TextInput } from '@mantine/core';
import { Form, useForm } from '../api/form';
import { Loaded } from '../api/loaded';
import { refresh } from '../api/queries';
import { useMe } from '../identity';
import { useAddress, useGo } from '../ui/address';
import { formatMoment, formatNumber } from '../ui/format';
import { MomentInput } from '../ui/inputs';
import { List, type Column } from '../ui/list';
import { resolve, type LocalMoment } from '../ui/moment';
import { Detail, Page, Split } from '../ui/page';
import { Badge, EmptyState } from '../ui/states';
import { useWords } from '../ui/words';
import { blocks, modes, planSession, useCases, useCentres, useRuleSets, useSessions, useVersions, type ExamMode, type SessionSummary } from './exam_queries';

export default function SessionsPage() {
  const { t, locale } = useWords();
  const go = useGo();
  const [query, change] = useAddress();
  const sessions = useSessions();
  const waits = (one: SessionSummary) => one.missing.filter((gap) => gap.weight === 'blocks').length;
  const plan = <Button onClick={() => change({ open: 'new' })}>{t('examine.plan')}</Button>;
  const columns: Column<SessionSummary>[] = [
    { key: 'title', title: t('examine.column.title'), value: (one) => one.title },
    { key: 'block', title: t('examine.column.block'), value: (one) => one.block },
    { key: 'state', title: t('examine.column.state'), value: (one) => t(`examine.state.${one.state}`), show: (one) => <Badge tone={one.state === 'open' ? 'accent' : 'plain'}>{t(`examine.state.${one.state}`)}</Badge> },
    { key: 'missing', title: t('examine.column.missing'), value: waits, number: true, show: (one) => (one.next ? t('examine.waits', { count: waits(one), number: formatNumber(waits(one), locale) }) : '–') },
    { key: 'opens', title: t('examine.column.opens'), value: (one) => one.opens_at, show: (one) => formatMoment(one.opens_at, locale, { zone: one.zone }) },
    { key: 'sitters', title: t('examine.column.sitters'), value: (one) => one.sitters, number: true, minor: true },
    { key: 'deposited', title: t('examine.column.deposited'), value: (one) => one.deposited, number: true, minor: true },
  ];
  return (
    <Page title={t('examine.sessions')} lead={t('examine.sessions_lead')} actions={plan} wide>
      <Split detail={query.open === 'new' ? <Detail title={t('examine.plan')} onClose={() => change({ open: undefined })}><NewSession /></Detail> : null}>
        <Loaded of={sessions}>
          {({ items }) => <List name="exam-sessions" label={t('examine.sessions')} rows={items} id={(one) => one.id} columns={columns} onOpen={(one) => go(`/certifier/epreuves/${one.id}`)}
            empty={<EmptyState title={t('examine.no_session')} action={plan}>{t('examine.no_session_more')}</EmptyState>} />}
        </Loaded>
      </Split>
    </Page>
  );
}

const instant = (typed: LocalMoment | null) => (typed ? (resolve(typed)?.at.toISOString() ?? '') : '');

function NewSession() {
  const { t } = useWords();
  const go = useGo();
  const { workspace } = useMe();
  const versions = useVersions();
  const rules = useRuleSets();
  const centres = useCentres();
  const cases = useCases();
  const form = useForm({
    name: 'exam_session:new',
    initial: { title: '', block: 'B1', version_id: '', rule_set_id: '', centre: '', mode: 'A_DISTANCE' as ExamMode, opens_at: null as LocalMoment | null, closes_at: null as LocalMoment | null, measures: 'hidden' },
    send: (typed) => planSession({
      ...typed, zone: workspace.zone, measures: typed.measures as 'hidden' | 'shown', opens_at: instant(typed.opens_at), closes_at: instant(typed.closes_at),
      pool: (cases.data?.items ?? []).filter((one) => one.content.block === typed.block && (one.state === 'ready' || one.state === 'used')).map((one) => one.id),
    }),
    done: (sheet) => (void refresh('exam_session'), go(`/certifier/epreuves/${sheet.summary.id}`)),
  });
  const choose = { value: '', label: t('examine.choose') };
  return (
    <Form form={form} verb={t('examine.plan')}>
      <TextInput label={t('examine.column.title')} required maxLength={160} {...form.text('title')} />
      <NativeSelect label={t('examine.column.block')} {...form.text('block')} data={[...blocks, 'final'].map((one) => ({ value: one, label: one === 'final' ? t('examine.final') : one }))} />
      <NativeSelect label={t('examine.version')} required {...form.text('version_id')} data={[choose, ...(versions.data?.items ?? []).filter((one) => one.state === 'confirmed').map((one) => ({ value: one.id, label: one.label }))]} />
      <NativeSelect label={t('examine.rules')} required {...form.text('rule_set_id')} data={[choose, ...(rules.data?.items ?? []).filter((one) => one.state === 'in_force').map((one) => ({ value: one.id, label: `${one.name} (${one.number})` }))]} />
      <NativeSelect label={t('examine.centre')} required {...form.text('centre')} data={[choose, ...(centres.data?.card.centres ?? []).map((one) => ({ value: one.name, label: one.name }))]} />
      <NativeSelect label={t('examine.mode')} {...form.text('mode')} data={modes.map((one) => ({ value: one, label: t(`examine.modes.${one}`) }))} />
      <MomentInput label={t('examine.opens')} zone={workspace.zone} {...form.field('opens_at')} />
      <MomentInput label={t('examine.closes')} zone={workspace.zone} {...form.field('closes_at')} />
      <NativeSelect label={t('examine.measures')} description={t('examine.measures_more')} {...form.text('measures')} data={['hidden', 'shown'].map((one) => ({ value: one, label: t(`examine.measure.${one}`) }))} />
      <p className="soft">{t('examine.pool_more')}</p>
    </Form>
  );
}
