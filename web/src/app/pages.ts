// SPDX-License-Identifier: AGPL-3.0-or-later
import type { PageRow } from '../ui/page_row';

/** The gallery is for those who build: `npm run dev`, or a build with VITE_GALLERY=1. */
const gallery: PageRow[] = [
  { path: '/gallery', room: 'outside', module: 'app', title: { fr: 'Galerie', en: 'Gallery' }, load: () => import('./gallery_page') },
];

export const pages: PageRow[] = import.meta.env.DEV || import.meta.env.VITE_GALLERY ? gallery : [];
