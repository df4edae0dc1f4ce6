// SPDX-License-Identifier: AGPL-3.0-or-later
// What goes out and when: a month, a week by hours, the same as a list, and the acts on one publication.
import { Button, Modal, SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import { wordsOfProblem } from '../api/problem';
import { useMay } from '../identity';
import { useAddress, useParam, type Query } from '../ui/address';
import { tagOf, type Locale } from '../ui/format';
import { Page } from '../ui/page';
import { EmptyState, ErrorState, Skeleton } from '../ui/states';
import { useWords, useZone } from '../ui/words';
import { ApprovalForm } from './approval_form';
import styles from './calendar.module.css';
import { useCalendar, type CalendarEntry } from './calendar';
import { CalendarFilters, kept } from './calendar_filters';
import { dayAfter, daysOf, nextMonth, standingOn, weekOf } from './days';
import { momentAt } from './hours';
import { MonthGrid, MonthList } from './month';
import { MoveBar } from './move_bar';
import { PublicationActs } from './publication_acts';
import { ScheduleForm } from './schedule_form';
import { shownMoment, useMove } from './use_move';
import { WeekGrid } from './week';

type Opened = { kind: 'schedule'; content?: string; day?: string; time?: string } | { kind: 'entry'; entry: CalendarEntry } | { kind: 'ask' } | null;
type View = 'month' | 'week' | 'list';
const views: View[] = ['month', 'week', 'list'];

/** What the address asks to see: the days shown, and where one goes before and after them. */
function placeOf(query: Query, today: string, locale: Locale) {
  const view = views.find((one) => one === query.view) ?? 'month';
  const month = /^\d{4}-\d{2}$/.test(query.month ?? '') ? query.month! : today.slice(0, 7);
  const inMonth = new Intl.DateTimeFormat(tagOf(locale), { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(Date.parse(`${month}-01T00:00:00Z`));
  if (view !== 'week') return { view, month, days: daysOf(month), name: inMonth, before: { month: nextMonth(month, -1), week: '' }, after: { month: nextMonth(month, 1), week: '' } };
  const asked = /^\d{4}-\d{2}-\d{2}$/.test(query.week ?? '') ? query.week! : month === today.slice(0, 7) ? today : `${month}-01`;
  const days = weekOf(asked);
  const name = new Intl.DateTimeFormat(tagOf(locale), { dateStyle: 'long', timeZone: 'UTC' }).formatRange(Date.parse(days[0]!), Date.parse(days[6]!));
  const at = (day: string): Query => ({ week: day, month: day.slice(0, 7), day: '' });
  return { view, month, days, name, before: at(dayAfter(days[0]!, -7)), after: at(dayAfter(days[0]!, 7)) };
}

export default function CalendarPage() {
  const { t, locale } = useWords();
  const zone = useZone();
  const brand = useParam('brand');
  const may = useMay();
  const [query, change] = useAddress();
  // A content that was just made ready asks to be scheduled.
  const [opened, setOpened] = useState<Opened>(query.content ? { kind: 'schedule', content: query.content } : null);
  const { view, month, days, name, before, after } = placeOf(query, momentAt(new Date(), zone).date, locale);
  const moving = useMove(brand, view === 'week' ? 'week' : 'month', may('schedule'));
  const calendar = useCalendar(brand, days);
  const all = standingOn(days, calendar.data?.items ?? [], (entry) => shownMoment(entry, zone).date);
  const items = kept(all, query);
  const waiting = items.filter(({ publication }) => publication.state === 'in_review' || publication.state === 'changes_requested');
  const close = () => {
    setOpened(null);
    if (query.content) change({ content: '' });
  };
  const open = (entry: CalendarEntry) => setOpened({ kind: 'entry', entry });
  const plan = may('schedule') ? <Button onClick={() => setOpened({ kind: 'schedule' })}>{t('publish.calendar.schedule')}</Button> : null;
  const grid = { items, moving, onOpen: open, onDay: (day: string, time?: string) => may('schedule') && setOpened({ kind: 'schedule', day, time }) };
  return (
    <Page title={t('publish.calendar.title')} lead={t('publish.calendar.lead')} actions={plan} wide>
      <div className="spread">
        <div className="line">
          <Button variant="default" size="compact-md" aria-label={t(`publish.calendar.before_${view === 'week' ? 'week' : 'month'}`)} onClick={() => change(before)}>‹</Button>
          <Button variant="default" size="compact-md" onClick={() => change({ month: '', week: '', day: '' })}>{t('publish.calendar.today')}</Button>
          <Button variant="default" size="compact-md" aria-label={t(`publish.calendar.after_${view === 'week' ? 'week' : 'month'}`)} onClick={() => change(after)}>›</Button>
          <h2 aria-live="polite">{name}</h2>
        </div>
        <div className="line">
          <SegmentedControl aria-label={t('publish.calendar.view')} value={view} onChange={(value) => change({ view: value })}
            data={views.map((value) => ({ value, label: t(`publish.calendar.view_${value}`) }))} />
          {may('schedule') && waiting.length ? <Button variant="default" onClick={() => setOpened({ kind: 'ask' })}>{t('publish.approval.ask', { count: waiting.length })}</Button> : null}
        </div>
      </div>
      <CalendarFilters brand={brand} items={all} shown={items.length} />
      {may('schedule') && view !== 'list' && items.length ? <p className={`small soft ${styles.how}`}>{t('publish.calendar.move_how')}</p> : null}
      {calendar.isPending ? <Skeleton lines={8} /> : null}
      {calendar.isError ? <ErrorState words={wordsOfProblem(t, calendar.error)} onRetry={() => void calendar.refetch()} /> : null}
      {calendar.data && view === 'month' ? <MonthGrid month={month} {...grid} /> : null}
      {calendar.data && view === 'week' ? <WeekGrid days={days} {...grid} /> : null}
      {calendar.data && view === 'list' && items.length ? <MonthList items={items} onOpen={open} /> : null}
      {calendar.data && !items.length && view !== 'week' ? <EmptyState title={t(all.length ? 'publish.calendar.none_kept' : 'publish.calendar.empty')} action={all.length ? null : plan}>{all.length ? null : t('publish.calendar.empty_more')}</EmptyState> : null}
      <MoveBar moving={moving} view={view === 'week' ? 'week' : 'month'} />
      <Modal opened={opened !== null} onClose={close} title={opened ? t(`publish.calendar.opened_${opened.kind}`) : ''} closeButtonProps={{ 'aria-label': t('ui.close') }}>
        {opened?.kind === 'schedule' ? <ScheduleForm brand={brand} content={opened.content} day={opened.day} time={opened.time} close={close} /> : null}
        {opened?.kind === 'entry' ? <PublicationActs brand={brand} entry={opened.entry} close={close} lift={view === 'list' ? undefined : () => (close(), moving.lift(opened.entry))} /> : null}
        {opened?.kind === 'ask' ? <ApprovalForm brand={brand} title={name} publications={waiting.map(({ publication }) => publication.id)} close={close} /> : null}
      </Modal>
    </Page>
  );
}
