// SPDX-License-Identifier: AGPL-3.0-or-later
import { expect, test } from 'vitest';
import { taggedAddress, tagsOf, utmWord } from './tagged';

test('a free word becomes one that an address may hold', () => {
  expect(utmWord(' Marché de Noël ! ')).toBe('marche-de-noel');
  expect(utmWord('…')).toBe('');
});

test('where it stands gives source and medium, the objective its campaign', () => {
  expect(tagsOf({ place: 'affiche', other: '', campaign: 'noel-2026' })).toEqual({ source: 'affiche', medium: 'print', campaign: 'noel-2026' });
  expect(tagsOf({ place: 'other', other: 'Sac en papier', campaign: '' })).toEqual({ source: 'sac-en-papier', medium: 'link', campaign: '' });
});

test('the address keeps its own query and loses its old tags', () => {
  const tags = { source: 'carte', medium: 'print', campaign: 'noel' };
  expect(taggedAddress('https://exemple.fr/a?p=1&utm_source=x#b', tags)).toBe('https://exemple.fr/a?p=1&utm_source=carte&utm_medium=print&utm_campaign=noel#b');
  expect(taggedAddress('exemple', tags)).toBeNull();
});
