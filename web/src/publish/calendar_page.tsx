// SPDX-License-Identifier: AGPL-3.0-or-later
// What goes out and when: a month, the same as a list, and the acts on one publication.
import { Button, Modal, SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import { wordsOfProblem } from '../api/problem';
import { useMay } from '../identity';
import { useAddress, useParam } from '../ui/address';
import { Page } from '../ui/page';
import { EmptyState, ErrorState, Skeleton } from '../ui/states';
import { useWords } from '../ui/words';
import { ApprovalForm } from './approval_form';
import { useCalendar, type CalendarEntry } from './calendar';
import { nextMonth } from './days';
import { MonthGrid, MonthList } from './month';
import { PublicationActs } from './publication_acts';
import { ScheduleForm } from './schedule_form';

type Opened = { kind: 'schedule'; day?: string } | { kind: 'entry'; entry: CalendarEntry } | { kind: 'ask' } | null;

export default function CalendarPage() {
  const { t, locale } = useWords();
  const brand = useParam('brand');
  const may = useMay();
  const [query, change] = useAddress();
  const [opened, setOpened] = useState<Opened>(null);
  const month = /^\d{4}-\d{2}$/.test(query.month ?? '') ? query.month! : new Date().toISOString().slice(0, 7);
  const view = query.view === 'list' ? 'list' : 'month';
  const calendar = useCalendar(brand, month);
  const items = calendar.data?.items ?? [];
  const waiting = items.filter(({ publication }) => publication.state === 'in_review' || publication.state === 'changes_requested');
  const name = new Intl.DateTimeFormat(locale, { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(Date.parse(`${month}-01T00:00:00Z`));
  const close = () => setOpened(null);
  const plan = may('schedule') ? <Button onClick={() => setOpened({ kind: 'schedule' })}>{t('publish.calendar.schedule')}</Button> : null;
  return (
    <Page title={t('publish.calendar.title')} lead={t('publish.calendar.lead')} actions={plan} wide>
      <div className="spread">
        <div className="line">
          <Button variant="default" size="compact-md" aria-label={t('publish.calendar.before')} onClick={() => change({ month: nextMonth(month, -1) })}>‹</Button>
          <h2 aria-live="polite">{name}</h2>
          <Button variant="default" size="compact-md" aria-label={t('publish.calendar.after')} onClick={() => change({ month: nextMonth(month, 1) })}>›</Button>
        </div>
        <div className="line">
          <SegmentedControl aria-label={t('publish.calendar.view')} value={view} onChange={(value) => change({ view: value })}
            data={['month', 'list'].map((value) => ({ value, label: t(`publish.calendar.view_${value}`) }))} />
          {may('schedule') && waiting.length ? <Button variant="default" onClick={() => setOpened({ kind: 'ask' })}>{t('publish.approval.ask', { count: waiting.length })}</Button> : null}
        </div>
      </div>
      {calendar.isPending ? <Skeleton lines={8} /> : null}
      {calendar.isError ? <ErrorState words={wordsOfProblem(t, calendar.error)} onRetry={() => void calendar.refetch()} /> : null}
      {calendar.data && view === 'month' ? <MonthGrid month={month} items={items} onOpen={(entry) => setOpened({ kind: 'entry', entry })} onDay={(day) => setOpened({ kind: 'schedule', day })} /> : null}
      {calendar.data && view === 'list' && items.length ? <MonthList items={items} onOpen={(entry) => setOpened({ kind: 'entry', entry })} /> : null}
      {calendar.data && !items.length ? <EmptyState title={t('publish.calendar.empty')} action={plan}>{t('publish.calendar.empty_more')}</EmptyState> : null}
      <Modal opened={opened !== null} onClose={close} title={opened ? t(`publish.calendar.opened_${opened.kind}`) : ''} closeButtonProps={{ 'aria-label': t('ui.close') }}>
        {opened?.kind === 'schedule' ? <ScheduleForm brand={brand} day={opened.day} close={close} /> : null}
        {opened?.kind === 'entry' ? <PublicationActs brand={brand} entry={opened.entry} close={close} /> : null}
        {opened?.kind === 'ask' ? <ApprovalForm brand={brand} title={name} publications={waiting.map(({ publication }) => publication.id)} close={close} /> : null}
      </Modal>
    </Page>
  );
}
