// SPDX-License-Identifier: AGPL-3.0-or-later
import { expect, test } from 'vitest';
import { amountShown } from './format';
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

test('an unread amount stays for its author to correct; a read one goes with its value', () => {
  expect(amountShown('1200 euros', null, 'EUR', 'fr')).toBe('1200 euros');
  expect(amountShown('49,90', null, 'EUR', 'fr')).toBe('');
  expect(amountShown('49,9', { minor: 4990, currency: 'EUR' }, 'EUR', 'fr')).toBe('49,90');
  expect(amountShown('1200 euros', { minor: 4990, currency: 'EUR' }, 'EUR', 'fr')).toBe('49,90');
});
