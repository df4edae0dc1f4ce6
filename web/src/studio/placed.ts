// SPDX-License-Identifier: AGPL-3.0-or-later
import type { AssetUse } from './content';

/** With that image there, at its place or last; nothing changes when it stands already. */
export const placed = (use: AssetUse, place = Infinity) => (now: AssetUse[]): AssetUse[] =>
  now.some((one) => one.asset_id === use.asset_id) ? now : [...now.slice(0, place), use, ...now.slice(place)];
