// SPDX-License-Identifier: AGPL-3.0-or-later
import type { PageRow } from '../ui/page_row';

const at = { module: 'identity' } as const;
export const pages: PageRow[] = [
  { ...at, path: '/entrer', room: 'outside', title: { fr: 'Se connecter', en: 'Sign in' }, load: () => import('./sign_in_page') },
  { ...at, path: '/bienvenue', room: 'outside', title: { fr: 'Première ouverture', en: 'First run' }, load: () => import('./setup_page') },
  { ...at, path: '/mot-de-passe', room: 'outside', title: { fr: 'Mot de passe oublié', en: 'Forgotten password' }, load: () => import('./ask_reset_page') },
  { ...at, path: '/mot-de-passe/$token', room: 'outside', title: { fr: 'Nouveau mot de passe', en: 'New password' }, load: () => import('./reset_page') },
  { ...at, path: '/invitation/$token', room: 'outside', title: { fr: 'Invitation', en: 'Invitation' }, load: () => import('./invitation_page') },
];
