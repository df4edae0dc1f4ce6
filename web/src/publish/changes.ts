// SPDX-License-Identifier: AGPL-3.0-or-later
// What differs between what was approved and what is offered: words, moment, images. Pure.
import type { Offer } from './calendar';

/** The words that differ between two texts: common beginning and end stay as they are. */
export function changed(before: string, after: string): { start: string; removed: string; added: string; end: string } {
  const old = before.split(/(\s+)/);
  const now = after.split(/(\s+)/);
  let head = 0;
  while (head < old.length && head < now.length && old[head] === now[head]) head += 1;
  let tail = 0;
  while (tail < old.length - head && tail < now.length - head && old[old.length - 1 - tail] === now[now.length - 1 - tail]) tail += 1;
  const part = (words: string[], from: number, to: number) => words.slice(from, to).join('');
  return { start: part(now, 0, head), removed: part(old, head, old.length - tail), added: part(now, head, now.length - tail), end: part(now, now.length - tail, now.length) };
}

/** All the words that go out. */
export const whole = ({ title, text }: Offer): string => (title ? `${title}\n\n${text}` : text);

export interface Differences {
  text: boolean;
  moment: boolean;
  added: number[]; // places of images, from 1, in what is offered
  removed: number; // images
  reordered: boolean;
  alts: { place: number; before: string; after: string }[];
  copies: number[]; // places of images that go out as other bytes
}

const copyOf = (offer: Offer, asset: string) => offer.renditions?.find((copy) => copy.asset_id === asset)?.sha256;

export function differences(before: Offer, after: Offer): Differences {
  const old = before.assets.map((use) => use.asset_id);
  const now = after.assets.map((use) => use.asset_id);
  const kept = after.assets.map((use, at) => ({ use, place: at + 1, was: before.assets.find((one) => one.asset_id === use.asset_id) })).filter(({ was }) => was);
  return {
    text: whole(before) !== whole(after),
    moment: (['date', 'time', 'zone', 'fold'] as const).some((part) => before.moment[part] !== after.moment[part]),
    added: now.flatMap((id, at) => (old.includes(id) ? [] : [at + 1])),
    removed: old.filter((id) => !now.includes(id)).length,
    reordered: old.filter((id) => now.includes(id)).join() !== now.filter((id) => old.includes(id)).join(),
    alts: kept.flatMap(({ use, place, was }) => (was!.alt === use.alt ? [] : [{ place, before: was!.alt, after: use.alt }])),
    copies: kept.flatMap(({ use, place }) => (copyOf(before, use.asset_id) === copyOf(after, use.asset_id) ? [] : [place])),
  };
}

/** Whether to show what changed: something was approved, is not any more, and differs. */
export function toCompare({ approved, offered, decision }: { approved?: Offer | null; offered: Offer; decision: string }): Offer | undefined {
  if (!approved || decision === 'approved') return undefined;
  return Object.keys(offered.hashes).some((part) => offered.hashes[part] !== approved.hashes[part]) ? approved : undefined;
}
