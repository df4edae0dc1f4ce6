// SPDX-License-Identifier: AGPL-3.0-or-later
// The calendar and the approvals: every call to the server.
import { useQuery } from '@tanstack/react-query';
import { get, post, put, remove } from '../api/client';
import type { LocalMoment } from '../ui/moment';
import { windowOf } from './days';

export interface CalendarPublication {
  id: string;
  content_id: string;
  channel_id: string;
  author_id: string;
  state: string;
  approval: 'required' | 'off';
  moment: LocalMoment;
  at: string;
  text: string;
  revision: number;
  approved_by?: string | null;
  proof?: { origin: string } | null;
}
export interface CalendarEntry {
  publication: CalendarPublication;
  network: string;
  channel_name: string;
  title: string;
  objective_id?: string | null;
  pillar_id?: string | null;
}
export interface Scheduled {
  publication: CalendarPublication;
  moment_kind: 'unique' | 'skipped' | 'repeated';
  shifted_minutes: number;
}
interface Line { id: string; title: string }

export const useCalendar = (brand: string, days: string[]) =>
  useQuery({ queryKey: ['publication', brand, days[0]!, days.length], queryFn: () => get<{ items: CalendarEntry[] }>('/api/brands/{brand}/publications', { brand, ...windowOf(days) }), placeholderData: (before) => before });
/** The last changed of those that hold the words; `next` when there are more. */
export const useContentLines = (brand: string, words: string) =>
  useQuery({ queryKey: ['content', brand, 'choices', words], queryFn: () => get<{ items: Line[]; next?: string | null }>('/api/brands/{brand}/contents', { brand, limit: 200, q: words || undefined }), placeholderData: (before) => before });
export const schedule = (brand: string, body: { content_id: string; channel_id: string; moment: LocalMoment }) => post<Scheduled>('/api/brands/{brand}/publications', { brand }, body);
export const move = (brand: string, publication: string, body: { moment: LocalMoment; revision: number }) => put<Scheduled>('/api/brands/{brand}/publications/{publication}/moment', { brand, publication }, body);
export const withdraw = (brand: string, publication: string) => remove('/api/brands/{brand}/publications/{publication}', { brand, publication });
export const approveOne = (brand: string, publication: string) => post('/api/brands/{brand}/publications/{publication}/approval', { brand, publication }, undefined);

export interface Asked { id: string; link: string; expires_at: string; mailed: boolean }
interface Mail { body: string; state: 'queued' | 'sent' | 'kept' | 'failed' }
/** Where the mail that carries that link stands; unknown to who may not see the mail. */
export const useMailState = (link: string | undefined) =>
  useQuery({
    queryKey: ['sent-mail', 'of', link],
    queryFn: () => get<{ items: Mail[] }>('/api/workspace/sent-mail'),
    enabled: Boolean(link),
    select: ({ items }) => items.find(({ body }) => body.includes(link!))?.state ?? 'queued',
    refetchInterval: ({ state }) => (state.data?.items.find(({ body }) => body.includes(link!))?.state ?? 'queued') === 'queued' && 2_000,
  }).data;
export const askApproval = (brand: string, body: { title: string; publications: string[]; recipient: string; substitute: string | null; days: number }) =>
  post<Asked>('/api/brands/{brand}/approvals', { brand }, body);

export interface Offer { title?: string | null; text: string; assets: { asset_id: string; alt: string }[]; moment: LocalMoment; hashes: Record<string, string>; renditions?: { asset_id: string; sha256: string }[] | null }
export interface GuestItem {
  publication_id: string;
  network: string;
  channel_name: string;
  offered: Offer;
  approved?: Offer | null;
  decision: 'pending' | 'approved' | 'changes_requested';
  comment: string;
  state: string;
}
export interface GuestPage { title: string; brand_name: string; workspace_name: string; expires_at: string; zone: string; items: GuestItem[] }
/** The image as it would be sent. */
export const guestImage = (token: string, item: GuestItem, asset: string) => `/api/approvals/${token}/publications/${item.publication_id}/images/${asset}`;
export const loadGuest = (token: string) => get<GuestPage>('/api/approvals/{token}', { token });
/** The servers that its posts go to; "" for what a person publishes. */
export const loadGuestServices = (token: string) => get<{ items: string[] }>('/api/approvals/{token}/services', { token });
export const decide = (token: string, body: { publication_id: string; decision: string; comment: string; name: string; seen: Record<string, string> }) =>
  post<GuestPage>('/api/approvals/{token}', { token }, body);
