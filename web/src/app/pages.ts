// SPDX-License-Identifier: AGPL-3.0-or-later
import type { PageRow } from '../ui/page_row';

/** The gallery is for those who build: `npm run dev`, or a build with VITE_GALLERY=1. */
const gallery: PageRow[] = [
  { path: '/gallery', room: 'outside', module: 'app', title: { fr: 'Galerie', en: 'Gallery' }, load: () => import('./gallery_page') },
];

const home: PageRow = { path: '/fil', room: 'thread', module: 'app', title: { fr: 'Fil', en: 'Thread' }, load: () => import('./home_page') };

export const pages: PageRow[] = [home, ...(import.meta.env.DEV || import.meta.env.VITE_GALLERY ? gallery : [])];
