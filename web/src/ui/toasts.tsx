// SPDX-License-Identifier: AGPL-3.0-or-later
// The toasts of feedback.tsx, loaded behind the first screen.
import { Button } from '@mantine/core';
import { notifications, Notifications } from '@mantine/notifications';
import { useWords, words } from './words';

export interface Toast {
  said: string;
  tone?: 'good' | 'bad';
  undo?: () => void | Promise<unknown>;
}

export function show({ said, tone = 'good', undo }: Toast): void {
  const id = notifications.show({
    message: undo ? <Undoable said={said} undo={() => (notifications.hide(id), void undo())} /> : said,
    color: tone === 'bad' ? 'red' : 'accent',
    autoClose: undo || tone === 'bad' ? 10_000 : 4_000,
    withBorder: true,
    closeButtonProps: { 'aria-label': words.t('ui.close') },
  });
}

export default function Shown() {
  return <Notifications position="bottom-right" withinPortal={false} />;
}

function Undoable({ said, undo }: { said: string; undo: () => void }) {
  const { t } = useWords();
  return (
    <div className="spread">
      {said}
      <Button size="compact-sm" variant="default" onClick={undo}>{t('ui.undo')}</Button>
    </div>
  );
}
