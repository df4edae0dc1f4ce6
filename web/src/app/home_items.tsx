// SPDX-License-Identifier: AGPL-3.0-or-later
// Lines of the Fil: what it is, of which brand, when, and the way there.
import { Button } from '@mantine/core';
import { useState } from 'react';
import { useMe } from '../identity';
import { formatMoment } from '../ui/format';
import { Go } from '../ui/page';
import { Badge } from '../ui/states';
import { useWords } from '../ui/words';
import type { FilItem } from './fil';
import styles from './home.module.css';
import { toneOf } from './pace';

interface Parts {
  items: FilItem[];
  most: number;
  /** Only one brand is shown: its name need not be said on each line. */
  one: boolean;
}

export function HomeItems({ items, most, one }: Parts) {
  const { t } = useWords();
  const [all, setAll] = useState(false);
  const shown = all ? items : items.slice(0, most);
  return (
    <>
      <ul className={styles.lines}>{shown.map((item) => <li key={`${item.kind}:${item.brand_id}:${item.id}`}><Line item={item} one={one} /></li>)}</ul>
      {items.length > shown.length ? <div><Button variant="subtle" size="compact-sm" onClick={() => setAll(true)}>{t('app.home.more', { count: items.length - shown.length })}</Button></div> : null}
    </>
  );
}

function Line({ item, one }: { item: FilItem; one: boolean }) {
  const { t, locale } = useWords();
  const me = useMe();
  const zone = me.brands.find(({ id }) => id === item.brand_id)?.zone ?? me.workspace.zone;
  const where = [one ? '' : item.brand_name, item.channel ?? ''].filter(Boolean).join(' · ');
  const name = item.kind === 'approvals_pending' ? t('app.home.pending', { count: item.count }) : item.title || t('app.home.untitled');
  return (
    <Go to={item.address} className={styles.line}>
      {item.kind === 'going_out' ? <span className={styles.when}>{formatMoment(item.at, locale, { zone })}</span> : <Badge tone={toneOf(item.kind)}>{t(`app.fil.${item.kind}`)}</Badge>}
      <span className="clip"><strong>{name}</strong> <span className="soft">{where}</span></span>
      <span className={styles.when}>{item.kind === 'going_out' ? '' : item.at ? formatMoment(item.at, locale, { zone }) : ''}</span>
    </Go>
  );
}
