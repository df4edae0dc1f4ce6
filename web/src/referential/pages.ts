// SPDX-License-Identifier: AGPL-3.0-or-later
import type { PageRow } from '../ui/page_row';

export const pages: PageRow[] = [
  { path: '/certifier', room: 'certify', module: 'referential', menu: 1, title: { fr: 'Référentiel', en: 'Referential' }, load: () => import('./referential_page') },
  { path: '/certifier/portfolio', room: 'certify', module: 'referential', menu: 2, title: { fr: 'Portfolio', en: 'Portfolio' }, load: () => import('./portfolio_page') },
];
