// SPDX-License-Identifier: AGPL-3.0-or-later
// Keys that work everywhere, and the sheet that lists them all.
import { Modal } from '@mantine/core';
import { useEffect } from 'react';
import { typing } from '../ui/typing';
import { useWords } from '../ui/words';

/** What lies over the page. */
export type Opened = 'palette' | 'keys' | 'rail' | null;

export function useFrameKeys(open: (what: Opened) => void): void {
  useEffect(() => {
    const down = (event: KeyboardEvent) => {
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') open('palette');
      else if (event.key === '?' && !typing(event.target)) open('keys');
      else return;
      event.preventDefault();
    };
    window.addEventListener('keydown', down);
    return () => window.removeEventListener('keydown', down);
  }, [open]);
}

const sheet: [string[], string][] = [
  [['Ctrl', 'K'], 'palette'],
  [['?'], 'help'],
  [['j', 'k'], 'list_move'],
  [['↵'], 'list_open'],
  [['x'], 'list_choose'],
  [['/'], 'list_search'],
  [['Esc'], 'escape'],
];

export function Keys({ opened, close }: { opened: boolean; close: () => void }) {
  const { t } = useWords();
  return (
    <Modal opened={opened} onClose={close} title={t('ui.keys.title')} closeButtonProps={{ 'aria-label': t('ui.close') }}>
      <dl className="stack-tight" style={{ margin: 0 }}>
        {sheet.map(([keys, what]) => (
          <div key={what} className="spread"><dt>{t(`ui.keys.${what}`)}</dt><dd className="line" style={{ margin: 0 }}>{keys.map((key) => <kbd key={key}>{key}</kbd>)}</dd></div>
        ))}
      </dl>
    </Modal>
  );
}
