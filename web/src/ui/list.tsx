// SPDX-License-Identifier: AGPL-3.0-or-later
// The one list. Search, filters, order, the open row and saved views stand in the address; 10,000 rows scroll since only
// those in sight are drawn. Keys: j/k or arrows, Enter opens, x chooses, / searches.
//
//   <List name="objectives" rows={rows} id={(o) => o.id} columns={columns} filters={filters}
//     open={open} onOpen={(o) => change({ open: o.id })} empty={<EmptyState …/>} />
import { Button, Checkbox, NativeSelect, TextInput } from '@mantine/core';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useCallback, useEffect, useMemo, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { useAddress } from './address';
import { download } from './download';
import { Icon } from './icons';
import styles from './list.module.css';
import { csv, matches, ordered, type Cell } from './list_filter';
import { ListViews } from './list_views';
import { EmptyState } from './states';
import { typing } from './typing';
import { useTyped } from './use_typed';
import { useWords } from './words';

export interface Column<Row> {
  key: string;
  title: string;
  /** What is searched, ordered and exported. Money and times: a number or an ISO text. */
  value: (row: Row) => Cell;
  /** What is shown; the value when absent. */
  show?: (row: Row) => ReactNode;
  number?: true;
  /** Dropped on narrow screens. */
  minor?: true;
}

export interface Filter<Row> {
  key: string;
  title: string;
  options: { value: string; label: string }[];
  keeps: (row: Row, value: string) => boolean;
}

export interface BulkAct<Row> {
  verb: string;
  tone?: 'bad';
  act: (rows: Row[]) => void | Promise<unknown>;
}

export interface ListParts<Row> {
  /** Names the saved views and the exported file. */
  name: string;
  /** Said to screen readers. */
  label: string;
  rows: Row[];
  id: (row: Row) => string;
  /** The first column names the row and opens it. */
  columns: Column<Row>[];
  filters?: Filter<Row>[];
  acts?: BulkAct<Row>[];
  /** The order until another is asked for: a column's key, "-" in front for downwards. */
  order?: string;
  open?: string;
  onOpen?: (row: Row) => void;
  empty?: ReactNode;
  /** More rows wait on the server. */
  onMore?: () => void;
  /** More controls in the bar. */
  beside?: ReactNode;
}

function useRows<Row>({ rows, columns, filters = [], order: own = '' }: ListParts<Row>) {
  const [query, change] = useAddress();
  const { locale } = useWords();
  const order = query.order ?? own;
  const [words, search] = useTyped(query.q ?? '', (q) => change({ q }));
  const asked = `${words}|${order}|${filters.map((filter) => query[filter.key] ?? '').join('|')}`;
  const shown = useMemo(() => {
    const kept = rows.filter((row) => matches(row, columns, words) && filters.every((filter) => !query[filter.key] || filter.keeps(row, query[filter.key]!)));
    return ordered(kept, columns, order, locale);
    // Columns and filters are made anew at each rendering: what was asked of them is what counts.
  }, [rows, asked, locale]);
  const narrowed = Boolean(words) || filters.some((filter) => query[filter.key]);
  const clear = () => {
    search('');
    change({ q: undefined, ...Object.fromEntries(filters.map((filter) => [filter.key, undefined])) });
  };
  return { shown, query, words, search, order, change, narrowed, clear };
}

export function List<Row>(parts: ListParts<Row>) {
  const { t } = useWords();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const search = useRef<HTMLInputElement>(null);
  const state = useRows(parts);
  if (!parts.rows.length && parts.empty) return <>{parts.empty}</>;
  return (
    <div className="stack">
      <Bar parts={parts} state={state} search={search} />
      {chosen.size ? <Chosen parts={parts} chosen={chosen} setChosen={setChosen} /> : null}
      {state.shown.length ? (
        <Table parts={parts} state={state} chosen={chosen} setChosen={setChosen} search={search} />
      ) : (
        <EmptyState title={t('ui.list.nothing_found')} action={<Button variant="default" onClick={state.clear}>{t('ui.list.clear')}</Button>}>
          {t('ui.list.nothing_found_more')}
        </EmptyState>
      )}
      {parts.onMore ? <Button variant="default" onClick={parts.onMore}>{t('ui.list.more')}</Button> : null}
    </div>
  );
}

type State<Row> = ReturnType<typeof useRows<Row>>;

