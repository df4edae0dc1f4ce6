// SPDX-License-Identifier: AGPL-3.0-or-later
import { Loaded } from '../api/loaded';
import { useGo } from '../ui/address';
import { formatMoment } from '../ui/format';
import { List, type Column } from '../ui/list';
import { Page } from '../ui/page';
import { EmptyState } from '../ui/states';
import { useWords, useZone } from '../ui/words';
import { useSessions } from './queries';

interface Line { id: string; title: string; block: string; state: string; opens_at: string }

export default function JuriesPage() {
  const { t, locale } = useWords();
  const zone = useZone();
  const go = useGo();
  const columns: Column<Line>[] = [
    { key: 'title', title: t('judge.minutes_line.session'), value: (session) => session.title },
    { key: 'block', title: t('judge.block'), value: (session) => session.block },
    { key: 'state', title: t('judge.state'), value: (session) => t(`judge.session_state.${session.state}`) },
    { key: 'opens', title: t('judge.opens'), value: (session) => session.opens_at, show: (session) => formatMoment(session.opens_at, locale, { zone }) },
  ];
  return (
    <Page title={t('judge.juries')} lead={t('judge.juries_lead')} wide>
      <Loaded of={useSessions()}>
        {({ items }) => <List name="juries" label={t('judge.juries')} rows={items} id={(one) => one.id} columns={columns} onOpen={(one) => go(`/certifier/jurys/${one.id}`)} empty={<EmptyState title={t('judge.no_session')}>{t('judge.no_session_more')}</EmptyState>} />}
      </Loaded>
    </Page>
  );
}
