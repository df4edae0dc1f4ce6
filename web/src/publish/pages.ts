// SPDX-License-Identifier: AGPL-3.0-or-later
import type { PageRow } from '../ui/page_row';

export const pages: PageRow[] = [
  { path: '/b/$brand/publier', room: 'publish', module: 'publish', title: { fr: 'Calendrier', en: 'Calendar' }, load: () => import('./calendar_page'), menu: 1, may: 'see_brand' },
  { path: '/a/$token', room: 'outside', module: 'publish', title: { fr: 'Accord', en: 'Approval' }, load: () => import('./guest_page') },
  { path: '/b/$brand/publier/a-regler', room: 'publish', module: 'publish', title: { fr: 'À régler', en: 'To settle' }, load: () => import('./settle_page'), menu: 3, may: 'see_brand' },
  { path: '/b/$brand/publier/canaux', room: 'publish', module: 'publish', title: { fr: 'Canaux', en: 'Channels' }, load: () => import('./channels_page'), menu: 4, may: 'see_brand' },
  { path: '/certifier/reseau-simule/$publication', room: 'certify', module: 'publish', title: { fr: 'Publication simulée', en: 'Simulated post' }, load: () => import('./simulated_post_page') },
  { path: '/b/$brand/publier/$publication', room: 'publish', module: 'publish', title: { fr: 'Publication', en: 'Publication' }, load: () => import('./publication_page') },
];
