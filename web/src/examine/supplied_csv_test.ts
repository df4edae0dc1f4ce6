// SPDX-License-Identifier: AGPL-3.0-or-later
import { expect, test } from 'vitest';
import { cellsOf, readTable, type SuppliedColumn } from './supplied_csv';

const orders: SuppliedColumn[] = [
  { key: 'number', title: 'Numéro', kind: 'text' },
  { key: 'day', title: 'Jour', kind: 'whole' },
  { key: 'amount_minor', title: 'Montant', kind: 'money' },
  { key: 'post', title: 'Publication', kind: 'choice', options: [{ value: 0, label: 'Noël' }, { value: 1, label: 'Coffret' }], fallback: null },
];

test('reads what a spreadsheet copies, in any order of columns', () => {
  const read = readTable('jour\tNumero\tMontant\tPublication\n-3\tA-1\t1 234,50\tnoel\n-2\tA-2\t20\t\n', orders, 'EUR');
  expect(read.rows).toEqual([{ number: 'A-1', day: -3, amount_minor: 123_450, post: 0 }, { number: 'A-2', day: -2, amount_minor: 2000, post: null }]);
  expect([read.wrong, read.unknown, read.absent]).toEqual([[], [], []]);
});
test('names each wrong cell with its line, and the columns it does not know or lacks', () => {
  const read = readTable('Numéro;Jour;Couleur\nA-1;hier;bleu\n', orders, 'EUR');
  expect(read.wrong).toEqual([{ line: 2, title: 'Jour', value: 'hier' }]);
  expect([read.unknown, read.absent]).toEqual([['Couleur'], ['Montant']]);
});
test('keeps separators, quotes and line ends inside quotes', () => {
  expect(cellsOf('a;b\r\n"x;""y""\nz";1\r\n')).toEqual([['a', 'b'], ['x;"y"\nz', '1']]);
});
