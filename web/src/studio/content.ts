// SPDX-License-Identifier: AGPL-3.0-or-later
// Contents, images and verdicts as the server gives them, and how they are asked for.
import { get, post, put, remove, upload } from '../api/client';
import type { Locale } from '../ui/format';
import type { Span } from './spans';

export interface AssetUse {
  asset_id: string;
  alt: string;
}
export interface Variant {
  channel_id: string;
  body?: string | null;
  assets?: AssetUse[] | null;
}
export interface Draft {
  title: string;
  body: string;
  language: Locale;
  link_url?: string | null;
  assets: AssetUse[];
  variants: Variant[];
  objective_id?: string | null;
  pillar_id?: string | null;
  persona_id?: string | null;
  state: 'draft' | 'ready';
}
export interface Content {
  id: string;
  draft: Draft;
  revision: number;
  updated_at: string;
  archived_at?: string | null;
}
export interface ContentLine {
  id: string;
  title: string;
  opening: string;
  language: Locale;
  state: 'draft' | 'ready';
  objective_id?: string | null;
  pillar_id?: string | null;
  images: number;
  updated_at: string;
}
export interface Revision {
  revision: number;
  draft: Draft;
  saved_at: string;
}
export interface Asset {
  id: string;
  name: string;
  media_type: string;
  width: number;
  height: number;
  bytes: number;
  alt: string;
  credit: string;
  archived_at?: string | null;
}
export interface Channel {
  id: string;
  network: string;
  name: string;
  archived_at?: string | null;
}
export interface Choice {
  id: string;
  name: string;
}

export type Severity = 'info' | 'advice' | 'breach';
export interface Finding {
  code: string;
  rule: string;
  severity: Severity;
  field: string;
  range: Span;
  excerpt: string;
  parameters: Record<string, string>;
  replacement?: { range: Span; text: string } | null;
}
export interface Misspelling {
  range: Span;
  word: string;
  suggestions: string[];
}
export interface Count {
  unit: string;
  used: number;
  max: number;
  over_from?: number | null;
}
export interface NetworkVerdict {
  network: string;
  counts: Count[];
  hashtags: number;
  max_hashtags?: number | null;
  mentions: number;
  max_mentions?: number | null;
  pictures: number;
  max_pictures: number;
  picture_required: boolean;
  fits: boolean;
  certainty: 'stated' | 'unit_assumed' | 'instance_default';
  source: string;
  as_of: string;
}
export interface Readability {
  counts: { words: number; sentences: number; syllables: number; long_words: number };
  kandel_moles?: number | null;
  flesch?: number | null;
  lix?: number | null;
  ease?: string | null;
}
export interface Verdict {
  networks: NetworkVerdict[];
  findings: Finding[];
  spelling: 'checked' | 'unavailable';
  misspellings: Misspelling[];
  readability: Readability;
  detected: 'unknown' | Locale;
  charter_revision: number;
}

const list = '/api/brands/{brand}/contents';
const one = `${list}/{content}`;

export const contentsPage = (brand: string, shelf: 'active' | 'archived', after?: string) =>
  get<{ items: ContentLine[]; next?: string | null }>(list, { brand, shelf, after, limit: 200 });
export const content = (brand: string, id: string) => get<Content>(one, { brand, content: id });
export const createContent = (brand: string, draft: Draft) => post<Content>(list, { brand }, draft);
export const saveContent = (brand: string, { id, draft, revision }: Content) => put<Content>(one, { brand, content: id }, { draft, revision });
export const shelveContent = (brand: string, id: string, shelf: 'active' | 'archived') => put(`${one}/shelf`, { brand, content: id }, { shelf });
export const revisions = (brand: string, id: string) => get<{ items: Revision[] }>(`${one}/revisions`, { brand, content: id });
export const restoreRevision = (brand: string, id: string, revision: number) => post<Content>(`${one}/restoration`, { brand, content: id }, { revision });

export const assets = (brand: string) => get<{ items: Asset[] }>('/api/brands/{brand}/assets', { brand });
export const addAsset = (brand: string, file: File, told: (share: number) => void) =>
  upload<Asset>(`/api/brands/${brand}/assets?name=${encodeURIComponent(file.name.slice(0, 200))}`, file, told);
export const assetAddress = (brand: string, id: string) => `/api/brands/${brand}/assets/${id}/file`;

export const channels = (brand: string) => get<{ items: Channel[] }>('/api/brands/{brand}/channels', { brand });
export const pillars = (brand: string) => get<{ items: Choice[] }>('/api/brands/{brand}/pillars', { brand });
export const personas = (brand: string) => get<{ items: Choice[] }>('/api/brands/{brand}/personas', { brand });
export const objectives = (brand: string) =>
  get<{ items: { objective: { id: string; title: string; archived_at?: string | null } }[] }>('/api/brands/{brand}/objectives', { brand });

export interface AskVerdict {
  body: string;
  language: Locale;
  networks: string[];
  pictures: { alt: string; name: string }[];
  link_url?: string | null;
}
export const verdict = (brand: string, asked: AskVerdict) => post<Verdict>('/api/brands/{brand}/verdict', { brand }, asked);
export const suggestions = (brand: string, word: string, language: Locale) =>
  get<{ items: string[] }>('/api/brands/{brand}/spelling', { brand, word, language });
export const addWord = (brand: string, word: string) => post('/api/brands/{brand}/lexicon', { brand }, { word });
export const removeWord = (brand: string, word: string) => remove('/api/brands/{brand}/lexicon/{word}', { brand, word });

export const newDraft = (title: string, language: Locale): Draft => ({ title, body: '', language, assets: [], variants: [], state: 'draft' });

/** A channel by its own name, with its network where the name does not say it. */
export const channelName = ({ name }: Channel, network: string): string => (name === network ? name : `${name} · ${network}`);
