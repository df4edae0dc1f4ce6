// SPDX-License-Identifier: AGPL-3.0-or-later
import type { PageRow } from '../ui/page_row';

const certifier = { room: 'certify', module: 'examine', may: 'run_certification' } as const;
const candidate = { room: 'certify', module: 'examine', may: 'sit_exam' } as const;
export const exam_pages: PageRow[] = [
  { ...candidate, path: '/certifier/mes-examens', menu: 3, title: { fr: 'Mes examens', en: 'My exams' }, load: () => import('./my_exams_page') },
  { ...candidate, path: '/certifier/mes-examens/$session', title: { fr: 'Mon dossier', en: 'My dossier' }, load: () => import('./my_exam_page') },
  { ...certifier, path: '/certifier/epreuves', menu: 20, title: { fr: 'Sessions d’examen', en: 'Exam sessions' }, load: () => import('./sessions_page') },
  { ...certifier, path: '/certifier/epreuves/$session', title: { fr: 'Session d’examen', en: 'Exam session' }, load: () => import('./session_page') },
  { ...certifier, path: '/certifier/sujets', menu: 16, title: { fr: 'Sujets', en: 'Exam cases' }, load: () => import('./cases_page') },
  { ...certifier, path: '/certifier/sujets/$case', also: ['strategy', 'measure'], title: { fr: 'Sujet', en: 'Exam case' }, load: () => import('./case_page') },
];
