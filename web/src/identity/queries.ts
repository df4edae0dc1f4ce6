// SPDX-License-Identifier: AGPL-3.0-or-later
// Every call to identity's routes, one function each.
import { useQuery } from '@tanstack/react-query';
import { get, post, put, remove } from '../api/client';
import { ProblemError } from '../api/problem';
import { queries } from '../api/queries';
import { me_key, nowHere } from '../api/whose';
import type { Locale } from '../ui/format';

export type Role = 'owner' | 'manager' | 'author' | 'designer' | 'moderator' | 'analyst' | 'client' | 'candidate' | 'juror' | 'president' | 'certifier';
export const roles: Role[] = ['owner', 'manager', 'author', 'designer', 'moderator', 'analyst', 'client', 'candidate', 'juror', 'president', 'certifier'];

export interface Workspace {
  id: string;
  name: string;
  locale: Locale;
  zone: string;
  currency: string;
  approval: 'required' | 'off';
  revision: number;
}
export interface Brand {
  id: string;
  name: string;
  slug: string;
  locale: Locale;
  zone: string;
  currency: string;
  revision: number;
  archived_at: string | null;
}
export interface Me {
  id: string;
  name: string;
  email: string;
  locale: Locale;
  second_factor: boolean;
  workspace: Workspace;
  roles: Role[];
  capabilities: string[];
  brands: Brand[];
}
export interface Grant {
  role: Role;
  brand_id: string | null;
}
export interface Member {
  person_id: string;
  name: string;
  email: string;
  roles: Grant[];
}
export interface OpenInvitation {
  id: string;
  email: string;
  role: Role;
  brand_id: string | null;
  created_at: string;
  expires_at: string;
}
export interface SignInSession {
  id: string;
  user_agent: string;
  address: string;
  created_at: string;
  last_seen_at: string;
}
export interface ApiToken {
  id: string;
  name: string;
  brand_id: string | null;
  capabilities: string[];
  created_at: string;
  expires_at: string;
  last_used_at: string | null;
}
export interface AuditLine {
  position: number;
  id: string;
  brand_id: string | null;
  person_id: string;
  via: string;
  action: string;
  object_kind: string;
  object_id: string;
  detail: string;
  at: string;
  hash: string;
}
export interface SentMail {
  id: string;
  recipient: string;
  template_name: string;
  locale: Locale;
  subject: string;
  body: string;
  state: 'queued' | 'sent' | 'kept' | 'failed';
  problem: string;
  created_at: string;
  sent_at: string | null;
}
interface Items<T> {
  items: T[];
}

export const loadSetup = () => get<{ done: boolean }>('/api/setup');
export const setUp = (values: object) => post('/api/setup', {}, values);

/** A crowd at the door is turned away a second at a time (identity.busy): asked again a few times before one is told. */
async function patiently<T>(ask: () => Promise<T>, left = 5): Promise<T> {
  return ask().catch(async (error: unknown) => {
    if (left === 0 || !(error instanceof ProblemError) || error.code !== 'identity.busy') throw error;
    await new Promise((done) => setTimeout(done, 1000 * error.retryAfter));
    return patiently(ask, left - 1);
  });
}

export const signIn = (values: { email: string; password: string; totp?: string }) => patiently(() => post('/api/session', {}, values));
export const signOut = () => remove('/api/session');
export const askReset = (values: { email: string }) => post('/api/password-reset', {}, values);
export const resetPassword = (token: string, values: { password: string }) => patiently(() => post('/api/password-reset/{token}', { token }, values));
export interface InvitationView {
  email: string;
  role: Role;
  workspace_name: string;
  brand_name: string | null;
  account: 'absent' | 'present';
}
export const loadInvitation = (token: string) => get<InvitationView>('/api/invitations/{token}', { token });
export const acceptInvitation = (token: string, values: object) => patiently(() => post('/api/invitations/{token}', { token }, values));

export { me_key };
const askMe = async () => {
  const me = await get<Me>('/api/me');
  nowHere(me.id);
  return me;
};
export const loadMe = () => queries.fetchQuery({ queryKey: me_key, queryFn: askMe, staleTime: 60_000 });

/** The person signed in. Pages inside the frame may count on it. */
export function useMe(): Me {
  return useQuery({ queryKey: me_key, queryFn: askMe, staleTime: 60_000 }).data ?? nobody;
}
const nobody: Me = {
  id: '', name: '', email: '', locale: 'fr', second_factor: false, roles: [], capabilities: [], brands: [],
  workspace: { id: '', name: '', locale: 'fr', zone: 'Europe/Paris', currency: 'EUR', approval: 'required', revision: 0 },
};
/** Whether the person holds a capability: `may('write_plan')`. The server decides all the same. */
export function useMay(): (capability: string) => boolean {
  const { capabilities } = useMe();
  return (capability) => capabilities.includes(capability);
}

export const changePassword = (values: object) => put('/api/me/password', {}, values);
export interface TotpOffer { secret: string; address: string; qr_svg: string }
export const offerTotp = () => post<TotpOffer>('/api/me/totp');
export const confirmTotp = (values: { code: string }) => put('/api/me/totp', {}, values);
export const removeTotp = (values: { password: string }) => post('/api/me/totp/removal', {}, values);
export const useSessions = () => useQuery({ queryKey: ['sessions'], queryFn: () => get<Items<SignInSession>>('/api/me/sessions') });
export const endSession = (session: string) => remove('/api/me/sessions/{session}', { session });
export const useTokens = () => useQuery({ queryKey: ['tokens'], queryFn: () => get<Items<ApiToken>>('/api/me/tokens') });
export const issueToken = (values: object) => post<{ id: string; token: string; expires_at: string }>('/api/me/tokens', {}, values);
export const endToken = (token: string) => remove('/api/me/tokens/{token}', { token });

export const useMembers = () => useQuery({ queryKey: ['members'], queryFn: () => get<Items<Member>>('/api/workspace/members') });
export const setRoles = (person: string, grants: Grant[]) => put('/api/workspace/members/{person}', { person }, { roles: grants });
export const erasePerson = (person: string) => post('/api/workspace/members/{person}/erasure', { person });
export const useInvitations = () => useQuery({ queryKey: ['invitations'], queryFn: () => get<Items<OpenInvitation>>('/api/workspace/invitations') });
export const invite = (values: object) => post<{ id: string }>('/api/workspace/invitations', {}, values);
export const withdrawInvitation = (invitation: string) => remove('/api/workspace/invitations/{invitation}', { invitation });
export const saveWorkspace = (values: object) => put<Workspace>('/api/workspace', {}, values);
export const loadAudit = (before?: number) => get<Items<AuditLine> & { next: number | null }>('/api/workspace/audit', { before });
export const useSentMail = () => useQuery({ queryKey: ['sent-mail'], queryFn: () => get<Items<SentMail>>('/api/workspace/sent-mail') });

export const createBrand = (values: object) => post<Brand>('/api/brands', {}, values);
export const saveBrand = (brand: string, values: object) => put<Brand>('/api/brands/{brand}', { brand }, values);
