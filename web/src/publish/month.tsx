// SPDX-License-Identifier: AGPL-3.0-or-later
// A month of publications: whole weeks from Monday, and the same as a list for narrow screens and screen readers.
import { UnstyledButton } from '@mantine/core';
import { formatMoment } from '../ui/format';
import { useWords, useZone } from '../ui/words';
import type { CalendarEntry } from './calendar';
import { daysOf } from './days';
import styles from './month.module.css';
import { network_names } from './network_names';
import { StateBadge } from './state_badge';

interface GridParts {
  month: string;
  items: CalendarEntry[];
  onOpen: (entry: CalendarEntry) => void;
  onDay: (day: string) => void;
}

export function MonthGrid({ month, items, onOpen, onDay }: GridParts) {
  const { t, locale } = useWords();
  const days = daysOf(month);
  const weekday = new Intl.DateTimeFormat(locale, { weekday: 'short', timeZone: 'UTC' });
  const full = new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeZone: 'UTC' });
  const today = new Date().toISOString().slice(0, 10);
  return (
    <div className={styles.grid} role="group" aria-label={t('publish.calendar.title')}>
      {days.slice(0, 7).map((day) => <div key={day} className={styles.weekday} aria-hidden="true">{weekday.format(Date.parse(day))}</div>)}
      {days.map((day) => (
        <section key={day} className={`${styles.day} ${day.startsWith(month) ? '' : styles.outside}`} aria-label={full.format(Date.parse(day))}>
          <UnstyledButton className={`${styles.number} ${day === today ? styles.today : ''}`} onClick={() => onDay(day)} aria-label={t('publish.calendar.schedule_on', { day: full.format(Date.parse(day)) })}>{Number(day.slice(8))}</UnstyledButton>
          {items.filter(({ publication }) => publication.moment.date === day).map((entry) => <Card key={entry.publication.id} entry={entry} onOpen={onOpen} />)}
        </section>
      ))}
    </div>
  );
}

function Card({ entry, onOpen }: { entry: CalendarEntry; onOpen: (entry: CalendarEntry) => void }) {
  const { t, locale } = useWords();
  const { publication, network, title } = entry;
  const told = `${publication.moment.time} ${network_names[locale][network] ?? network}, ${title}, ${t(`publish.state.${publication.state}`)}`;
  return (
    <UnstyledButton className={styles.card} data-state={publication.state} onClick={() => onOpen(entry)} aria-label={told}>
      <span className={styles.when}>{publication.moment.time} · {network_names[locale][network] ?? network}</span>
      <span className={styles.title}>{title}</span>
      <StateBadge state={publication.state} />
    </UnstyledButton>
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
