// SPDX-License-Identifier: AGPL-3.0-or-later
// Results, costs and readings as the server gives them.
import { queryOptions, useQuery } from '@tanstack/react-query';
import { get, post, put, upload } from '../api/client';
import { ProblemError } from '../api/problem';
import type { Locale, Money } from '../ui/format';

export type Model = 'last_touch' | 'linear';
export type Audience = 'client' | 'internal';
export type FigureOrigin = 'measured' | 'declared' | 'mixed' | 'computed' | 'unknown';
export type CostKind = 'hours' | 'production' | 'media' | 'tools' | 'influencer' | 'fee';
export type CostSide = 'internal' | 'billed';
export type Tax = 'excluding' | 'including';
export const cost_kinds: CostKind[] = ['hours', 'production', 'media', 'tools', 'influencer', 'fee'];

export interface Objective {
  id: string;
  title: string;
  metric: string;
  target?: number | null;
  currency: string;
  tax: Tax;
  starts_on?: string | null;
  ends_on?: string | null;
  state: 'draft' | 'active' | 'closed';
  archived_at?: string | null;
}
export interface ResultFigure {
  code: string;
  count?: number | null;
  amount?: Money | null;
  numerator?: number | null;
  denominator?: number | null;
  origin: FigureOrigin;
  as_of?: string | null;
}
export interface Fraction {
  part: number;
  whole: number;
}
export interface AttributionRow {
  code: string;
  publication_id?: string | null;
  label: string;
  channel: string;
  visits: number;
  last_touch_thousandths: number;
  linear_thousandths: number;
  revenue: Money;
}
export interface PublicationRow {
  publication_id: string;
  title: string;
  channel: string;
  date: string;
  time: string;
  url: string;
  proof: string;
  reach?: number | null;
  reactions?: number | null;
  visits?: number | null;
}
export interface ConversionRow {
  id: string;
  kind: string;
  order_id?: string | null;
  at: string;
  value: Money;
  refunded: Money;
  tax: Tax;
  /** In the objective's basis; absent without a rate. */
  counted?: Money | null;
  counted_refund?: Money | null;
  /** By the result's model, refunds taken off: what of it the traced revenue holds. */
  credited: Money;
  source: string;
  codes: string[];
  traced: boolean;
  /** An order; what anything else is worth is announced, not revenue. */
  sale: boolean;
  /** Wholly given back: shown, counted nowhere. */
  cancelled: boolean;
}
export interface CostLine {
  id: string;
  brand_id: string;
  objective_id?: string | null;
  kind: CostKind;
  side: CostSide;
  on_day: string;
  amount: Money;
  tax: Tax;
  tax_per_mille?: number | null;
  minutes?: number | null;
  week?: string | null;
  note: string;
  revision: number;
}
/** A line that counts, with what counts of it: in the objective's basis. */
export interface CostRow {
  id: string;
  kind: CostKind;
  side: CostSide;
  on_day: string;
  amount: Money;
  tax: Tax;
  counted: Money;
  minutes?: number | null;
  note: string;
}
export interface ObjectiveResult {
  objective: Objective;
  period: { from: string; to: string };
  model: Model;
  audience: Audience;
  reached?: number | null;
  figures: ResultFigure[];
  traced?: Fraction | null;
  consent?: Fraction | null;
  attribution: AttributionRow[];
  publications: PublicationRow[];
  conversions: ConversionRow[];
  costs: CostRow[];
  costs_without_rate: number;
  conversions_without_rate: number;
  costs_in_other_currency: number;
  conversions_in_other_currency: number;
  sites_after_consent: number;
  minutes_without_objective: number;
  computed_at: string;
}

export const useObjectives = (brand: string) =>
  useQuery({
    queryKey: ['objective', brand],
    queryFn: () => get<{ items: { objective: Objective }[] }>('/api/brands/{brand}/objectives', { brand }),
    select: (list) => list.items.map((item) => item.objective),
  });

interface ResultChoice { model?: string; audience?: string }
export const resultOf = (brand: string, objective: string, choice: ResultChoice = {}) => queryOptions({
  queryKey: ['result', 'cost', 'reading', 'conversion', brand, objective, choice.model ?? '', choice.audience ?? ''],
  queryFn: () => get<ObjectiveResult>('/api/brands/{brand}/objectives/{objective}/result', { brand, objective, ...choice }),
  // Until another choice is there, what was read stays: of the same objective alone.
  placeholderData: (shown: ObjectiveResult | undefined) => (shown?.objective.id === objective ? shown : undefined),
});
export const useResult = (brand: string, objective: string, choice: ResultChoice = {}) => useQuery(resultOf(brand, objective, choice));

