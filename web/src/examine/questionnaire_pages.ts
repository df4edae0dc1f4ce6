// SPDX-License-Identifier: AGPL-3.0-or-later
import type { PageRow } from '../ui/page_row';

const certifier = { room: 'certify', module: 'examine', may: 'run_certification' } as const;
const candidate = { room: 'certify', module: 'examine', may: 'sit_exam' } as const;
export const questionnaire_pages: PageRow[] = [
  { ...certifier, path: '/certifier/questions', menu: 17, title: { fr: 'Banque de questions', en: 'Question bank' }, load: () => import('./questionnaire_bank_page') },
  { ...certifier, path: '/certifier/questionnaires', menu: 18, title: { fr: 'Questionnaires', en: 'Questionnaires' }, load: () => import('./questionnaire_blueprints_page') },
  { ...certifier, path: '/certifier/epreuves/$session/questionnaire', title: { fr: "Questionnaire de l'épreuve", en: "The session's questionnaire" }, load: () => import('./questionnaire_session_page') },
  { ...candidate, path: '/certifier/mes-questionnaires', menu: 4, title: { fr: 'Mes questionnaires', en: 'My questionnaires' }, load: () => import('./questionnaire_mine_page') },
  { ...candidate, path: '/certifier/questionnaire/$sitting', under: '/certifier/mes-questionnaires', title: { fr: 'Questionnaire', en: 'Questionnaire' }, load: () => import('./questionnaire_sitting_page') },
];
