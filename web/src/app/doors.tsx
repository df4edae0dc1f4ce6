// SPDX-License-Identifier: AGPL-3.0-or-later
// A room's door: its first page, or what the room is for while it has none. And the page for an address that leads nowhere.
import { Navigate } from '@tanstack/react-router';
import { useMay } from '../identity';
import { useParam } from '../ui/address';
import { Go, Page } from '../ui/page';
import type { Room } from '../ui/page_row';
import { EmptyState } from '../ui/states';
import { useWords } from '../ui/words';
import { addressOf, menuOf } from './rooms';

export function RoomDoor({ room }: { room: Room }) {
  const { t } = useWords();
  const brand = useParam('brand');
  const first = menuOf(room, useMay())[0];
  if (first) return <Navigate to={addressOf(first, brand) as never} replace />;
  return (
    <Page title={t(`app.rooms.${room}`)}>
      <EmptyState title={t('app.door.closed')}>{t(`app.about.${room}`)}</EmptyState>
    </Page>
  );
}

/** Stands outside the frame: it brings the page's one landmark itself. */
export function NotFound() {
  const { t } = useWords();
  return (
    <main style={{ padding: 'var(--s6)' }}>
      <Page title={t('app.lost.title')}>
        <EmptyState title={t('app.lost.what')} action={<Go to="/fil">{t('app.lost.home')}</Go>}>{t('app.lost.why')}</EmptyState>
      </Page>
    </main>
  );
}
