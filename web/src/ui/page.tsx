// SPDX-License-Identifier: AGPL-3.0-or-later
// A page: its title, what one can do there, what it holds; and a detail beside a list.
import { ActionIcon } from '@mantine/core';
import { Link as RouterLink } from '@tanstack/react-router';
import { createContext, useEffect, useId, useRef, type ReactNode } from 'react';
import { placeOf, useTitle } from './address';
import { Icon } from './icons';
import styles from './page.module.css';
import { useWords } from './words';

/** The open page's name in the menu, given by the frame: a heading while its object is awaited or missing. */
export const PageName = createContext('');

interface PageParts {
  title: string;
  /** One sentence under the title. */
  lead?: ReactNode;
  /** Buttons at the end of the title's line; the main one last. */
  actions?: ReactNode;
  /** The thread bar, above all. */
  thread?: ReactNode;
  /** Takes the whole width (boards, calendars, lists with a detail). */
  wide?: true;
  children: ReactNode;
}

export function Page({ title, lead, actions, thread, wide, children }: PageParts) {
  useTitle(title);
  return (
    <div className={`${styles.page} ${wide ? styles.wide : ''}`}>
      {thread}
      <header className={styles.head}>
        <div className={styles.titles}>
          <h1>{title}</h1>
          {lead ? <p className="soft">{lead}</p> : null}
        </div>
        {actions ? <div className="line">{actions}</div> : null}
      </header>
      {children}
    </div>
  );
}

/** A part of a page under its own heading. */
export function Section({ title, actions, children }: { title: string; actions?: ReactNode; children: ReactNode }) {
  const id = useId();
  return (
    <section className="stack" aria-labelledby={id}>
      <div className="spread">
        <h2 id={id}>{title}</h2>
        {actions ? <div className="line">{actions}</div> : null}
      </div>
      {children}
    </section>
  );
}

/** A list and, when one thing is open, its detail beside it. */
export function Split({ children, detail }: { children: ReactNode; detail?: ReactNode }) {
  return (
    <div className={styles.split}>
      <div className="stack">{children}</div>
      {detail}
    </div>
  );
}

/** The detail of what is open. Escape closes it and gives the focus back. */
export function Detail({ title, onClose, children }: { title: ReactNode; onClose: () => void; children: ReactNode }) {
  const { t } = useWords();
  const id = useId();
  const box = useRef<HTMLElement>(null);
  useEffect(() => {
    const before = document.activeElement as HTMLElement | null;
    const first = box.current?.querySelector<HTMLElement>('form :is(input, textarea, select):not([type=hidden], [type=file], :disabled)');
    (first ?? box.current)?.focus({ preventScroll: true });
    return () => before?.focus?.({ preventScroll: true });
  }, []);
  return (
    <aside className={styles.beside} ref={box} tabIndex={-1} aria-labelledby={id} onKeyDown={(event) => event.key === 'Escape' && onClose()}>
      <div className={styles.beside_head}>
        <h2 id={id}>{title}</h2>
        <ActionIcon variant="subtle" color="gray" onClick={onClose} aria-label={t('ui.close')}>
          <Icon name="close" />
        </ActionIcon>
      </div>
      <div className="stack">{children}</div>
    </aside>
  );
}

/** A link inside the application. */
export function Go({ to, children, className }: { to: string; children: ReactNode; className?: string }) {
  return (
    <RouterLink {...placeOf(to)} className={className}>
      {children}
    </RouterLink>
  );
}
