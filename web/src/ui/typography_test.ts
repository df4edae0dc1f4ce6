// SPDX-License-Identifier: AGPL-3.0-or-later
import { describe, expect, test } from 'vitest';
import { french, frenchProse } from './typography';

describe('French typography', () => {
  test.each([
    ['Publier ?', 'Publier\u202f?'],
    ['Trop long : 280 au plus', 'Trop long\u00a0: 280 au plus'],
    ['« Bonjour »', '«\u202fBonjour\u202f»'],
    ['à 14 h 30', 'à 14\u00a0h\u00a030'],
    ['1 234 posts', '1\u202f234 posts'],
    ["l'objectif", 'l\u2019objectif'],
    ['https://exemple.fr/a?b=1', 'https://exemple.fr/a?b=1'],
    ['{{count}} sur {{limit}}', '{{count}} sur {{limit}}'],
  ])('%s', (typed, printed) => expect(french(typed)).toBe(printed));

  test('is the same twice over', () => expect(french(french('Quoi ? « Rien » : non !'))).toBe(french('Quoi ? « Rien » : non !')));
  test('adds what prose lacks and leaves addresses alone', () =>
    expect(frenchProse('Vraiment? voir https://exemple.fr/?')).toBe('Vraiment\u202f? voir https://exemple.fr/?'));
});
