// SPDX-License-Identifier: AGPL-3.0-or-later
// The pages before one is in: one narrow column, the language at hand.
import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTitle } from '../ui/address';
import { useWords } from '../ui/words';
import styles from './outside.module.css';

export function Outside({ title, lead, children }: { title: string; lead?: ReactNode; children: ReactNode }) {
  const { locale } = useWords();
  useTitle(title);
  const other = locale === 'fr' ? 'en' : 'fr';
  // The app's own loader of words is above this floor: the choice is kept, and the page opened anew in it.
  const speak = () => {
    localStorage.setItem('parvis.locale', other);
    location.reload();
  };
  return (
    <main className={styles.outside} id="main">
      <div className={styles.column}>
        <div className="spread">
          <img src="/parvis.svg" alt="Parvis" className={styles.mark} />
          <Button size="compact-sm" variant="subtle" color="gray" lang={other} onClick={speak}>{other === 'en' ? 'English' : 'Français'}</Button>
        </div>
        <div className="stack-tight">
          <h1>{title}</h1>
          {lead ? <p className="soft">{lead}</p> : null}
        </div>
        {children}
      </div>
    </main>
  );
}
