// SPDX-License-Identifier: AGPL-3.0-or-later
// What a list shows: search without accents or case, filters, order, CSV. Pure.

export type Cell = string | number | null | undefined;
export interface Shown<Row> {
  key: string;
  title: string;
  value: (row: Row) => Cell;
}

const bare = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** Every word of the search stands somewhere in the row. */
export function matches<Row>(row: Row, columns: Shown<Row>[], search: string): boolean {
  const wanted = bare(search).split(/\s+/).filter(Boolean);
  if (!wanted.length) return true;
  const text = bare(columns.map((column) => column.value(row) ?? '').join(' '));
  return wanted.every((word) => text.includes(word));
}

/** `order` is a column's key, "-" in front for downwards. What is unknown comes last either way. */
export function ordered<Row>(rows: Row[], columns: Shown<Row>[], order: string, locale: string): Row[] {
  const down = order.startsWith('-');
  const column = columns.find((one) => one.key === order.replace(/^-/, ''));
  if (!column) return rows;
  const letters = new Intl.Collator(locale, { numeric: true, sensitivity: 'base' });
  return [...rows].sort((a, b) => {
    const [left, right] = [column.value(a), column.value(b)];
    if (left === null || left === undefined) return right === null || right === undefined ? 0 : 1;
    if (right === null || right === undefined) return -1;
    const step = typeof left === 'number' && typeof right === 'number' ? left - right : letters.compare(String(left), String(right));
    return down ? -step : step;
  });
}

/** With a byte-order mark and CRLF for spreadsheets; a cell that a spreadsheet would run as a formula gets a quote mark. */
export function csv<Row>(rows: Row[], columns: Shown<Row>[]): string {
  const line = (cells: Cell[]) => cells.map(quoted).join(',');
  return `\ufeff${[line(columns.map((column) => column.title)), ...rows.map((row) => line(columns.map((column) => column.value(row))))].join('\r\n')}\r\n`;
}

function quoted(cell: Cell): string {
  if (typeof cell === 'number') return String(cell);
  const text = (cell ?? '').replace(/^([=+\-@\t\r])/, "'$1");
  return /[",\r\n;]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
