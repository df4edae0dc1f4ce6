// SPDX-License-Identifier: AGPL-3.0-or-later
import { Button } from '@mantine/core';
import { useAct } from '../api/act';
import { Loaded } from '../api/loaded';
import { formatAgo, formatMoment } from '../ui/format';
import { List, type Column } from '../ui/list';
import { Page } from '../ui/page';
import { useWords, useZone } from '../ui/words';
import { deviceOf } from './device';
import { endSession, useSessions, type SignInSession } from './queries';

export default function SessionsPage() {
  const { t, locale } = useWords();
  const zone = useZone();
  const [run, busy] = useAct();
  const sessions = useSessions();
  const end = (session: SignInSession) => run({ of: session.id, act: () => endSession(session.id), said: t('identity.sessions.ended'), touches: ['sessions'] });
  const columns: Column<SignInSession>[] = [
    { key: 'device', title: t('identity.sessions.device'), value: (session) => deviceOf(session.user_agent) },
    { key: 'address', title: t('identity.sessions.address'), value: (session) => session.address, minor: true },
    { key: 'seen', title: t('identity.sessions.seen'), value: (session) => session.last_seen_at, show: (session) => formatAgo(session.last_seen_at, locale) },
    { key: 'since', title: t('identity.sessions.since'), value: (session) => session.created_at, show: (session) => formatMoment(session.created_at, locale, { zone }), minor: true },
    { key: 'end', title: t('identity.acts'), value: () => '', show: (session) => <Button size="compact-sm" variant="default" disabled={busy} onClick={() => void end(session)}>{t('identity.sessions.end')}</Button> },
  ];
  return (
    <Page title={t('identity.sessions.title')} lead={t('identity.sessions.lead')}>
      <Loaded of={sessions}>{({ items }) => <List name="sessions" label={t('identity.sessions.title')} rows={items} id={(session) => session.id} columns={columns} />}</Loaded>
    </Page>
  );
}
