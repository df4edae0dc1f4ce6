// SPDX-License-Identifier: AGPL-3.0-or-later
// Accounts, deliveries and the freeze: every call to the server.
import { useQuery } from '@tanstack/react-query';
import { get, post, put, remove } from '../api/client';

export const networks = ['bluesky', 'mastodon', 'wordpress', 'instagram', 'facebook', 'linkedin', 'tiktok', 'x', 'threads', 'youtube', 'pinterest', 'newsletter', 'shop_window', 'other'] as const;
export type NetworkName = (typeof networks)[number];
export const has_connector = (network: string): boolean => ['bluesky', 'mastodon', 'wordpress'].includes(network);

export interface Channel {
  id: string;
  network: NetworkName;
  name: string;
  address: string;
  delivery: 'connector' | 'manual';
  revision: number;
  archived_at?: string | null;
}
export interface Connection {
  channel_id: string;
  service: string;
  name: string;
  state: 'healthy' | 'unreachable' | 'needs_reconnect';
  profile_url: string;
  problem_code: string;
  grace_minutes: number;
  checked_at: string;
}
export interface ToSettle {
  publication_id: string;
  state: string;
  due: string;
  problem_code: string;
  text: string;
}
export interface Attempt {
  id: string;
  step: string;
  began_at: string;
  outcome: string;
  code: string;
  detail: string;
}
export interface Sheet {
  state: string;
  due: string;
  asked_at?: string | null;
  post: { text: string; images: { alt: string }[] };
  url: string;
  live_at?: string | null;
  proof?: 'measured' | 'declared' | 'supplied' | 'simulated' | null;
  problem_code: string;
  problem_detail: string;
  profile_url: string;
  attempts: Attempt[];
}
/** A copy made to fit the network, sent in place of the image. */
export interface Rendition { asset_id: string; bytes: number; width: number; height: number; most_bytes: number }
export interface Entry {
  publication: { id: string; state: string; at: string; text: string; assets: { asset_id: string; alt: string }[]; renditions: Rendition[]; content_id: string; channel_id: string };
  network: NetworkName;
  channel_name: string;
  title: string;
}
export interface Freeze {
  frozen: boolean;
  reason: string;
  frozen_by: string;
  frozen_at?: string | null;
  held: string[];
}

const one = '/api/brands/{brand}/publications/{publication}';
const account = '/api/brands/{brand}/channels/{channel}/connection';

/** The image as it is sent. */
export const imageOf = (brand: string, publication: string, asset: string) => `/api/brands/${brand}/publications/${publication}/images/${asset}`;
export const reminderOf = (brand: string, publication: string) => `/api/brands/${brand}/publications/${publication}/reminder.ics`;
interface NetworkRules { network: string; name: string; dated: string }
export const useNetworks = () => useQuery({ queryKey: ['network'], queryFn: () => get<{ items: NetworkRules[] }>('/api/networks'), staleTime: Infinity });

export const useChannels = (brand: string) => useQuery({ queryKey: ['channel', brand], queryFn: () => get<{ items: Channel[] }>('/api/brands/{brand}/channels', { brand }) });
export const useConnections = (brand: string) => useQuery({ queryKey: ['connection', brand], queryFn: () => get<{ items: Connection[]; simulated: boolean }>('/api/brands/{brand}/connections', { brand }) });
export const useToSettle = (brand: string) => useQuery({ queryKey: ['publication', brand, 'to-settle'], queryFn: () => get<{ items: ToSettle[] }>('/api/brands/{brand}/deliveries/to-settle', { brand }) });
export const useFreeze = (brand: string) => useQuery({ queryKey: ['freeze', brand], queryFn: () => get<Freeze>('/api/brands/{brand}/freeze', { brand }) });
export const useEntry = (brand: string, publication: string) => useQuery({ queryKey: ['publication', brand, publication], queryFn: () => get<Entry>(one, { brand, publication }) });
export const useSheet = (brand: string, publication: string) =>
  useQuery({ queryKey: ['publication', brand, publication, 'delivery'], queryFn: () => get<Sheet>(`${one}/delivery`, { brand, publication }), retry: false });

export const openChannel = (brand: string, channel: object) => post<Channel>('/api/brands/{brand}/channels', { brand }, channel);
export const saveChannel = (brand: string, id: string, channel: object) => put<Channel>('/api/brands/{brand}/channels/{channel}', { brand, channel: id }, channel);
export const shelveChannel = (brand: string, id: string, shelf: 'active' | 'archived') => put('/api/brands/{brand}/channels/{channel}/shelf', { brand, channel: id }, { shelf });
export const connect = (brand: string, channel: string, asked: object) => put<Connection>(account, { brand, channel }, asked);
export const checkAccount = (brand: string, channel: string) => post<Connection>(`${account}/check`, { brand, channel });
export const forgetAccount = (brand: string, channel: string) => remove(account, { brand, channel });
export const settle = (brand: string, publication: string, answer: object) => put<Sheet>(`${one}/delivery/settlement`, { brand, publication }, answer);
export const declare = (brand: string, publication: string, url: string) => put<Sheet>(`${one}/delivery/declaration`, { brand, publication }, { url });
export const sendAgain = (brand: string, publication: string) => post<Sheet>(`${one}/delivery/again`, { brand, publication });
export const freeze = (brand: string, reason: string) => put<Freeze>('/api/brands/{brand}/freeze', { brand }, { reason });
export const thaw = (brand: string) => remove<Freeze>('/api/brands/{brand}/freeze', { brand });
