// SPDX-License-Identifier: AGPL-3.0-or-later
// The figures of a case: the client's name, its objective, channels, past posts, orders and costs. Lines name one another by
// their place; taking one out moves what named those after it.
import { Checkbox, NativeSelect, NumberInput, TextInput } from '@mantine/core';
import type { FormState } from '../api/form';
import { useMe } from '../identity';
import { formatMoney, formatNumber } from '../ui/format';
import { MoneyInput } from '../ui/inputs';
import { Section } from '../ui/page';
import { Rows } from '../ui/rows';
import { useWords } from '../ui/words';
import type { CaseText, Supplied } from './exam_queries';
import type { SuppliedColumn, SuppliedRow } from './supplied_csv';
import { SuppliedTable } from './supplied_table';

type Case = { content: CaseText };
const networks = ['bluesky', 'mastodon', 'wordpress', 'instagram', 'facebook', 'linkedin', 'tiktok', 'x', 'threads', 'youtube', 'pinterest', 'newsletter', 'shop_window', 'other'];
const metrics = ['revenue', 'margin', 'orders', 'leads', 'calls', 'bookings', 'quotes', 'visits', 'reach', 'reactions', 'followers'];
const cost_kinds = ['hours', 'production', 'media', 'tools', 'influencer', 'fee'];
const empty_objective = { title: '', metric: 'orders', target: null, starts_day: -30, ends_day: 0, budget_minor: null };
const empty: Record<string, SuppliedRow> = {
  channels: { network: 'instagram', name: '' },
  posts: { title: '', body: '', channel: 0, day: -7, link: null, reach: null, reactions: null, visits: 0 },
  orders: { number: '', day: -1, amount_minor: null, refunded_minor: 0, post: null },
  costs: { kind: 'hours', day: -1, amount_minor: null, note: '' },
};

/** What named the line at `gone`, or one after it, by its place. */
const moved = (named: number | null, gone: number, instead: number | null): number | null => (named === null || named < gone ? named : named === gone ? instead : named - 1);
const without = <T,>(all: T[], at: number): T[] => all.filter((_, place) => place !== at);

function useColumns(supplied: Supplied): Record<string, SuppliedColumn[]> {
  const { t } = useWords();
  const of = (key: string) => t(`examine.case.column.${key}`);
  const named = (values: string[], prefix: string) => values.map((value) => ({ value, label: t(`${prefix}.${value}`) }));
  const lines = (all: SuppliedRow[], key: string) => all.map((row, at) => ({ value: at, label: String(row[key] || `#${at + 1}`) }));
  return {
    channels: [{ key: 'network', title: of('network'), kind: 'choice', options: named(networks, 'strategy.networks') }, { key: 'name', title: of('name'), kind: 'text' }],
    posts: [
      { key: 'title', title: of('title'), kind: 'text' }, { key: 'body', title: of('body'), kind: 'long' }, { key: 'channel', title: of('channel'), kind: 'choice', options: lines(supplied.channels, 'name') }, { key: 'day', title: of('day'), kind: 'whole' },
      { key: 'link', title: of('link'), kind: 'text', fallback: null }, { key: 'reach', title: of('reach'), kind: 'whole', fallback: null }, { key: 'reactions', title: of('reactions'), kind: 'whole', fallback: null }, { key: 'visits', title: of('visits'), kind: 'whole', fallback: 0 },
    ],
    orders: [
      { key: 'number', title: of('number'), kind: 'text' }, { key: 'day', title: of('day'), kind: 'whole' }, { key: 'amount_minor', title: of('amount'), kind: 'money' }, { key: 'refunded_minor', title: of('refunded'), kind: 'money', fallback: 0 },
      { key: 'post', title: of('post'), kind: 'choice', options: lines(supplied.posts, 'title'), fallback: null },
    ],
    costs: [{ key: 'kind', title: of('kind'), kind: 'choice', options: named(cost_kinds, 'measure.cost_kind') }, { key: 'day', title: of('day'), kind: 'whole' }, { key: 'amount_minor', title: of('amount'), kind: 'money' }, { key: 'note', title: of('note'), kind: 'text', fallback: '' }],
  };
}

