// SPDX-License-Identifier: AGPL-3.0-or-later
// The words of a tagged address: where the link stands, said as the UTM vocabulary says it.

/** Where a link made by hand may stand, and the medium that is. */
export const places = { affiche: 'print', carte: 'print', vitrine: 'print', newsletter: 'email', signature: 'email' } as const;
export type Place = keyof typeof places | 'other';

/** "Marché de Noël" is "marche-de-noel": what a tagged address may hold. */
export const utmWord = (text: string): string =>
  text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace(/[^a-z0-9._-]+/g, '-').replace(/^-+|-+$/g, '').slice(0, 64);

export interface Tags {
  source: string;
  medium: string;
  campaign: string;
}

export function tagsOf({ place, other, campaign }: { place: Place; other: string; campaign: string }): Tags {
  const standing = place === 'other' ? { source: utmWord(other), medium: 'link' } : { source: place, medium: places[place] };
  return { ...standing, campaign };
}

/** The address as the server will tag it, its code still to come; null while there is none. */
export function taggedAddress(target: string, tags: Tags): string | null {
  if (!URL.canParse(target) || !/^https?:/.test(target)) return null;
  const address = new URL(target);
  [...address.searchParams.keys()].filter((key) => key.startsWith('utm_')).forEach((key) => address.searchParams.delete(key));
  for (const [name, word] of Object.entries(tags)) if (word) address.searchParams.set(`utm_${name}`, word);
  return address.href;
}
