// SPDX-License-Identifier: AGPL-3.0-or-later
import { NumberInput } from '@mantine/core';
import { Form, useForm } from '../api/form';
import { Loaded } from '../api/loaded';
import { toast } from '../ui/feedback';
import { useGo } from '../ui/address';
import { formatMoment } from '../ui/format';
import { List, type Column } from '../ui/list';
import { Page } from '../ui/page';
import { Badge, EmptyState } from '../ui/states';
import { useWords, useZone } from '../ui/words';
import { confirmNumbers, useAllMinutes, type Minutes } from './queries';

interface Line { minutes: Minutes; session: string; block: string }

export default function AllMinutesPage() {
  const { t, locale } = useWords();
  const zone = useZone();
  const go = useGo();
  const all = useAllMinutes();
  const later = (one: Line) => all.data?.items.find(({ minutes }) => minutes.supersedes === one.minutes.id && minutes.state === 'closed')?.minutes.number;
  const state = (one: Line) => (later(one) ? t('judge.superseded_by', { number: later(one) }) : t(`judge.minutes_state.${one.minutes.state}`));
  const columns: Column<Line>[] = [
    { key: 'number', title: t('judge.minutes_line.number_of'), value: (one) => one.minutes.number },
    { key: 'session', title: t('judge.minutes_line.session'), value: (one) => one.session },
    { key: 'block', title: t('judge.block'), value: (one) => (one.block === 'final' ? t('judge.final_jury') : one.block) },
    { key: 'state', title: t('judge.state'), value: state, show: (one) => <Badge tone={later(one) || one.minutes.state === 'draft' ? 'warn' : 'plain'}>{state(one)}</Badge> },
    { key: 'closed', title: t('judge.closed_on'), value: (one) => one.minutes.closed_at ?? '', show: (one) => (one.minutes.closed_at ? formatMoment(one.minutes.closed_at, locale, { zone }) : '–') },
  ];
  return (
    <Page title={t('judge.all_minutes')} lead={t('judge.all_minutes_lead')} wide>
      <Loaded of={all}>
        {({ items }) => <List name="minutes" label={t('judge.all_minutes')} rows={items} id={(one) => one.minutes.id} columns={columns} onOpen={(one) => go(`/certifier/pv/${one.minutes.id}`)} empty={<EmptyState title={t('judge.no_minutes')}>{t('judge.no_minutes_more')}</EmptyState>} />}
      </Loaded>
      <AfterRestore />
    </Page>
  );
}

/** A restored instance gives no number until the certifier says the last one that was given. */
function AfterRestore() {
  const { t } = useWords();
  const form = useForm({ name: 'numbers', initial: { year: new Date().getFullYear(), last: 0 }, send: ({ year, last }) => confirmNumbers({ name: 'minutes', year, last }), done: () => toast({ said: t('judge.numbers_kept') }) });
  return (
    <details>
      <summary>{t('judge.after_restore')}</summary>
      <p className="soft">{t('judge.after_restore_more')}</p>
      <Form form={form} verb={t('judge.numbers_confirm')}>
        <NumberInput label={t('judge.year')} {...form.field('year')} />
        <NumberInput label={t('judge.last_number')} min={0} {...form.field('last')} />
      </Form>
    </details>
  );
}
