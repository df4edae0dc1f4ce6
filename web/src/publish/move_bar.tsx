// SPDX-License-Identifier: AGPL-3.0-or-later
// What is said while a publication is carried by the keyboard: which, to when, and the keys.
import { Button } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { formatMoment } from '../ui/format';
import { resolve } from '../ui/moment';
import { useWords } from '../ui/words';
import styles from './calendar.module.css';
import { standingApproval, type View } from './moving';
import type { Moving } from './use_move';

export function MoveBar({ moving, view }: { moving: Moving; view: View }) {
  const { t, locale } = useWords();
  const box = useRef<HTMLDivElement>(null);
  // Carried beyond the days shown, it stands on no day: the keys are heard here.
  useEffect(() => {
    if (document.activeElement === document.body) box.current?.focus();
  });
  if (!moving.lifted) return null;
  const { entry, to } = moving.lifted;
  return (
    <div ref={box} className={styles.moving} tabIndex={-1} onKeyDown={(event) => event.target === event.currentTarget && moving.onKeyDown(event)}>
      <div className="stack-tight">
        <p role="status" aria-live="assertive">{t('publish.calendar.moving', { title: entry.title, moment: formatMoment(resolve(to)?.at, locale, { zone: to.zone }) })}</p>
        <p className="small soft">{t(`publish.calendar.moving_keys_${view}`)}{standingApproval(entry.publication) ? ` ${t('publish.calendar.moving_voids')}` : ''}</p>
      </div>
      <div className="line">
        <Button size="compact-md" onClick={moving.confirm}>{t('publish.calendar.move')}</Button>
        <Button size="compact-md" variant="default" onClick={moving.cancel}>{t('ui.cancel')}</Button>
      </div>
    </div>
  );
}
