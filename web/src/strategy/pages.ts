// SPDX-License-Identifier: AGPL-3.0-or-later
import type { PageRow } from '../ui/page_row';

const understand = { room: 'understand', module: 'strategy', may: 'see_brand' } as const;
const define = { room: 'define', module: 'strategy', may: 'see_brand' } as const;
export const pages: PageRow[] = [
  { ...understand, path: '/b/$brand/comprendre/objectifs', menu: 1, title: { fr: 'Objectifs', en: 'Objectives' }, load: () => import('./objectives_page') },
  { ...understand, path: '/b/$brand/comprendre/objectifs/$objective', title: { fr: 'Objectif', en: 'Objective' }, load: () => import('./objectives_page') },
  { ...understand, path: '/b/$brand/comprendre/briefs', menu: 2, title: { fr: 'Briefs', en: 'Briefs' }, load: () => import('./briefs_page') },
  { ...understand, path: '/b/$brand/comprendre/briefs/$brief', title: { fr: 'Brief', en: 'Brief' }, load: () => import('./brief_page') },
  { ...understand, path: '/b/$brand/comprendre/personas', menu: 3, title: { fr: 'Personas', en: 'Personas' }, load: () => import('./personas_page') },
  { ...understand, path: '/b/$brand/comprendre/personas/$persona', title: { fr: 'Persona', en: 'Persona' }, load: () => import('./personas_page') },
  { ...define, path: '/b/$brand/definir/charte', menu: 1, title: { fr: 'Charte éditoriale', en: 'Editorial charter' }, load: () => import('./charter_page') },
  { ...define, path: '/b/$brand/definir/piliers', menu: 2, title: { fr: 'Piliers', en: 'Pillars' }, load: () => import('./pillars_page') },
];
