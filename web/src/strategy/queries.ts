// SPDX-License-Identifier: AGPL-3.0-or-later
// Every call to strategy's routes that the plan's pages make, one function each.
import { useQuery } from '@tanstack/react-query';
import { asked_anew } from '../api/asked_anew';
import { get, post, put, remove, upload } from '../api/client';
import type { Money } from '../ui/format';

export const metrics = ['orders', 'revenue', 'margin', 'leads', 'calls', 'bookings', 'quotes', 'visits', 'reach', 'reactions', 'followers'] as const;
export type Metric = (typeof metrics)[number];
export const inMoney = (metric: string): boolean => metric === 'revenue' || metric === 'margin';

export interface Objective {
  id: string;
  title: string;
  slug: string;
  metric: Metric;
  target?: number | null;
  currency: string;
  starts_on?: string | null;
  ends_on?: string | null;
  budget?: Money | null;
  tax: 'excluding' | 'including';
  margin_percent?: number | null;
  state: 'draft' | 'active' | 'closed';
  revision: number;
  archived_at?: string | null;
}
export interface ObjectiveView {
  objective: Objective;
  missing: string[];
}
export interface Brief {
  id: string;
  title: string;
  context: string;
  problem_statement: string;
  received_on?: string | null;
  revision: number;
  updated_at: string;
}
export interface BriefDocument {
  id: string;
  name: string;
  media_type: string;
  bytes: number;
  paragraphs: string[];
}
export const passage_kinds = ['need', 'constraint', 'opportunity', 'audience', 'budget', 'date'] as const;
export interface Passage {
  id: string;
  document_id?: string | null;
  paragraph: number;
  first_unit: number;
  end_unit: number;
  excerpt: string;
  kind: (typeof passage_kinds)[number];
  serves: 'nothing' | 'context' | 'problem_statement' | 'objective';
  objective_id?: string | null;
}
export interface BriefSheet {
  brief: Brief;
  documents: BriefDocument[];
  passages: Passage[];
}
export interface PersonaCard {
  role: string;
  age_range: string;
  place: string;
  quote: string;
  story: string;
  goals: string[];
  needs: string[];
  frustrations: string[];
  habits: string[];
  networks: string[];
  sources: { statement: string; reference: string; dated?: string | null }[];
}
export interface Persona {
  id: string;
  name: string;
  card: PersonaCard;
  revision: number;
  archived_at?: string | null;
}
export interface Pillar {
  id: string;
  name: string;
  description: string;
  share_percent: number;
  topics: string[];
  revision: number;
  archived_at?: string | null;
}
export interface WritingRules {
  required_terms: string[];
  forbidden_terms: { term: string; replacement: string }[];
  longest_sentence_words?: number | null;
  most_emoji?: number | null;
  most_hashtags?: number | null;
  hashtags_inside_text: string;
  capitals: string;
  bare_links: string;
  allowed_domains: string[];
  missing_alt_text: string;
  legal_mention: string;
}
export interface CharterText {
  promise: string;
  stance: string;
  tone: string;
  address: 'tu' | 'vous' | 'free';
  speech: 'plain' | 'warm' | 'expert' | 'playful' | 'solemn';
  lexical_field: string[];
  formats: { network: string; format: string; example: string }[];
  visual_identity: string;
  legal_and_accessibility: string;
  rules: WritingRules;
}
export interface Charter {
  revision: number;
  text: CharterText;
  saved_at: string;
  signed_by?: string | null;
  signed_at?: string | null;
}
interface Items<T> {
  items: T[];
}
/** The contract knows no null for what it lets one leave out. */
const given = (values: object) => Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null && value !== undefined && value !== ''));
/** Empty texts are kept: they are what the person left. */
const kept = (values: object) => Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null && value !== undefined));

export const useObjectives = (brand: string) => useQuery({ queryKey: ['objective', brand], queryFn: () => get<Items<ObjectiveView>>('/api/brands/{brand}/objectives', { brand }) });
export const createObjective = (brand: string, values: object) => post<ObjectiveView>('/api/brands/{brand}/objectives', { brand }, given(values));
export const saveObjective = (brand: string, objective: string, values: object) => put<ObjectiveView>('/api/brands/{brand}/objectives/{objective}', { brand, objective }, given(values));
export const renewObjective = (brand: string, objective: string) => post<ObjectiveView>('/api/brands/{brand}/objectives/{objective}/renewal', { brand, objective });
type Shelf = 'active' | 'archived';
export const shelveObjective = (brand: string, objective: string, shelf: Shelf) => put('/api/brands/{brand}/objectives/{objective}/shelf', { brand, objective }, { shelf });

