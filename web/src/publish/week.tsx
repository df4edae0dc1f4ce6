// SPDX-License-Identifier: AGPL-3.0-or-later
// A week by hours in the brand's zone. A night that clocks go back has its hour twice; one that they go forward lacks it. On
// a narrow screen one day is shown at a time.
import { SegmentedControl, UnstyledButton } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { useAddress } from '../ui/address';
import { useWords, useZone } from '../ui/words';
import { tagOf } from '../ui/format';
import { resolve } from '../ui/moment';
import type { CalendarEntry } from './calendar';
import styles from './calendar.module.css';
import { Card } from './card';
import { hoursOf, keyAt, momentAt, rowsOf, type Hour } from './hours';
import { inHour } from './moving';
import type { GridParts } from './month';
import { useDrop } from './use_drop';
import { shownMoment } from './use_move';

const first_shown = '07';

export function WeekGrid({ days, ...parts }: GridParts & { days: string[] }) {
  const { t, locale } = useWords();
  const zone = useZone();
  const box = useRef<HTMLDivElement>(null);
  const [query, change] = useAddress();
  const hours = days.map((day) => hoursOf(day, zone));
  const rows = rowsOf(hours);
  const today = momentAt(new Date(), zone).date;
  const chosen = days.includes(query.day ?? '') ? query.day! : days.includes(today) ? today : days[0]!;
  useEffect(() => {
    const row = box.current?.querySelector<HTMLElement>(`[data-hour="${first_shown}"]`);
    if (row && box.current) box.current.scrollTop = row.offsetTop - 40;
  }, [days[0]]);
  const short = new Intl.DateTimeFormat(tagOf(locale), { weekday: 'short', day: 'numeric', timeZone: 'UTC' });
  return (
    <>
      <div className={styles.days}>
        <SegmentedControl fullWidth size="xs" aria-label={t('publish.calendar.day')} value={chosen} onChange={(day) => change({ day })} data={days.map((day) => ({ value: day, label: short.format(Date.parse(day)) }))} />
      </div>
      <div className={styles.week} ref={box} role="group" aria-label={t('publish.calendar.title')} tabIndex={0} onKeyDown={parts.moving.onKeyDown} style={{ gridTemplateRows: `auto repeat(${rows.length}, minmax(var(--touch), auto))` }}>
        {rows.map((key, row) => <div key={key} className={styles.hour} data-hour={key} style={{ gridRow: row + 2 }} aria-hidden="true">{hourName(key, locale)}</div>)}
        {days.map((day, column) => (
          <DayColumn key={day} day={day} column={column} hours={hours[column]!} rows={rows} isToday={day === today} isChosen={day === chosen} {...parts} />
        ))}
      </div>
    </>
  );
}

const hourName = (key: string, locale: string) => `${Number(key.slice(0, 2))}${locale === 'fr' ? '\u00a0h' : ':00'}${key.endsWith('+') ? ' (2)' : ''}`;

interface ColumnParts extends GridParts {
  day: string;
  column: number;
  hours: Hour[];
  rows: string[];
  isToday: boolean;
  isChosen: boolean;
}

function DayColumn({ day, column, hours, rows, isToday, isChosen, ...parts }: ColumnParts) {
  const { locale } = useWords();
  const full = new Intl.DateTimeFormat(tagOf(locale), { dateStyle: 'full', timeZone: 'UTC' }).format(Date.parse(day));
  const short = new Intl.DateTimeFormat(tagOf(locale), { weekday: 'short', day: 'numeric', timeZone: 'UTC' }).format(Date.parse(day));
  return (
    <section className={styles.column} data-chosen={isChosen || undefined} aria-label={full}>
      <div className={`${styles.head} ${isToday ? styles.head_today : ''}`} style={{ gridColumn: column + 2 }} aria-hidden="true">{short}</div>
      {rows.map((key, row) => (
        <Slot key={key} day={day} hour={hours.find((one) => one.key === key)} rowKey={key} place={{ gridRow: row + 2, gridColumn: column + 2 }} full={full} {...parts} />
      ))}
    </section>
  );
}

interface SlotParts extends GridParts {
  day: string;
  hour?: Hour;
  rowKey: string;
  place: { gridRow: number; gridColumn: number };
  full: string;
}

function Slot({ day, hour, rowKey, place, full, items, moving, onOpen, onDay }: SlotParts) {
  const { t, locale } = useWords();
  const zone = useZone();
  const drop = useDrop(items, (entry) => void (hour && moving.drop(entry, inHour(shownMoment(entry, zone), day, hour))));
  if (!hour) return <div className={`${styles.slot} ${styles.absent}`} style={place} title={rowKey.endsWith('+') ? undefined : t('publish.calendar.hour_absent')} />;
  const stands = (at: Date) => momentAt(at, zone).date === day && keyAt(at, zone) === rowKey;
  const { lifted } = moving;
  const here: CalendarEntry[] = items.filter((entry) => entry !== lifted?.entry && stands(new Date(entry.publication.at)));
  const comes = lifted && stands(resolve(lifted.to)!.at);
  return (
    <div className={styles.slot} style={place} {...drop}>
      <UnstyledButton className={styles.add} tabIndex={-1} onClick={() => onDay(day, `${rowKey.slice(0, 2)}:00`)} aria-label={t('publish.calendar.schedule_on', { day: `${full}, ${hourName(rowKey, locale)}` })} />
      {here.map((entry) => <Card key={entry.publication.id} entry={entry} onOpen={onOpen} moving={moving} />)}
      {comes ? <Card entry={lifted.entry} onOpen={onOpen} moving={moving} ghost /> : null}
    </div>
  );
}
