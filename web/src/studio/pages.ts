// SPDX-License-Identifier: AGPL-3.0-or-later
import type { PageRow } from '../ui/page_row';

export const pages: PageRow[] = [
  { path: '/b/$brand/produire', room: 'produce', module: 'studio', title: { fr: 'Contenus', en: 'Contents' }, load: () => import('./contents_page'), menu: 1, may: 'see_brand' },
  { path: '/b/$brand/produire/$content', room: 'produce', module: 'studio', title: { fr: 'Contenu', en: 'Content' }, load: () => import('./composer_page') },
];
