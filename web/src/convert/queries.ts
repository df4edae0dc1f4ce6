// SPDX-License-Identifier: AGPL-3.0-or-later
// Sites, links and conversions: every call to the server.
import { useQuery } from '@tanstack/react-query';
import { get, post, text, upload } from '../api/client';

export type Mode = 'exempt' | 'consented' | 'hybrid';
export const modes: Mode[] = ['exempt', 'consented', 'hybrid'];
export interface Site {
  site: { id: string; name: string; hosts: string[]; mode: Mode };
  script_tag: string;
}
export interface Money { minor: number; currency: string }
export interface Conversion {
  id: string;
  kind: string;
  order_id?: string | null;
  at: string;
  value: Money;
  refunded: Money;
  source: 'measured' | 'declared' | 'csv';
  promo_code?: string | null;
  codes: string[];
}
export interface TaggedLink { id: string; code: string; target: string; source: string; medium: string; campaign: string; created_at: string }
export interface OrdersImport {
  taken: number;
  known: number;
  wrong: number;
  lines: { line: number; order_id: string; outcome: string; errors: { column: string; code: string; limit: string; value: string }[] }[];
}

export const kinds = ['order', 'call', 'booking', 'quote', 'lead', 'promo_code'];
export const useSites = (brand: string) => useQuery({ queryKey: ['site', brand], queryFn: () => get<{ items: Site[] }>('/api/brands/{brand}/sites', { brand }) });
export const createSite = (brand: string, body: { name: string; hosts: string[]; mode: string }) => post<Site>('/api/brands/{brand}/sites', { brand }, body);
export const useConversions = (brand: string) => useQuery({ queryKey: ['conversion', brand], queryFn: () => get<{ items: Conversion[] }>('/api/brands/{brand}/conversions', { brand }) });
export const declare = (brand: string, body: Record<string, unknown>) => post<Conversion>('/api/brands/{brand}/conversions', { brand }, body);
export const useLinks = (brand: string) => useQuery({ queryKey: ['link', brand], queryFn: () => get<{ items: TaggedLink[] }>('/api/brands/{brand}/links', { brand }) });
export const loadQr = (brand: string, link: string) => text(`/api/brands/${brand}/links/${link}/qr.svg`);
export const createLink = (brand: string, target: string) => post<TaggedLink>('/api/brands/{brand}/links', { brand }, { target });
export const sendOrders = (brand: string, file: File, mode: 'preview' | 'take') => upload<OrdersImport>(`/api/brands/${brand}/orders.csv?mode=${mode}`, file, () => undefined);
