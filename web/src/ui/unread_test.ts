// SPDX-License-Identifier: AGPL-3.0-or-later
import { expect, test } from 'vitest';
import { allRead } from './unread';

function control({ unread = false, empty = false, willValidate = true }) {
  const said: string[] = [];
  return { willValidate, validity: { customError: unread, valueMissing: empty }, checkValidity: () => (said.push('invalid'), false), said };
}

test('a form with an amount that cannot be read is not sent, and the amount says so', () => {
  const amount = control({ unread: true });
  expect(allRead([control({}), amount, {}])).toBe(false);
  expect(amount.said).toEqual(['invalid']);
});

test('what is missing is for the server to say, and what is disabled is not asked for', () => {
  expect(allRead([control({ empty: true }), control({ unread: true, willValidate: false })])).toBe(true);
});
