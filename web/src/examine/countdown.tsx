// SPDX-License-Identifier: AGPL-3.0-or-later
// Time left by the server's clock: the browser's own may be wrong. Said aloud at a few moments only.
import { useEffect, useState } from 'react';
import { useWords } from '../ui/words';

const second = 1000;
const said_at = [60, 30, 15, 5, 1];

/** What the server's clock said in an answer, and when that answer came by the device's. */
interface Told {
  now: string;
  came: number;
}

/** Seconds left, at a moment of the device's clock. */
export const secondsLeft = (until: string, { now, came }: Told, at: number): number =>
  Math.max(0, Math.floor((Date.parse(until) - Date.parse(now) - (at - came)) / second));

function useDeviceNow(): number {
  const [at, setAt] = useState(() => Date.now());
  useEffect(() => {
    const timer = window.setInterval(() => setAt(Date.now()), second);
    return () => window.clearInterval(timer);
  }, []);
  return at;
}

export function Countdown({ until, ...told }: Told & { until: string }) {
  const { t } = useWords();
  const left = secondsLeft(until, told, useDeviceNow());
  const [hours, minutes, seconds] = [Math.floor(left / 3600), Math.floor((left % 3600) / 60), left % 60];
  const near = said_at.find((one) => left <= one * 60 && left > one * 60 - 5);
  const days = Math.floor(hours / 24);
  const shown = days > 1 ? t('examine.time_days', { count: days, hours: hours % 24 }) : hours > 0 ? t('examine.time_hours', { hours, minutes: String(minutes).padStart(2, '0') }) : t('examine.time_minutes', { minutes, seconds: String(seconds).padStart(2, '0') });
  return (
    <>
      <strong role="timer" aria-label={shown}>{left === 0 ? t('examine.time_over') : shown}</strong>
      <span className="sr" style={{ position: 'absolute', inlineSize: 1, blockSize: 1, overflow: 'hidden', clipPath: 'inset(50%)' }} aria-live="polite">{near ? t('examine.time_near', { count: near }) : ''}</span>
    </>
  );
}