export const useCosts = (brand: string) =>
  useQuery({ queryKey: ['cost', brand], queryFn: () => get<{ items: CostLine[] }>('/api/brands/{brand}/costs', { brand }), select: (list) => list.items });

export const useOwnWeek = (monday: string) =>
  useQuery({ queryKey: ['cost', 'own', monday], queryFn: () => get<{ items: CostLine[] }>('/api/me/hours', { monday }), select: (list) => list.items });

export interface NewCost {
  objective_id: string | null;
  kind: CostKind;
  side: CostSide;
  on_day: string;
  amount: Money | null;
  tax: Tax;
  tax_per_mille: number | null;
  note: string;
}
/** Absent fields are left out: the contract knows no empty text for them. */
const filled = (values: object) => Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null && value !== ''));

export const addCost = (brand: string, cost: NewCost) => post<CostLine>('/api/brands/{brand}/costs', { brand }, filled(cost));
export const shelveCost = (brand: string, cost: string, shelf: 'active' | 'archived') => put('/api/brands/{brand}/costs/{cost}/shelf', { brand, cost }, { shelf });
export const logHours = (brand: string, week: { monday: string; objective_id?: string; minutes: number; hourly: Money }) =>
  put<{ line: CostLine | null }>('/api/brands/{brand}/hours', { brand }, week);
export const declareReading = (brand: string, reading: { publication_id: string; metric: string; value: number; screenshot_asset_id?: string; note?: string }) =>
  post('/api/brands/{brand}/readings', { brand }, reading);
/** Keeps a screenshot in the library of images, and gives its id. */
export const keepScreenshot = (brand: string, file: File, told: (share: number) => void) =>
  upload<{ id: string }>(`/api/brands/${brand}/assets?${new URLSearchParams({ name: file.name || 'screenshot.png' })}`, file, told);

export interface Reading {
  id: string;
  metric: string;
  value: number;
  at: string;
  origin: 'measured' | 'declared' | 'supplied';
  screenshot_asset_id?: string | null;
  note: string;
}
export const useReadings = (brand: string, publication: string) =>
  useQuery({ queryKey: ['result', 'reading', brand, publication], queryFn: () => get<{ items: Reading[] }>('/api/brands/{brand}/publications/{publication}/readings', { brand, publication }), select: (list) => list.items });
export const screenshotAt = (brand: string, asset: string) => `/api/brands/${brand}/assets/${asset}/file`;
export interface ReadingsImport {
  taken: number;
  faults: { line: number; code: string; value: string }[];
}
/** Has a CSV of readings taken in the background, among one's own jobs. */
export const sendReadings = (brand: string, file: File) =>
  upload<{ job_id: string }>(`/api/brands/${brand}/readings/import?name=${encodeURIComponent(file.name.slice(0, 120))}`, file, () => undefined, { 'Content-Type': 'text/csv' });
export const useReadingsImport = (brand: string, job: string | undefined) =>
  useQuery({ queryKey: ['readings_import', brand, job], queryFn: () => get<ReadingsImport>('/api/brands/{brand}/readings/import/{job}', { brand, job: job! }), enabled: Boolean(job), retry: false });

export interface ReportChoice {
  model: Model;
  audience: Audience;
  locale: Locale;
  comment: string;
  recommendation: string;
}
export type ReportForm = 'pdf' | 'xlsx';
/** Has the report made in the background, among one's own jobs. */
export const askReport = (brand: string, objective: string, choice: ReportChoice & { form: ReportForm }) =>
  post<{ job_id: string }>('/api/brands/{brand}/objectives/{objective}/reports', { brand, objective }, choice);
/** Bytes to be saved. Throws ProblemError alone, as every call does. */
async function bytesAt(address: string, asked?: RequestInit): Promise<Blob> {
  const answer = await fetch(address, asked).catch(() => {
    throw new ProblemError(0, 'web.offline');
  });
  if (answer.ok) return answer.blob();
  const said = (await answer.json().catch(() => ({}))) as { code?: string };
  throw new ProblemError(answer.status, said.code ?? 'web.unexpected');
}
/** The figures alone, as CSV. */
export const figuresCsv = (brand: string, objective: string, choice: ReportChoice) =>
  bytesAt(`/api/brands/${brand}/objectives/${objective}/report.csv`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(choice) });
/** A report that was made, where its job says. */
export const madeReport = (place: string) => bytesAt(place);
