// SPDX-License-Identifier: AGPL-3.0-or-later
// The time left, by the server's count: the device's clock is not asked. It can be hidden; a screen reader is told at 30, 10,
// 5 and 1 minutes, politely, hidden or not.
import { Button } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useWords } from '../ui/words';
import styles from './questionnaire.module.css';

const told = [30, 10, 5, 1];

function clock(milliseconds: number): string {
  const seconds = Math.ceil(milliseconds / 1000);
  const two = (value: number) => String(value).padStart(2, '0');
  const hours = Math.floor(seconds / 3600);
  return `${hours ? `${hours}:` : ''}${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
}

interface Parts {
  /** By `performance.now()`. */
  ends: number;
  onOver: () => void;
}

export function TimeLeft({ ends, onOver }: Parts) {
  const { t } = useWords();
  const [now, setNow] = useState(() => performance.now());
  const [hidden, setHidden] = useState(() => sessionStorage.getItem('parvis.sitting.time') === 'hidden');
  const left = Math.max(0, ends - now);
  const over = left === 0;
  useEffect(() => {
    const timer = window.setInterval(() => setNow(performance.now()), 500);
    return () => window.clearInterval(timer);
  }, []);
  useEffect(() => {
    if (over) onOver();
  }, [over, onOver]);
  const toggle = () => {
    sessionStorage.setItem('parvis.sitting.time', hidden ? 'shown' : 'hidden');
    setHidden(!hidden);
  };
  const minutes = Math.ceil(left / 60_000);
  const mark = told.find((one) => minutes === one);
  return (
    <span className="line">
      {hidden ? null : <span role="timer" aria-live="off" className={styles.time}><span className="hidden">{t('examine.quiz.time_left')} </span>{clock(left)}</span>}
      <Button variant="subtle" size="compact-sm" onClick={toggle}>{hidden ? t('examine.quiz.show_time') : t('examine.quiz.hide_time')}</Button>
      <span className="hidden" aria-live="polite">{mark && left > 0 ? t('examine.quiz.minutes_left', { count: mark }) : ''}</span>
    </span>
  );
}
