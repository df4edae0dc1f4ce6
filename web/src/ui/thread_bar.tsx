// SPDX-License-Identifier: AGPL-3.0-or-later
// The thread: objective › pillar › content › publications › visits › conversions › ROI. Each link opens; a missing one is
// dashed and offers to connect it. On every object's page, above its title.
import { Link } from '@tanstack/react-router';
import { placeOf } from './address';
import styles from './thread_bar.module.css';
import { useWords } from './words';

export const thread_kinds = ['objective', 'pillar', 'content', 'publications', 'visits', 'conversions', 'roi'] as const;
export type ThreadKind = (typeof thread_kinds)[number];

export interface ThreadLink {
  kind: ThreadKind;
  /** A name, or a figure already written; absent when the link is missing. */
  what?: string;
  to?: string;
  /** This very page. */
  here?: boolean;
  /** Offers to connect what is missing. */
  onConnect?: () => void;
  /** Where it can be connected. */
  connectAt?: string;
}

export function ThreadBar({ links }: { links: ThreadLink[] }) {
  const { t } = useWords();
  const known = new Map(links.map((link) => [link.kind, link]));
  return (
    <nav aria-label={t('ui.thread.label')}>
      <ol className={styles.bar} tabIndex={0}>
        {thread_kinds.map((kind) => (
          <li key={kind} className={styles.link}>
            <Place link={known.get(kind) ?? { kind }} />
          </li>
        ))}
      </ol>
    </nav>
  );
}

function Place({ link }: { link: ThreadLink }) {
  const { t } = useWords();
  const name = t(`ui.thread.${link.kind}`);
  if (link.what === undefined) return <Missing link={link} name={name} />;
  const body = (
    <>
      <span className={styles.kind}>{name}</span>
      <span className={`${styles.what} clip`}>{link.what}</span>
    </>
  );
  if (link.here || !link.to) return <span className={`${styles.place} ${styles.flat} ${link.here ? styles.here : ''}`} aria-current={link.here ? 'page' : undefined}>{body}</span>;
  return <Link {...placeOf(link.to)} className={styles.place}>{body}</Link>;
}

function Missing({ link, name }: { link: ThreadLink; name: string }) {
  const { t } = useWords();
  const body = (
    <>
      <span className={styles.kind}>{name}</span>
      <span className={styles.what}>{link.onConnect || link.connectAt ? t('ui.thread.connect') : '–'}</span>
    </>
  );
  const style = `${styles.place} ${styles.missing}`;
  const label = t('ui.thread.missing', { link: name });
  if (link.connectAt) return <Link to={link.connectAt as never} className={style} title={label}>{body}</Link>;
  if (link.onConnect) return <button type="button" className={style} title={label} onClick={link.onConnect}>{body}</button>;
  return <span className={`${style} ${styles.flat}`} title={label}>{body}</span>;
}