export function SuppliedPart({ form }: { form: FormState<Case> }) {
  const { t } = useWords();
  const { currency } = useMe().workspace;
  const { supplied } = form.values.content;
  const columns = useColumns(supplied);
  const drops: Record<string, (at: number) => void> = {
    channels: (at) => form.set('content/supplied', { ...supplied, channels: without(supplied.channels, at), posts: supplied.posts.map((post) => ({ ...post, channel: moved(post.channel as number, at, 0) })) }),
    posts: (at) => form.set('content/supplied', { ...supplied, posts: without(supplied.posts, at), orders: supplied.orders.map((order) => ({ ...order, post: moved(order.post as number | null, at, null) })) }),
    orders: (at) => form.set('content/supplied/orders', without(supplied.orders, at)),
    costs: (at) => form.set('content/supplied/costs', without(supplied.costs, at)),
  };
  return (
    <Section title={t('examine.case.supplied')}>
      <p className="soft">{t('examine.case.supplied_more')}</p>
      <TextInput label={t('examine.case.client')} description={t('examine.case.client_more')} maxLength={80} {...form.text('content/supplied/client')} />
      <ObjectivePart form={form} currency={currency} />
      {(['channels', 'posts', 'orders', 'costs'] as const).map((list) => (
        <SuppliedTable key={list} form={form} path={`content/supplied/${list}`} title={t(`examine.case.list.${list}`)} columns={columns[list]!} empty={empty[list]!} currency={currency} drop={drops[list]!} />
      ))}
    </Section>
  );
}

function ObjectivePart({ form, currency }: { form: FormState<Case>; currency: string }) {
  const { t } = useWords();
  const path = 'content/supplied/objective';
  const { objective } = form.values.content.supplied;
  const whole = (key: string) => {
    const bound = form.field(`${path}/${key}`);
    return { ...bound, value: bound.value ?? '', onChange: (typed: string | number) => bound.onChange(typed === '' ? null : Number(typed)) };
  };
  const budget = form.field(`${path}/budget_minor`);
  return (
    <>
      <Checkbox label={t('examine.case.has_objective')} checked={Boolean(objective)} onChange={(event) => form.set(path, event.currentTarget.checked ? empty_objective : null)} />
      {objective ? (
        <div className="form">
          <TextInput label={t('examine.case.objective_title')} required maxLength={120} {...form.text(`${path}/title`)} />
          <NativeSelect label={t('examine.case.metric')} {...form.text(`${path}/metric`)} data={metrics.map((value) => ({ value, label: t(`strategy.metrics.${value}`) }))} />
          <NumberInput label={t('examine.case.target')} allowDecimal={false} min={0} {...whole('target')} />
          <NumberInput label={t('examine.case.starts_day')} description={t('examine.case.days_more')} allowDecimal={false} {...whole('starts_day')} />
          <NumberInput label={t('examine.case.ends_day')} allowDecimal={false} {...whole('ends_day')} />
          <MoneyInput label={t('examine.case.budget')} currency={currency} value={typeof budget.value === 'number' ? { minor: budget.value, currency } : null} error={budget.error} onChange={(money) => budget.onChange(money?.minor ?? null)} />
        </div>
      ) : null}
    </>
  );
}

/** The same, to be read: a case put in the draw no longer changes. */
export function SuppliedShown({ supplied }: { supplied: Supplied }) {
  const { t, locale } = useWords();
  const { currency } = useMe().workspace;
  const columns = useColumns(supplied);
  const shown = (column: SuppliedColumn, value: string | number | null | undefined) => {
    if (value === null || value === undefined || value === '') return '–';
    if (column.kind === 'choice') return column.options?.find((one) => one.value === value)?.label ?? String(value);
    if (column.kind === 'money') return formatMoney({ minor: Number(value), currency }, locale);
    return column.kind === 'whole' ? formatNumber(Number(value), locale) : value;
  };
  const { objective } = supplied;
  const lists = (['channels', 'posts', 'orders', 'costs'] as const).filter((list) => supplied[list].length > 0);
  return (
    <Section title={t('examine.case.supplied')}>
      {supplied.client ? <p>{t('examine.case.client')} : {supplied.client}</p> : null}
      {objective ? <p>{t('examine.case.objective_title')} : {objective.title} · {t(`strategy.metrics.${objective.metric}`)} {objective.target ?? '–'}</p> : null}
      {lists.length === 0 && !objective ? <p className="soft">{t('examine.case.no_line')}</p> : null}
      {lists.map((list) => (
        <div key={list} className="stack-tight">
          <h3>{t(`examine.case.list.${list}`)}</h3>
          <Rows label={t(`examine.case.list.${list}`)}>
            <thead><tr>{columns[list]!.map((column) => <th key={column.key} scope="col" className={column.kind === 'whole' || column.kind === 'money' ? 'number' : undefined}>{column.title}</th>)}</tr></thead>
            <tbody>{supplied[list].map((row, at) => <tr key={at}>{columns[list]!.map((column) => <td key={column.key} className={column.kind === 'whole' || column.kind === 'money' ? 'number' : undefined}>{shown(column, row[column.key])}</td>)}</tr>)}</tbody>
          </Rows>
        </div>
      ))}
    </Section>
  );
}
