// SPDX-License-Identifier: AGPL-3.0-or-later
import type { PageRow } from '../ui/page_row';

const runs = { room: 'certify', module: 'enrol', may: 'run_certification' } as const;
export const pages: PageRow[] = [
  { ...runs, path: '/certifier/candidats', menu: 13, title: { fr: 'Candidats', en: 'Candidates' }, load: () => import('./candidates_page') },
  { ...runs, path: '/certifier/candidats/import', title: { fr: 'Importer des candidats', en: 'Import candidates' }, load: () => import('./roll_page') },
  { ...runs, path: '/certifier/inscriptions', menu: 14, title: { fr: 'Inscriptions', en: 'Enrolments' }, load: () => import('./enrolments_page') },
  { ...runs, path: '/certifier/reglements', menu: 12, title: { fr: 'Règlements', en: 'Rule sets' }, load: () => import('./rule_sets_page') },
  { ...runs, path: '/certifier/reglements/$rules', title: { fr: 'Règlement', en: 'Rule set' }, load: () => import('./rule_set_page') },
  { ...runs, path: '/certifier/versions', menu: 11, title: { fr: 'Versions du référentiel', en: 'Referential versions' }, load: () => import('./versions_page') },
  { ...runs, path: '/certifier/versions/$version', title: { fr: 'Version du référentiel', en: 'Referential version' }, load: () => import('./version_page') },
  { ...runs, path: '/certifier/fiche', menu: 10, title: { fr: 'Fiche de la certification', en: 'Certification card' }, load: () => import('./card_page') },
  { ...runs, path: '/certifier/registre', menu: 90, title: { fr: 'Registre scellé', en: 'Sealed ledger' }, load: () => import('./ledger_page') },
  { room: 'certify', module: 'enrol', may: 'sit_exam', path: '/certifier/mon-dossier', menu: 5, title: { fr: 'Mon dossier', en: 'My file' }, load: () => import('./own_file_page') },
];
