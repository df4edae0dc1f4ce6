// SPDX-License-Identifier: AGPL-3.0-or-later
import { expect, test } from 'vitest';
import { isWebAddress } from './web_address';

test('a word or half an address is no address: a link to it would stay in Parvis', () => {
  for (const text of ['instagram', '@fournil', 'instagram.com/fournil', 'https://', 'https://fournil', 'javascript:alert(1)']) expect(isWebAddress(text), text).toBe(false);
  for (const text of ['https://instagram.com/fournil', 'http://fournil.example']) expect(isWebAddress(text), text).toBe(true);
});
