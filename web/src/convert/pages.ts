// SPDX-License-Identifier: AGPL-3.0-or-later
import type { PageRow } from '../ui/page_row';

export const pages: PageRow[] = [
  { path: '/b/$brand/convertir/sites', room: 'convert', module: 'convert', title: { fr: 'Sites', en: 'Sites' }, load: () => import('./sites_page'), menu: 1, may: 'see_brand' },
  { path: '/b/$brand/convertir/sites/$site/auto-evaluation', room: 'convert', module: 'convert', title: { fr: 'Auto-évaluation', en: 'Self-assessment' }, load: () => import('./self_assessment_page'), may: 'see_brand' },
  { path: '/vie-privee/$key', room: 'outside', module: 'convert', title: { fr: 'Vie privée', en: 'Privacy' }, load: () => import('./privacy_page') },
  { path: '/b/$brand/convertir/liens', room: 'convert', module: 'convert', title: { fr: 'Liens', en: 'Links' }, load: () => import('./links_page'), menu: 2, may: 'see_brand' },
  { path: '/b/$brand/convertir/conversions', room: 'convert', module: 'convert', title: { fr: 'Conversions', en: 'Conversions' }, load: () => import('./conversions_page'), menu: 3, may: 'see_figures' },
];
