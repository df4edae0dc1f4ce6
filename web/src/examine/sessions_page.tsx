// SPDX-License-Identifier: AGPL-3.0-or-later
// Every exam session, with what it waits for.
import { Button } from '@mantine/core';
import { Loaded } from '../api/loaded';
import { useAddress, useGo } from '../ui/address';
import { formatMoment } from '../ui/format';
import { List, type Column } from '../ui/list';
import { Detail, Page, Split } from '../ui/page';
import { Badge, EmptyState } from '../ui/states';
import { useWords } from '../ui/words';
import { useSessions, type SessionSummary } from './exam_queries';
import { FirstMissing } from './missing_part';
import { SessionForm } from './session_form';

export default function SessionsPage() {
  const { t, locale } = useWords();
  const go = useGo();
  const [query, change] = useAddress();
  const sessions = useSessions();
  const waits = (one: SessionSummary) => one.missing.filter((gap) => gap.weight === 'blocks').length;
  const plan = <Button onClick={() => change({ open: 'new' })}>{t('examine.plan')}</Button>;
  const columns: Column<SessionSummary>[] = [
    { key: 'title', title: t('examine.column.title'), value: (one) => one.title },
    { key: 'block', title: t('examine.column.block'), value: (one) => (one.block === 'final' ? t('examine.final') : one.block) },
    { key: 'state', title: t('examine.column.state'), value: (one) => t(`examine.state.${one.state}`), show: (one) => <Badge tone={one.state === 'open' ? 'accent' : 'plain'}>{t(`examine.state.${one.state}`)}</Badge> },
    { key: 'missing', title: t('examine.column.missing'), value: waits, show: (one) => <FirstMissing session={one} /> },
    { key: 'opens', title: t('examine.column.opens'), value: (one) => one.opens_at, show: (one) => formatMoment(one.opens_at, locale, { zone: one.zone }) },
    { key: 'sitters', title: t('examine.column.sitters'), value: (one) => one.sitters, number: true, minor: true },
    { key: 'deposited', title: t('examine.column.deposited'), value: (one) => one.deposited, show: (one) => (one.block === 'final' ? '–' : one.deposited), number: true, minor: true },
  ];
  return (
    <Page title={t('examine.sessions')} lead={t('examine.sessions_lead')} actions={plan} wide>
      <Split detail={query.open === 'new' ? <Detail title={t('examine.plan')} onClose={() => change({ open: undefined })}><SessionForm /></Detail> : null}>
        <Loaded of={sessions}>
          {({ items }) => <List name="exam-sessions" label={t('examine.sessions')} rows={items} id={(one) => one.id} columns={columns} onOpen={(one) => go(`/certifier/epreuves/${one.id}`)}
            empty={<EmptyState title={t('examine.no_session')} action={plan}>{t('examine.no_session_more')}</EmptyState>} />}
        </Loaded>
      </Split>
    </Page>
  );
}
