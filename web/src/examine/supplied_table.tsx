// SPDX-License-Identifier: AGPL-3.0-or-later
// A table of supplied figures, typed line by line or pasted from a spreadsheet. What is typed stays when it is refused.
import { Button, NativeSelect, NumberInput, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { wordsOfField } from '../api/problem';
import type { FormState } from '../api/form';
import { download } from '../ui/download';
import { FileDrop } from '../ui/file_drop';
import { MoneyInput } from '../ui/inputs';
import { Section } from '../ui/page';
import { Rows } from '../ui/rows';
import { Note } from '../ui/states';
import { useWords } from '../ui/words';
import { readTable, type SuppliedColumn, type SuppliedRow } from './supplied_csv';

const most_bytes = 2_000_000;

interface Parts {
  form: FormState<any>;
  /** Where the list stands in the form: "content/supplied/posts". */
  path: string;
  title: string;
  columns: SuppliedColumn[];
  empty: SuppliedRow;
  currency: string;
  drop: (at: number) => void;
}

export function SuppliedTable(parts: Parts) {
  const { t } = useWords();
  const { form, path, title, columns, empty, currency, drop } = parts;
  const rows = form.field(path).value as SuppliedRow[];
  // A line that the server refuses as a whole ("supplied/posts/0") stands under its own line.
  const wrong = (at: number) => form.fields.filter((field) => `content/${field.path.replace(/^content\//, '')}` === `${path}/${at}`).map((field) => wordsOfField(t, field));
  return (
    <Section title={title} actions={<Button size="compact-sm" variant="default" onClick={() => form.set(path, [...rows, empty])}>{t('examine.case.add_line')}</Button>}>
      {rows.length === 0 ? <p className="soft">{t('examine.case.no_line')}</p> : (
        <Rows label={title}>
          <thead><tr>{columns.map((column) => <th key={column.key} scope="col">{column.title}</th>)}<th scope="col"><span className="hidden">{t('examine.sitter.act')}</span></th></tr></thead>
          <tbody>
            {rows.map((_, at) => (
              <tr key={at}>
                {columns.map((column) => <td key={column.key} style={{ minInlineSize: column.kind === 'whole' ? 'calc(var(--s16) * 1.25)' : 'calc(var(--s16) * 2.25)' }}><Cell form={form} path={`${path}/${at}/${column.key}`} column={column} currency={currency} line={at + 1} /></td>)}
                <td>{wrong(at).map((said) => <p key={said} className="small" role="alert" style={{ color: 'var(--bad)' }}>{said}</p>)}<Button size="compact-sm" variant="subtle" onClick={() => drop(at)}>{t('examine.case.drop_line', { line: at + 1 })}</Button></td>
              </tr>
            ))}
          </tbody>
        </Rows>
      )}
      <Paste {...parts} rows={rows} />
    </Section>
  );
}

function Cell({ form, path, column, currency, line }: { form: FormState<any>; path: string; column: SuppliedColumn; currency: string; line: number }) {
  const { t } = useWords();
  const label = t('examine.case.cell', { title: column.title, line });
  const bound = form.field(path);
  if (column.kind === 'choice') {
    const chosen = (typed: string) => (typed === '' ? null : (column.options?.find(({ value }) => String(value) === typed)?.value ?? null));
    const data = [...(column.fallback === null || bound.value === null ? [{ value: '', label: '–' }] : []), ...(column.options ?? []).map(({ value, label: shown }) => ({ value: String(value), label: shown }))];
    return <NativeSelect aria-label={label} data-path={path} error={bound.error} value={bound.value === null || bound.value === undefined ? '' : String(bound.value)} onChange={(event) => bound.onChange(chosen(event.currentTarget.value))} data={data} />;
  }
  if (column.kind === 'whole') return <NumberInput aria-label={label} data-path={path} error={bound.error} allowDecimal={false} hideControls value={bound.value ?? ''} onChange={(typed) => bound.onChange(typed === '' ? (column.fallback ?? null) : Number(typed))} />;
  if (column.kind === 'money') {
    const value = typeof bound.value === 'number' ? { minor: bound.value, currency } : null;
    return <MoneyInput aria-label={label} data-path={path} error={bound.error} currency={currency} value={value} onChange={(money) => bound.onChange(money?.minor ?? null)} />;
  }
  const text = form.text(path);
  const clear = (typed: string) => bound.onChange(typed === '' ? (column.fallback === undefined ? '' : column.fallback) : typed);
  return column.kind === 'long' ? <Textarea aria-label={label} {...text} autosize minRows={1} maxRows={4} onChange={(event) => clear(event.currentTarget.value)} />
    : <TextInput aria-label={label} {...text} onChange={(event) => clear(event.currentTarget.value)} />;
}

/** Lines copied from a spreadsheet or a CSV file, first line the columns' names; added only when each can be read. */
function Paste({ form, path, title, columns, currency, rows }: Parts & { rows: SuppliedRow[] }) {
  const { t } = useWords();
  const [text, setText] = useState('');
  const read = text.trim() ? readTable(text, columns, currency) : null;
  const good = read && read.rows.length > 0 && read.wrong.length === 0 && read.absent.length === 0;
  const add = () => (form.set(path, [...rows, ...read!.rows]), setText(''));
  return (
    <details>
      <summary>{t('examine.case.paste', { title })}</summary>
      <div className="stack">
        <p className="soft">{t('examine.case.paste_more', { columns: columns.map((column) => column.title).join(' ; ') })}</p>
        <Textarea label={t('examine.case.paste_text')} autosize minRows={3} maxRows={12} value={text} onChange={(event) => setText(event.currentTarget.value)} styles={{ input: { fontFamily: 'monospace', whiteSpace: 'pre' } }} />
        <FileDrop label={t('examine.case.paste_file')} accept={['.csv', '.tsv', '.txt']} types="CSV" most_bytes={most_bytes} send={(file) => file.text().then(setText)} />
        {read ? <Reading read={read} /> : null}
        <span className="line">
          <Button variant="default" disabled={!good} onClick={add}>{t('examine.case.paste_act', { count: read?.rows.length ?? 0 })}</Button>
          <Button variant="subtle" onClick={() => download('modele.csv', `${columns.map((column) => column.title).join(';')}\n`, 'text/csv')}>{t('examine.case.paste_model')}</Button>
        </span>
      </div>
    </details>
  );
}

function Reading({ read }: { read: ReturnType<typeof readTable> }) {
  const { t } = useWords();
  if (read.absent.length) return <Note tone="bad">{t('examine.case.paste_absent', { columns: read.absent.join(', ') })}</Note>;
  return (
    <>
      {read.unknown.length ? <Note tone="warn">{t('examine.case.paste_unknown', { columns: read.unknown.join(', ') })}</Note> : null}
      {read.wrong.length ? (
        <Note tone="bad">
          <ul>{read.wrong.slice(0, 20).map((one) => <li key={`${one.line}:${one.title}`}>{t('examine.case.paste_wrong', { line: one.line, column: one.title, value: one.value || '–' })}</li>)}</ul>
          {read.wrong.length > 20 ? <p>{t('examine.case.paste_wrong_more', { count: read.wrong.length - 20 })}</p> : null}
        </Note>
      ) : null}
    </>
  );
}
