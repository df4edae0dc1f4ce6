// SPDX-License-Identifier: AGPL-3.0-or-later
import { describe, expect, test } from 'vitest';
import { csv, matches, ordered } from './list_filter';

const columns = [
  { key: 'name', title: 'Nom', value: (row: Row) => row.name },
  { key: 'reach', title: 'Portée', value: (row: Row) => row.reach },
];
interface Row { name: string; reach: number | null }
const rows: Row[] = [{ name: 'Été', reach: 12 }, { name: 'automne', reach: null }, { name: 'hiver 10', reach: 3 }, { name: 'hiver 9', reach: 40 }];

describe('a list', () => {
  test('is searched without accents, case or order of words', () => {
    expect(rows.filter((row) => matches(row, columns, 'ete')).map((row) => row.name)).toEqual(['Été']);
    expect(rows.filter((row) => matches(row, columns, '10 HIVER')).length).toBe(1);
    expect(rows.filter((row) => matches(row, columns, '')).length).toBe(4);
  });
  test('keeps what is unknown last, both ways', () => {
    expect(ordered(rows, columns, 'reach', 'fr').map((row) => row.reach)).toEqual([3, 12, 40, null]);
    expect(ordered(rows, columns, '-reach', 'fr').map((row) => row.reach)).toEqual([40, 12, 3, null]);
  });
  test('counts 9 before 10, and É among the e', () =>
    expect(ordered(rows, columns, 'name', 'fr').map((row) => row.name)).toEqual(['automne', 'Été', 'hiver 9', 'hiver 10']));
  test('is left in its order for a column it does not have', () => expect(ordered(rows, columns, 'x', 'fr')).toBe(rows));
});

describe('CSV', () => {
  test('quotes what must be, and disarms formulas', () => {
    const text = csv([{ name: '=1+1', reach: -3 }, { name: 'a "b", c', reach: null }], columns);
    expect(text).toBe('\ufeffNom,Portée\r\n\'=1+1,-3\r\n"a ""b"", c",\r\n');
  });
});