function Bar<Row>({ parts, state, search }: { parts: ListParts<Row>; state: State<Row>; search: React.RefObject<HTMLInputElement | null> }) {
  const { t } = useWords();
  const { query, change, shown } = state;
  const count = parts.rows.length;
  const save = () => download(`${parts.name}.csv`, csv(shown, parts.columns), 'text/csv');
  return (
    <div className={styles.bar} role="search" aria-label={parts.label}>
      <TextInput ref={search} className={styles.search} type="search" aria-label={t('ui.list.search')} placeholder={t('ui.list.search')} leftSection={<Icon name="search" small />}
        value={state.words} onChange={(event) => state.search(event.currentTarget.value)} />
      {(parts.filters ?? []).map((filter) => (
        <NativeSelect key={filter.key} aria-label={filter.title} value={query[filter.key] ?? ''} onChange={(event) => change({ [filter.key]: event.currentTarget.value })}
          data={[{ value: '', label: `${filter.title} : ${t('ui.list.any').toLowerCase()}` }, ...filter.options]} />
      ))}
      <ListViews name={parts.name} />
      <Button variant="subtle" color="gray" leftSection={<Icon name="download" small />} onClick={save}>{t('ui.list.export')}</Button>
      {parts.beside}
      <span className="small soft numbers" role="status">
        {shown.length === count ? t('ui.list.count', { count }) : t('ui.list.count_of', { shown: shown.length, count })}
      </span>
    </div>
  );
}

type SetChosen = (chosen: ReadonlySet<string>) => void;

function Chosen<Row>({ parts, chosen, setChosen }: { parts: ListParts<Row>; chosen: ReadonlySet<string>; setChosen: SetChosen }) {
  const { t } = useWords();
  const rows = parts.rows.filter((row) => chosen.has(parts.id(row)));
  return (
    <div className={styles.chosen} role="status">
      <strong className="numbers">{t('ui.list.chosen', { count: chosen.size })}</strong>
      {(parts.acts ?? []).map((one) => (
        <Button key={one.verb} size="compact-sm" variant="default" color={one.tone === 'bad' ? 'red' : undefined} onClick={() => void Promise.resolve(one.act(rows)).then(() => setChosen(new Set()))}>
          {one.verb}
        </Button>
      ))}
      <Button size="compact-sm" variant="subtle" onClick={() => setChosen(new Set())}>{t('ui.cancel')}</Button>
    </div>
  );
}

interface TableParts<Row> {
  parts: ListParts<Row>;
  state: State<Row>;
  chosen: ReadonlySet<string>;
  setChosen: SetChosen;
  search: React.RefObject<HTMLInputElement | null>;
}

const toggled = (set: ReadonlySet<string>, id: string) => {
  const next = new Set(set);
  if (!next.delete(id)) next.add(id);
  return next;
};

/** Below this many rows, all are drawn: a page can then be searched and printed by the browser. */
const all_drawn_below = 120;
const row_height = 41;

function Table<Row>({ parts, state, chosen, setChosen, search }: TableParts<Row>) {
  const frame = useRef<HTMLDivElement>(null);
  const [at, setAt] = useState(-1);
  const { shown } = state;
  const few = shown.length < all_drawn_below;
  const virtual = useVirtualizer({ count: shown.length, getScrollElement: () => frame.current, estimateSize: () => row_height, overscan: 12, enabled: !few });
  const drawn = few ? shown.map((_, index) => ({ index, start: 0, end: 0 })) : virtual.getVirtualItems();
  const before = few ? 0 : (drawn[0]?.start ?? 0);
  const after = few ? 0 : virtual.getTotalSize() - (drawn.at(-1)?.end ?? 0);
  const goTo = useCallback(
    (index: number) => {
      const next = Math.max(0, Math.min(shown.length - 1, index));
      setAt(next);
      if (few) frame.current?.querySelector(`[data-index="${next}"]`)?.scrollIntoView({ block: 'nearest' });
      else virtual.scrollToIndex(next);
    },
    [few, shown.length, virtual],
  );
  useListKeys({ goTo, at, count: shown.length, search, act: (key) => {
    const row = shown[at];
    if (!row) return;
    if (key === 'Enter') parts.onOpen?.(row);
    else if (parts.acts) setChosen(toggled(chosen, parts.id(row)));
  } });
  const wide = parts.columns.length + (parts.acts ? 1 : 0);
  return (
    <div className={styles.frame} ref={frame} tabIndex={0} role="group" aria-label={parts.label}>
      <table className={styles.table} aria-label={parts.label} aria-rowcount={shown.length + 1}>
        <Head parts={parts} state={state} chosen={chosen} setChosen={setChosen} />
        <tbody>
          {before > 0 ? <tr aria-hidden><td colSpan={wide} style={{ height: before, padding: 0, border: 0 }} /></tr> : null}
          {drawn.map(({ index }) => (
            <Line key={parts.id(shown[index]!)} parts={parts} row={shown[index]!} index={index} at={index === at} chosen={chosen} setChosen={setChosen} />
          ))}
          {after > 0 ? <tr aria-hidden><td colSpan={wide} style={{ height: after, padding: 0, border: 0 }} /></tr> : null}
        </tbody>
      </table>
    </div>
  );
}

