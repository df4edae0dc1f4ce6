// SPDX-License-Identifier: AGPL-3.0-or-later
import { expect, test } from 'vitest';
import { placed } from './placed';

const [quay, lamp, wick] = ['quay', 'lamp', 'wick'].map((asset_id) => ({ asset_id, alt: asset_id })) as [Use, Use, Use];
type Use = { asset_id: string; alt: string };

test('an image joins what stands when it has come', () => {
  expect(placed(lamp)([{ ...quay, alt: 'typed meanwhile' }])).toEqual([{ ...quay, alt: 'typed meanwhile' }, lamp]);
  expect(placed(lamp)([lamp])).toEqual([lamp]);
});

test('what was removed comes back to its place among the others as they are now', () => {
  expect(placed(lamp, 1)([quay, wick])).toEqual([quay, lamp, wick]);
  expect(placed(lamp, 1)([])).toEqual([lamp]);
});
