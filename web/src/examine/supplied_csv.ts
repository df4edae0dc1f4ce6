// SPDX-License-Identifier: AGPL-3.0-or-later
// A pasted or uploaded table of supplied figures: read whole or refused whole, each wrong cell named with its line.
import { parseMoney } from '../ui/read_figure';

export interface SuppliedColumn {
  key: string;
  title: string;
  kind: 'text' | 'long' | 'whole' | 'money' | 'choice';
  options?: { value: string | number; label: string }[];
  /** What an empty cell stands for; without it the cell must be filled. */
  fallback?: string | number | null;
}
export type SuppliedRow = Record<string, string | number | null>;
export interface WrongCell {
  line: number;
  title: string;
  value: string;
}
interface ReadTable {
  rows: SuppliedRow[];
  wrong: WrongCell[];
  /** Columns of the first line that nothing is made of. */
  unknown: string[];
  /** Columns that must be there and are not. */
  absent: string[];
}

const separators = ['\t', ';', ','];
const plain = (text: string) => text.normalize('NFD').replace(/[\u0300-\u036f]/g, '').trim().toLowerCase();

/** Cells by line; a quoted cell may hold separators, doubled quotes and line ends. */
export function cellsOf(text: string): string[][] {
  const first = text.split('\n', 1)[0] ?? '';
  const separator = separators.find((one) => first.includes(one)) ?? ';';
  const lines: string[][] = [[]];
  let cell = '';
  let quoted = false;
  const end = () => (lines.at(-1)!.push(cell), (cell = ''));
  for (let at = 0; at < text.length; ++at) {
    const letter = text[at]!;
    if (quoted && letter === '"' && text[at + 1] === '"') cell += text[++at];
    else if (letter === '"' && (quoted || cell === '')) quoted = !quoted;
    else if (!quoted && letter === separator) end();
    else if (!quoted && letter === '\n') (end(), lines.push([]));
    else if (letter !== '\r') cell += letter;
  }
  end();
  return lines.filter((line) => line.some((one) => one.trim() !== ''));
}

/** One cell as its column holds it; undefined when it cannot be read. */
function valueOf(column: SuppliedColumn, text: string, currency: string): string | number | null | undefined {
  const bare = text.trim();
  if (bare === '') return column.fallback !== undefined || column.kind === 'text' || column.kind === 'long' ? (column.fallback ?? (column.fallback === null ? null : '')) : undefined;
  if (column.kind === 'whole') return /^-?\d+$/.test(bare.replace(/[\s\u00a0\u202f]/g, '')) ? Number(bare.replace(/[\s\u00a0\u202f]/g, '')) : undefined;
  if (column.kind === 'money') return parseMoney(bare, currency) ?? undefined;
  if (column.kind === 'choice') return column.options?.find(({ value, label }) => plain(label) === plain(bare) || plain(String(value)) === plain(bare))?.value;
  return bare;
}

export function readTable(text: string, columns: SuppliedColumn[], currency: string): ReadTable {
  const [head = [], ...lines] = cellsOf(text.replace(/^\ufeff/, ''));
  const places = columns.map((column) => head.findIndex((name) => [column.key, column.title].some((one) => plain(one) === plain(name))));
  const unknown = head.filter((name, at) => name.trim() !== '' && !places.includes(at));
  const absent = columns.filter((column, at) => places[at] === -1 && column.fallback === undefined).map(({ title }) => title);
  const wrong: WrongCell[] = [];
  const rows = lines.map((line, at) => Object.fromEntries(columns.map((column, place) => {
    const typed = line[places[place]!] ?? '';
    const value = valueOf(column, typed, currency);
    if (value === undefined && places[place] !== -1) wrong.push({ line: at + 2, title: column.title, value: typed });
    return [column.key, value ?? null];
  })));
  return { rows, wrong, unknown, absent };
}
