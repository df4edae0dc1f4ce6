// SPDX-License-Identifier: AGPL-3.0-or-later
import type { PageRow } from '../ui/page_row';

const certify = { room: 'certify', module: 'judge' } as const;
export const pages: PageRow[] = [
  { ...certify, path: '/certifier/mes-jurys', menu: 7, may: 'mark', title: { fr: 'Mes jurys', en: 'My juries' }, load: () => import('./my_juries_page') },
  { ...certify, path: '/certifier/mes-jurys/$session/deliberation', title: { fr: 'Délibération', en: 'Deliberation' }, load: () => import('./deliberation_page') },
  { ...certify, path: '/certifier/grilles/$grid', under: '/certifier/mes-jurys', title: { fr: 'Grille', en: 'Grid' }, load: () => import('./marking_page') },
  { ...certify, path: '/certifier/mes-pv/$minutes', under: '/certifier/mes-jurys', title: { fr: 'Procès-verbal', en: 'Minutes' }, load: () => import('./own_minutes_page') },
  { ...certify, path: '/certifier/jurys', menu: 41, may: 'run_certification', title: { fr: 'Jurys', en: 'Juries' }, load: () => import('./juries_page') },
  { ...certify, path: '/certifier/jurys/$session', title: { fr: 'Jury de la session', en: 'Jury of the session' }, load: () => import('./jury_page') },
  { ...certify, path: '/certifier/jures', menu: 42, may: 'run_certification', title: { fr: 'Jurés', en: 'Jurors' }, load: () => import('./jurors_page') },
  { ...certify, path: '/certifier/pv', menu: 43, may: 'run_certification', title: { fr: 'Procès-verbaux', en: 'Minutes' }, load: () => import('./all_minutes_page') },
  { ...certify, path: '/certifier/pv/$minutes', title: { fr: 'Procès-verbal', en: 'Minutes' }, load: () => import('./minutes_page') },
  { ...certify, path: '/certifier/accord', menu: 44, may: 'run_certification', title: { fr: 'Accord entre jurés', en: 'Agreement of jurors' }, load: () => import('./agreement_page') },
];
