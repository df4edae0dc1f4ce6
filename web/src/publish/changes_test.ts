// SPDX-License-Identifier: AGPL-3.0-or-later
import { expect, test } from 'vitest';
import { changed } from './changes';

test('only the words that changed are marked', () => {
  expect(changed('Bougies de Noël à 20 euros', 'Bougies de Noël à 18 euros')).toEqual({ start: 'Bougies de Noël à ', removed: '20', added: '18', end: ' euros' });
});

test('an addition removes nothing, and equal texts change nothing', () => {
  expect(changed('a b', 'a x b').removed).toBe('');
  expect(changed('a b', 'a b')).toEqual({ start: 'a b', removed: '', added: '', end: '' });
});
