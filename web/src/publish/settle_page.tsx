// SPDX-License-Identifier: AGPL-3.0-or-later
// Publications that wait for a person: by hand, in doubt, refused, missed, or without an account.
import { wordsOfProblem } from '../api/problem';
import { useGo, useParam } from '../ui/address';
import { formatMoment } from '../ui/format';
import { List, type Column } from '../ui/list';
import { Page } from '../ui/page';
import { EmptyState, ErrorState, Skeleton } from '../ui/states';
import { useWords, useZone } from '../ui/words';
import { useToSettle, type ToSettle } from './delivery';
import { StateBadge, useReason } from './state_badge';

export default function SettlePage() {
  const { t } = useWords();
  const brand = useParam('brand');
  const go = useGo();
  const found = useToSettle(brand);
  const columns = useColumns();
  return (
    <Page title={t('publish.settle.title')} lead={t('publish.settle.lead')} wide>
      {found.isPending ? <Skeleton /> : null}
      {found.isError ? <ErrorState words={wordsOfProblem(t, found.error)} onRetry={() => void found.refetch()} /> : null}
      {found.data ? (
        <List name="to-settle" label={t('publish.settle.title')} rows={found.data.items} id={(row) => row.publication_id} columns={columns}
          empty={<EmptyState title={t('publish.settle.empty')}>{t('publish.settle.empty_more')}</EmptyState>} onOpen={(row) => go(`/b/${brand}/publier/${row.publication_id}`)} />
      ) : null}
    </Page>
  );
}

function useColumns(): Column<ToSettle>[] {
  const { t, locale } = useWords();
  const zone = useZone();
  const reason = useReason();
  return [
    { key: 'text', title: t('publish.settle.column_text'), value: (row) => row.text },
    { key: 'state', title: t('publish.settle.column_state'), value: (row) => row.state, show: (row) => <StateBadge state={row.state} /> },
    { key: 'due', title: t('publish.settle.column_due'), value: (row) => row.due, show: (row) => formatMoment(row.due, locale, { zone }) },
    { key: 'why', title: t('publish.settle.column_why'), value: (row) => reason(row.problem_code), minor: true },
  ];
}
