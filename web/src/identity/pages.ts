// SPDX-License-Identifier: AGPL-3.0-or-later
import type { PageRow } from '../ui/page_row';

const outside = { module: 'identity', room: 'outside' } as const;
const inside = { module: 'identity', room: 'settings' } as const;
export const pages: PageRow[] = [
  { ...outside, path: '/entrer', title: { fr: 'Se connecter', en: 'Sign in' }, load: () => import('./sign_in_page') },
  { ...outside, path: '/bienvenue', title: { fr: 'Première ouverture', en: 'First run' }, load: () => import('./setup_page') },
  { ...outside, path: '/mot-de-passe', title: { fr: 'Mot de passe oublié', en: 'Forgotten password' }, load: () => import('./ask_reset_page') },
  { ...outside, path: '/mot-de-passe/$token', title: { fr: 'Nouveau mot de passe', en: 'New password' }, load: () => import('./reset_page') },
  { ...outside, path: '/invitation/$token', title: { fr: 'Invitation', en: 'Invitation' }, load: () => import('./invitation_page') },
  { ...inside, path: '/reglages/compte', menu: 1, title: { fr: 'Mon compte', en: 'My account' }, load: () => import('./account_page') },
  { ...inside, path: '/reglages/acces', menu: 2, title: { fr: 'Mes accès ouverts', en: 'My open sessions' }, load: () => import('./sessions_page') },
  { ...inside, path: '/reglages/jetons', menu: 3, title: { fr: 'Jetons d’API', en: 'API tokens' }, load: () => import('./tokens_page') },
  { ...inside, path: '/reglages/marques', menu: 4, may: 'see_workspace', title: { fr: 'Marques', en: 'Brands' }, load: () => import('./brands_page') },
  { ...inside, path: '/reglages/personnes', menu: 5, may: 'manage_people', title: { fr: 'Personnes et rôles', en: 'People and roles' }, load: () => import('./people_page') },
  { ...inside, path: '/reglages/espace', menu: 6, may: 'manage_workspace', title: { fr: 'Espace de travail', en: 'Workspace' }, load: () => import('./workspace_page') },
  { ...inside, path: '/reglages/courriers', menu: 7, may: 'manage_people', title: { fr: 'Courriers envoyés', en: 'Sent mail' }, load: () => import('./sent_mail_page') },
  { ...inside, path: '/reglages/journal', menu: 8, may: 'see_audit', title: { fr: 'Journal d’audit', en: 'Audit trail' }, load: () => import('./audit_page') },
];
