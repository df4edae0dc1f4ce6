// SPDX-License-Identifier: AGPL-3.0-or-later
import { expect, test } from 'vitest';
import { valueAt, withValueAt } from './paths';

const tree = { title: 'a', objectives: [{ figure: 1 }, { figure: 2 }] };

test('reads through lists and records, and finds nothing quietly', () => {
  expect(valueAt(tree, 'objectives/1/figure')).toBe(2);
  expect(valueAt(tree, 'objectives/7/figure')).toBeUndefined();
  expect(valueAt(tree, 'title/x')).toBeUndefined();
});
test('writes a copy and leaves the original alone', () => {
  const next = withValueAt(tree, 'objectives/0/figure', 9);
  expect(next.objectives.map((one) => one.figure)).toEqual([9, 2]);
  expect(tree.objectives[0]?.figure).toBe(1);
  expect(next.objectives[1]).toBe(tree.objectives[1]);
});
