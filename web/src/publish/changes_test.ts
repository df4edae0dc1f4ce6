// SPDX-License-Identifier: AGPL-3.0-or-later
import { expect, test } from 'vitest';
import type { Offer } from './calendar';
import { changed, differences, toCompare } from './changes';

test('only the words that changed are marked', () => {
  expect(changed('Bougies de Noël à 20 euros', 'Bougies de Noël à 18 euros')).toEqual({ start: 'Bougies de Noël à ', removed: '20', added: '18', end: ' euros' });
});

test('an addition removes nothing, and equal texts change nothing', () => {
  expect(changed('a b', 'a x b').removed).toBe('');
  expect(changed('a b', 'a b')).toEqual({ start: 'a b', removed: '', added: '', end: '' });
});

const offer: Offer = {
  text: 'Bougies',
  moment: { date: '2026-12-01', time: '09:00', zone: 'Europe/Paris', fold: 'earlier' },
  assets: [{ asset_id: 'a', alt: 'Une bougie' }, { asset_id: 'b', alt: '' }],
  renditions: [{ asset_id: 'b', sha256: '1' }],
  hashes: { text: 't', media: 'm', settings: 's', moment: 'n' },
};

test('a moment, an order, an alternative text, an image and its copy are told apart', () => {
  const same = differences(offer, offer);
  expect(same).toEqual({ text: false, moment: false, added: [], removed: 0, reordered: false, alts: [], copies: [] });
  expect(differences(offer, { ...offer, moment: { ...offer.moment, time: '10:00' } }).moment).toBe(true);
  expect(differences(offer, { ...offer, assets: [offer.assets[1]!, offer.assets[0]!] })).toEqual({ ...same, reordered: true });
  expect(differences(offer, { ...offer, assets: [{ asset_id: 'a', alt: 'Deux bougies' }, { asset_id: 'c', alt: '' }] }))
    .toEqual({ ...same, added: [2], removed: 1, alts: [{ place: 1, before: 'Une bougie', after: 'Deux bougies' }] });
  expect(differences(offer, { ...offer, renditions: [{ asset_id: 'b', sha256: '2' }] }).copies).toEqual([2]);
});

test('nothing is compared once approved anew, nor when nothing differs', () => {
  const next = { ...offer, hashes: { ...offer.hashes, media: 'x' } };
  expect(toCompare({ approved: offer, offered: next, decision: 'pending' })).toBe(offer);
  expect(toCompare({ approved: offer, offered: next, decision: 'approved' })).toBeUndefined();
  expect(toCompare({ approved: offer, offered: offer, decision: 'pending' })).toBeUndefined();
  expect(toCompare({ approved: null, offered: offer, decision: 'pending' })).toBeUndefined();
});
