// SPDX-License-Identifier: AGPL-3.0-or-later
// What a page shows when it has nothing, waits, or failed; and small marks of state.
import { Button } from '@mantine/core';
import { useEffect, useState, type ReactNode } from 'react';
import { Icon, type IconName } from './icons';
import styles from './states.module.css';
import { useWords } from './words';

/** True once something has lasted over 100 ms: faster answers never flash a skeleton. */
export function useSlow(pending: boolean): boolean {
  const [slow, setSlow] = useState(false);
  useEffect(() => {
    if (!pending) return setSlow(false);
    const timer = window.setTimeout(() => setSlow(true), 100);
    return () => window.clearTimeout(timer);
  }, [pending]);
  return pending && slow;
}

/** Grey lines in place of what is coming. */
export function Skeleton({ lines = 5 }: { lines?: number }) {
  const slow = useSlow(true);
  const { t } = useWords();
  if (!slow) return null;
  return (
    <div className="stack" role="status">
      <span className="hidden">{t('ui.loading')}</span>
      {Array.from({ length: lines }, (_, line) => (
        <div key={line} className={styles.bar} style={{ inlineSize: `${92 - ((line * 17) % 40)}%` }} />
      ))}
    </div>
  );
}

/** Nothing yet: says what belongs here and gives the first act. */
export function EmptyState({ title, children, action }: { title: string; children?: ReactNode; action?: ReactNode }) {
  return (
    <section className={styles.state}>
      <h2>{title}</h2>
      {children ? <p className="soft">{children}</p> : null}
      {action}
    </section>
  );
}

/** It failed: what happened, and a way out. `words` comes from wordsOfProblem. */
/** `title`: when it is not that something failed: a page that is not there, or not the reader's. */
export function ErrorState({ title, words: said, onRetry, reference }: { title?: string; words: string; onRetry?: () => void; reference?: string }) {
  const { t } = useWords();
  return (
    <section className={`${styles.state} ${styles.error}`} role="alert">
      <div className="line">
        <Icon name="alert" />
        <h2>{title ?? t('ui.failed')}</h2>
      </div>
      <p>{said}</p>
      {reference ? <p className="small soft">{t('ui.reference', { reference })}</p> : null}
      {onRetry ? <Button variant="default" onClick={onRetry}>{t('ui.try_again')}</Button> : null}
    </section>
  );
}

export type Tone = 'plain' | 'good' | 'warn' | 'bad' | 'accent';
const toneIcons: Partial<Record<Tone, IconName>> = { good: 'check', warn: 'alert', bad: 'alert' };

/** A short state. Good, warn and bad carry an icon too: colour never speaks alone. */
export function Badge({ tone = 'plain', children }: { tone?: Tone; children: ReactNode }) {
  const icon = toneIcons[tone];
  return (
    <span className={`${styles.badge} ${styles[tone] ?? ''}`}>
      {icon ? <Icon name={icon} small /> : null}
      {children}
    </span>
  );
}

/** A remark in the page. */
export function Note({ tone = 'plain', children }: { tone?: Tone; children: ReactNode }) {
  return (
    <div className={`${styles.note} ${styles[tone] ?? ''}`} role={tone === 'bad' ? 'alert' : undefined} tabIndex={tone === 'bad' ? -1 : undefined}>
      <Icon name={toneIcons[tone] ?? 'note'} />
      <div className="grow">{children}</div>
    </div>
  );
}