interface Keys {
  goTo: (index: number) => void;
  at: number;
  count: number;
  act: (key: 'Enter' | 'x') => void;
  search: React.RefObject<HTMLInputElement | null>;
}

function useListKeys(keys: Keys) {
  const held = useRef(keys);
  held.current = keys;
  useEffect(() => {
    const down = (event: globalThis.KeyboardEvent) => {
      if (typing(event.target) || event.ctrlKey || event.metaKey || event.altKey) return;
      const { goTo, at, act, search } = held.current;
      const inside = event.target instanceof HTMLElement && event.target.closest('button, a');
      if (event.key === 'j' || (event.key === 'ArrowDown' && at >= 0 && !inside)) goTo(at + 1);
      else if (event.key === 'k' || (event.key === 'ArrowUp' && at >= 0 && !inside)) goTo(at - 1);
      else if (event.key === '/') search.current?.focus();
      else if ((event.key === 'Enter' && !inside) || event.key === 'x') act(event.key === 'x' ? 'x' : 'Enter');
      else return;
      event.preventDefault();
    };
    window.addEventListener('keydown', down);
    return () => window.removeEventListener('keydown', down);
  }, []);
}

function Head<Row>({ parts, state, chosen, setChosen }: Omit<TableParts<Row>, 'search'>) {
  const { t } = useWords();
  const { order } = state;
  const next = (key: string) => (order === key ? `-${key}` : order === `-${key}` && parts.order !== order ? undefined : key);
  const all = state.shown.length > 0 && state.shown.every((row) => chosen.has(parts.id(row)));
  return (
    <thead>
      <tr>
        {parts.acts ? (
          <th className={styles.choose} scope="col">
            <Checkbox aria-label={t('ui.list.choose_all')} checked={all} indeterminate={!all && chosen.size > 0} onChange={() => setChosen(new Set(all ? [] : state.shown.map(parts.id)))} />
          </th>
        ) : null}
        {parts.columns.map((column) => (
          <th key={column.key} scope="col" className={cellClass(column)} aria-sort={order === column.key ? 'ascending' : order === `-${column.key}` ? 'descending' : undefined}>
            <button type="button" className={styles.sort} onClick={() => state.change({ order: next(column.key) })} title={t('ui.list.sort', { column: column.title })}>
              {column.title}
              {order.replace('-', '') === column.key ? <Icon name={order.startsWith('-') ? 'down' : 'up'} small /> : null}
            </button>
          </th>
        ))}
      </tr>
    </thead>
  );
}

const cellClass = (column: { number?: true; minor?: true }) => `${column.number ? styles.number : ''} ${column.minor ? styles.narrow : ''}`;

interface LineParts<Row> {
  parts: ListParts<Row>;
  row: Row;
  index: number;
  at: boolean;
  chosen: ReadonlySet<string>;
  setChosen: SetChosen;
}

function Line<Row>({ parts, row, index, at, chosen, setChosen }: LineParts<Row>) {
  const { t } = useWords();
  const id = parts.id(row);
  const open = () => parts.onOpen?.(row);
  const name = String(parts.columns[0]!.value(row) ?? '');
  const key = (event: KeyboardEvent) => event.key === 'Enter' && event.stopPropagation();
  return (
    <tr className={parts.onOpen ? styles.row : undefined} data-index={index} data-at={at} aria-rowindex={index + 2} aria-selected={parts.open === id || undefined} onClick={open}>
      {parts.acts ? (
        <td className={styles.choose} onClick={(event) => event.stopPropagation()}>
          <Checkbox aria-label={t('ui.list.choose', { name })} checked={chosen.has(id)} onChange={() => setChosen(toggled(chosen, id))} />
        </td>
      ) : null}
      {parts.columns.map((column, place) => {
        const shown = column.show ? column.show(row) : (column.value(row) ?? '–');
        return (
          <td key={column.key} className={cellClass(column)}>
            {place === 0 && parts.onOpen ? (
              <button type="button" className={styles.open} onKeyDown={key} onClick={(event) => (event.stopPropagation(), open())}>{shown}</button>
            ) : shown}
          </td>
        );
      })}
    </tr>
  );
}
