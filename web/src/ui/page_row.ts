// SPDX-License-Identifier: AGPL-3.0-or-later
// A page is one row of its module's pages.ts, as a route is one row of routes.cpp. The app gathers every row.
import type { ComponentType } from 'react';
import type { Locale } from './format';

export type Room = 'thread' | 'understand' | 'define' | 'produce' | 'publish' | 'convert' | 'measure' | 'certify' | 'settings';

export interface PageRow {
  /** '/b/$brand/comprendre/brief/$brief' */
  path: string;
  /** The room it lights in the rail; 'outside' has no frame (sign-in, a client's approval page). */
  room: Room | 'outside';
  /** The module whose words it needs. */
  module: string;
  /** In the menu and the palette, before the module's words are loaded. */
  title: Record<Locale, string>;
  load: () => Promise<{ default: ComponentType }>;
  /** Place in the room's menu, from 1; absent: reached from another page. */
  menu?: number;
  /** The address of the menu's page that it belongs to, where its own address does not say. */
  under?: string;
  /** Capability needed to see it in the menu and palette; the server decides all the same. */
  may?: string;
  /** More words to load: modules whose parts it shows. */
  also?: string[];
}
