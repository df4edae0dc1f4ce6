// SPDX-License-Identifier: AGPL-3.0-or-later
// The rooms, in the trade's order, and every page of every module.
import type { IconName } from '../ui/icons';
import type { PageRow, Room } from '../ui/page_row';

interface RoomPlace {
  room: Room;
  icon: IconName;
  root: (brand: string) => string;
}

const under = (name: string) => (brand: string) => `/b/${brand}/${name}`;
export const rooms: RoomPlace[] = [
  { room: 'thread', icon: 'thread', root: () => '/fil' },
  { room: 'understand', icon: 'understand', root: under('comprendre') },
  { room: 'define', icon: 'define', root: under('definir') },
  { room: 'produce', icon: 'produce', root: under('produire') },
  { room: 'publish', icon: 'publish', root: under('publier') },
  { room: 'convert', icon: 'convert', root: under('convertir') },
  { room: 'measure', icon: 'measure', root: under('mesurer') },
  { room: 'certify', icon: 'certify', root: () => '/certifier' },
  { room: 'settings', icon: 'settings', root: () => '/reglages' },
];

const modules = import.meta.glob<{ pages: PageRow[] }>('../*/pages.ts', { eager: true });
export const pages: PageRow[] = Object.values(modules).flatMap((module) => module.pages);

export function menuOf(room: Room, may: (capability: string) => boolean): PageRow[] {
  return pages.filter((page) => page.room === room && page.menu !== undefined && (!page.may || may(page.may))).sort((a, b) => a.menu! - b.menu!);
}

/** The address of a page of the menu for that brand; pages under a brand need one. */
export const addressOf = (page: PageRow, brand: string): string => page.path.replace('$brand', brand);
/** The page of a menu that an address stands under: the longest that begins it. */
export const closest = (menu: string[], path: string): string | undefined => menu.filter((to) => path === to || path.startsWith(`${to}/`)).sort((a, b) => b.length - a.length)[0];
export const needsBrand = (page: PageRow): boolean => page.path.includes('$brand');