export const useBriefs = (brand: string) => useQuery({ queryKey: ['brief', brand], queryFn: () => get<Items<Brief>>('/api/brands/{brand}/briefs', { brand }) });
export const loadBrief = (brand: string, brief: string) => get<BriefSheet>('/api/brands/{brand}/briefs/{brief}', { brand, brief });
export const useBrief = (brand: string, brief: string) => useQuery({ queryKey: ['brief', brand, brief], queryFn: () => loadBrief(brand, brief), ...asked_anew });
export const createBrief = (brand: string, title: string) => post<Brief>('/api/brands/{brand}/briefs', { brand }, { title, context: '', problem_statement: '' });
export const saveBrief = (brand: string, brief: Brief) =>
  put<Brief>('/api/brands/{brand}/briefs/{brief}', { brand, brief: brief.id }, kept({ title: brief.title, context: brief.context, problem_statement: brief.problem_statement, received_on: brief.received_on, revision: brief.revision }));
export const addDocument = (brand: string, brief: string, file: File, told: (share: number) => void) =>
  upload<BriefDocument>(`/api/brands/${brand}/briefs/${brief}/documents?name=${encodeURIComponent(file.name)}`, file, told);
export const removeDocument = (brand: string, document: string) => remove('/api/brands/{brand}/brief-documents/{document}', { brand, document });
export const highlight = (brand: string, brief: string, passage: Omit<Passage, 'id'>) => post<Passage>('/api/brands/{brand}/briefs/{brief}/passages', { brand, brief }, given(passage));
export const removePassage = (brand: string, passage: string) => remove('/api/brands/{brand}/passages/{passage}', { brand, passage });

export const usePersonas = (brand: string) => useQuery({ queryKey: ['persona', brand], queryFn: () => get<Items<Persona>>('/api/brands/{brand}/personas', { brand }) });
export const createPersona = (brand: string, values: { name: string; card: PersonaCard }) => post<Persona>('/api/brands/{brand}/personas', { brand }, values);
export const savePersona = (brand: string, persona: Persona) => put<Persona>('/api/brands/{brand}/personas/{persona}', { brand, persona: persona.id }, { name: persona.name, card: persona.card, revision: persona.revision });
export const shelvePersona = (brand: string, persona: string, shelf: Shelf) => put('/api/brands/{brand}/personas/{persona}/shelf', { brand, persona }, { shelf });

export const usePillars = (brand: string) => useQuery({ queryKey: ['pillar', brand], queryFn: () => get<Items<Pillar>>('/api/brands/{brand}/pillars', { brand }) });
export const createPillar = (brand: string, values: object) => post<Pillar>('/api/brands/{brand}/pillars', { brand }, values);
export const savePillar = (brand: string, pillar: string, values: object) => put<Pillar>('/api/brands/{brand}/pillars/{pillar}', { brand, pillar }, values);
export const shelvePillar = (brand: string, pillar: string, shelf: Shelf) => put('/api/brands/{brand}/pillars/{pillar}/shelf', { brand, pillar }, { shelf });

export const loadCharter = (brand: string) => get<{ charter: Charter; missing: string[] }>('/api/brands/{brand}/charter', { brand });
export const useCharter = (brand: string) => useQuery({ queryKey: ['charter', brand], queryFn: () => loadCharter(brand), retry: false, ...asked_anew });
/** A row of the forbidden words whose word is not typed yet is not a rule yet. */
const finished = (text: CharterText): CharterText => ({ ...text, formats: text.formats.filter(({ format }) => format.trim()), rules: kept({ ...text.rules, forbidden_terms: text.rules.forbidden_terms.filter(({ term }) => term.trim()) }) as WritingRules });
export const saveCharter = (brand: string, charter: Charter) => put<Charter>('/api/brands/{brand}/charter', { brand }, { text: finished(charter.text), revision: charter.revision });
export const signCharter = (brand: string, values: { name: string; revision: number }) => post<Charter>('/api/brands/{brand}/charter/signature', { brand }, values);
