// SPDX-License-Identifier: AGPL-3.0-or-later
// A month of publications: whole weeks from Monday, and the same as a list for narrow screens and screen readers.
import { UnstyledButton } from '@mantine/core';
import { formatMoment, tagOf } from '../ui/format';
import { useWords, useZone } from '../ui/words';
import type { CalendarEntry } from './calendar';
import styles from './calendar.module.css';
import { Card } from './card';
import { daysOf } from './days';
import { momentAt } from './hours';
import { onDay } from './moving';
import { network_names } from './network_names';
import { StateBadge } from './state_badge';
import { useDrop } from './use_drop';
import { shownMoment, type Moving } from './use_move';

export interface GridParts {
  items: CalendarEntry[];
  moving: Moving;
  onOpen: (entry: CalendarEntry) => void;
  onDay: (day: string, time?: string) => void;
}

export function MonthGrid({ month, ...parts }: GridParts & { month: string }) {
  const { t, locale } = useWords();
  const days = daysOf(month);
  const weekday = new Intl.DateTimeFormat(tagOf(locale), { weekday: 'short', timeZone: 'UTC' });
  return (
    <div className={styles.month} role="group" aria-label={t('publish.calendar.title')} onKeyDown={parts.moving.onKeyDown}>
      {days.slice(0, 7).map((day) => <div key={day} className={styles.weekday} aria-hidden="true">{weekday.format(Date.parse(day))}</div>)}
      {days.map((day) => <Day key={day} day={day} outside={!day.startsWith(month)} {...parts} />)}
    </div>
  );
}

function Day({ day, outside, items, moving, onOpen, onDay: open }: GridParts & { day: string; outside: boolean }) {
  const { t, locale } = useWords();
  const zone = useZone();
  const drop = useDrop(items, (entry) => void moving.drop(entry, onDay(shownMoment(entry, zone), day)));
  const full = new Intl.DateTimeFormat(tagOf(locale), { dateStyle: 'full', timeZone: 'UTC' }).format(Date.parse(day));
  const today = momentAt(new Date(), zone).date;
  const { lifted } = moving;
  const here = items.filter((entry) => shownMoment(entry, zone).date === day && entry !== lifted?.entry);
  const comes = lifted?.to.date === day;
  return (
    <section className={`${styles.day} ${outside ? styles.outside : ''}`} data-empty={here.length || comes || day === today ? undefined : true} aria-label={full} onClick={(event) => event.target === event.currentTarget && open(day)} {...drop}>
      <UnstyledButton className={`${styles.number} ${day === today ? styles.today : ''}`} onClick={() => open(day)}>
        <span className="hidden">{t('publish.calendar.schedule_on', { day: '' })}</span>{Number(day.slice(8))}<span className={styles.named}> {new Intl.DateTimeFormat(tagOf(locale), { weekday: 'short', month: 'short', timeZone: 'UTC' }).format(Date.parse(day))}</span>
      </UnstyledButton>
      {here.map((entry) => <Card key={entry.publication.id} entry={entry} onOpen={onOpen} moving={moving} />)}
      {comes ? <Card entry={lifted.entry} onOpen={onOpen} moving={moving} ghost /> : null}
    </section>
  );
}

export function MonthList({ items, onOpen }: { items: CalendarEntry[]; onOpen: (entry: CalendarEntry) => void }) {
  const { t, locale } = useWords();
  const zone = useZone();
  return (
    <ul className={styles.list}>
      {items.map((entry) => (
        <li key={entry.publication.id}>
          <UnstyledButton className={styles.row} onClick={() => onOpen(entry)}>
            <span className="numbers">{formatMoment(entry.publication.at, locale, { zone })}</span>
            <span>{network_names[locale][entry.network] ?? entry.network}</span>
            <span className={styles.title}>{entry.title}</span>
            <StateBadge state={entry.publication.state} />
            {entry.publication.approval === 'off' ? <span className="soft small">{t('publish.calendar.approval_off')}</span> : null}
          </UnstyledButton>
        </li>
      ))}
    </ul>
  );
}
