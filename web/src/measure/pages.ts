// SPDX-License-Identifier: AGPL-3.0-or-later
import type { PageRow } from '../ui/page_row';

export const pages: PageRow[] = [
  { path: '/b/$brand/mesurer', room: 'measure', module: 'measure', menu: 1, may: 'see_figures', title: { fr: 'Résultats', en: 'Results' }, load: () => import('./results_page') },
  { path: '/b/$brand/mesurer/objectifs/$objective', room: 'measure', module: 'measure', title: { fr: 'Résultats d’un objectif', en: 'Results of an objective' }, load: () => import('./objective_result_page') },
  { path: '/b/$brand/mesurer/couts', room: 'measure', module: 'measure', menu: 2, may: 'see_figures', title: { fr: 'Coûts', en: 'Costs' }, load: () => import('./costs_page') },
];
