// SPDX-License-Identifier: AGPL-3.0-or-later
import type { PageRow } from '../ui/page_row';

const runs = { room: 'certify', module: 'certify', may: 'run_certification' } as const;
export const pages: PageRow[] = [
  { room: 'certify', module: 'certify', may: 'sit_exam', path: '/certifier/mon-parcours', menu: 6, title: { fr: 'Mes résultats', en: 'My results' }, load: () => import('./holder_page') },
  { ...runs, path: '/certifier/resultats', menu: 51, title: { fr: 'Résultats et blocs acquis', en: 'Results and blocks' }, load: () => import('./awards_page') },
  { ...runs, path: '/certifier/certificats', menu: 52, title: { fr: 'Certificats et badges', en: 'Certificates and badges' }, load: () => import('./certificates_page') },
  { ...runs, path: '/certifier/reclamations', menu: 53, title: { fr: 'Réclamations et fraudes', en: 'Appeals and fraud' }, load: () => import('./procedures_page') },
  { ...runs, path: '/certifier/cdc', also: ['enrol'], menu: 54, title: { fr: 'Caisse des Dépôts', en: 'Caisse des Dépôts' }, load: () => import('./cdc_page') },
  { ...runs, path: '/certifier/conservation', menu: 55, title: { fr: 'Conservation et audit', en: 'Retention and audit' }, load: () => import('./keeping_page') },
  { ...runs, path: '/certifier/cohortes', menu: 56, title: { fr: 'Suivi des cohortes', en: 'Follow-up of cohorts' }, load: () => import('./cohorts_page') },
  { room: 'outside', module: 'certify', path: '/suivi/$token', title: { fr: 'Votre situation', en: 'Your situation' }, load: () => import('./follow_up_page') },
  { room: 'outside', module: 'certify', path: '/verification', title: { fr: 'Vérifier', en: 'Verify' }, load: () => import('./verification_page') },
  { room: 'outside', module: 'certify', path: '/verification/$code', title: { fr: 'Vérifier', en: 'Verify' }, load: () => import('./verification_page') },
];
