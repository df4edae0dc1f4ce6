// SPDX-License-Identifier: AGPL-3.0-or-later
// Sites, links and conversions: every call to the server.
import { useQuery } from '@tanstack/react-query';
import { get, post, put, remove, text, upload } from '../api/client';

export type Mode = 'exempt' | 'consented' | 'hybrid';
export const modes: Mode[] = ['exempt', 'consented', 'hybrid'];
export interface Site {
  site: { id: string; name: string; hosts: string[]; mode: Mode; tax: Tax; tax_per_mille?: number | null; revision: number };
  script_tag: string;
  opt_out_address: string;
}
export type Tax = 'excluding' | 'including';
export const taxes: Tax[] = ['excluding', 'including'];
export interface Money { minor: number; currency: string }
export interface Conversion {
  id: string;
  kind: string;
  site_id?: string | null;
  order_id?: string | null;
  at: string;
  value: Money;
  refunded: Money;
  tax: Tax;
  tax_per_mille?: number | null;
  objective_id?: string | null;
  note?: string | null;
  revision: number;
  source: 'measured' | 'declared' | 'csv';
  promo_code?: string | null;
  codes: string[];
}
export interface TaggedLink { id: string; code: string; target: string; source: string; medium: string; campaign: string; created_at: string }
export interface OrdersFound {
  taken: number;
  known: number;
  wrong: number;
  first_wrong: OrderLine[];
  differs?: number | null;
  first_differing?: OrderLine[] | null;
}
export interface OrderLine { line: number; order_id: string; outcome: string; errors: { column: string; code: string; limit: string; value: string }[] }

export const kinds = ['order', 'call', 'booking', 'quote', 'lead', 'promo_code'];
export const useSites = (brand: string) => useQuery({ queryKey: ['site', brand], queryFn: () => get<{ items: Site[] }>('/api/brands/{brand}/sites', { brand }) });
export interface VisitorChoice {
  site_name: string;
  hosts: string[];
  mode: Mode;
  refused: boolean;
  by_browser: boolean;
  raw_months: number;
  refusal_days: number;
}
export const loadChoice = (key: string) => get<VisitorChoice>('/c/{key}/choice', { key });
export const choose = (key: string, refused: boolean) => put<VisitorChoice>('/c/{key}/choice', { key }, { refused });

export interface Criterion {
  code: string;
  kind: 'condition' | 'excluded' | 'recommended';
  verdict: 'met' | 'broken' | 'yours';
  found?: number | null;
}
export interface SelfAssessment {
  site: { id: string; name: string; hosts: string[]; mode: Mode };
  brand_name: string;
  opt_out_address: string;
  holdings: { hits: number; oldest?: string | null };
  criteria: Criterion[];
  raw_months: number;
  official_lines: number;
  source: string;
  dated: string;
  read_on: string;
  made_at: string;
}
export const useSelfAssessment = (brand: string, site: string) =>
  useQuery({ queryKey: ['site', brand, site, 'self-assessment'], queryFn: () => get<SelfAssessment>('/api/brands/{brand}/sites/{site}/self-assessment', { brand, site }), retry: false });

export interface SiteBody { name: string; hosts: string[]; mode: string; tax: string; tax_per_mille: number | null; revision?: number }
export const createSite = (brand: string, body: SiteBody) => post<Site>('/api/brands/{brand}/sites', { brand }, body);
export const saveSite = (brand: string, site: string, body: SiteBody) => put<Site>('/api/brands/{brand}/sites/{site}', { brand, site }, body);
export const useConversions = (brand: string) => useQuery({ queryKey: ['conversion', brand], queryFn: () => get<{ items: Conversion[] }>('/api/brands/{brand}/conversions', { brand }) });
export const declare = (brand: string, body: Record<string, unknown>) => post<Conversion>('/api/brands/{brand}/conversions', { brand }, body);
export const saveConversion = (brand: string, conversion: string, body: Record<string, unknown>) => put<Conversion>('/api/brands/{brand}/conversions/{conversion}', { brand, conversion }, body);
export const removeConversion = (brand: string, conversion: string) => remove('/api/brands/{brand}/conversions/{conversion}', { brand, conversion });
export const useLinks = (brand: string) => useQuery({ queryKey: ['link', brand], queryFn: () => get<{ items: TaggedLink[] }>('/api/brands/{brand}/links', { brand }) });
export const loadQr = (brand: string, link: string) => text(`/api/brands/${brand}/links/${link}/qr.svg`);
export interface NewLink { target: string; objective_id: string | null; source: string | null; medium: string; campaign: string | null }
export const createLink = (brand: string, body: NewLink) => post<TaggedLink>('/api/brands/{brand}/links', { brand }, body);
interface Aim { objective: { id: string; title: string; slug: string; archived_at?: string | null } }
export const useAims = (brand: string) => useQuery({
  queryKey: ['objective', brand],
  queryFn: () => get<{ items: Aim[] }>('/api/brands/{brand}/objectives', { brand }),
  select: ({ items }) => items.map((one) => one.objective).filter((one) => !one.archived_at),
});
/** Has a file of orders read in the background, among one's own jobs; a preview writes nothing. */
export const sendOrders = (brand: string, file: File, mode: 'preview' | 'take') =>
  upload<{ job_id: string }>(`/api/brands/${brand}/orders.csv?mode=${mode}&name=${encodeURIComponent(file.name.slice(0, 120))}`, file, () => undefined, { 'Content-Type': 'text/csv' });
export const loadOrders = (brand: string, job: string) => get<OrdersFound>('/api/brands/{brand}/orders/{job}', { brand, job });
export const ordersReport = (brand: string, job: string) => `/api/brands/${brand}/orders/${job}/report.csv`;
