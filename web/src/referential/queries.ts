// SPDX-License-Identifier: AGPL-3.0-or-later
// The certification's referential, and the evidence of work.
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { get } from '../api/client';

export type RoomState = 'works' | 'partly' | 'absent';
export interface CompetencyRoom {
  competency: string;
  module: string;
  page: string;
  state: RoomState;
  sentence: string;
  scenarios: string[];
}
export interface Competency {
  id: string;
  source_label: string;
  text: string;
  activity: string;
  tools: string[];
  truncated?: boolean | null;
  source_label_anomaly?: boolean | null;
  probable_label?: string | null;
}
export interface Activity {
  id: string;
  source_label: string;
  title: string;
  competencies: string[];
}
export interface Criterion {
  id: string;
  text: string;
  items?: { id: string; text: string }[] | null;
  truncated?: boolean | null;
  inferred_full_text?: string | null;
  inferred_from?: string | null;
}
export interface Anomaly {
  id: string;
  kind: string;
  where: string;
  source_line?: number | null;
  quote?: string | null;
  description: string;
  handling: string;
}
export interface Block {
  id: string;
  source_label: string;
  title: string;
  activities: Activity[];
  competencies: Competency[];
}
export interface Referential {
  title: string;
  certification: string;
  certifier: string;
  source: { path: string; sha256: string; section: string };
  blocks: Block[];
  anomalies: Anomaly[];
}
export interface CompetencySheet {
  competency: Competency;
  activity: Activity;
  block_id: string;
  block_title: string;
  criteria: Criterion[];
  anomalies: Anomaly[];
  room: CompetencyRoom;
}
export interface Evidence {
  id: string;
  brand_id?: string | null;
  competency: string;
  what: string;
  object_kind: string;
  object_id: string;
  link: string;
  at: string;
}
export interface Portfolio {
  counts: Record<string, number>;
  items: Evidence[];
  next?: string | null;
}

const never_changes = Infinity;

export const useReferential = () =>
  useQuery({ queryKey: ['referential'], queryFn: () => get<{ referential: Referential; rooms: CompetencyRoom[] }>('/api/referential'), staleTime: never_changes });

export const useCompetency = (competency: string) =>
  useQuery({
    queryKey: ['referential', competency],
    queryFn: () => get<CompetencySheet>('/api/referential/competencies/{competency}', { competency }),
    staleTime: never_changes,
    enabled: competency !== '',
  });

export const usePortfolio = (competency?: string) =>
  useInfiniteQuery({
    queryKey: ['evidence', 'own', competency ?? ''],
    queryFn: ({ pageParam }) => get<Portfolio>('/api/me/portfolio', { competency, after: pageParam, limit: 200 }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  });

/** The brands of who is signed in, from the answer that the frame has already asked for. */
export const useBrandNames = () =>
  useQuery({ queryKey: ['me'], queryFn: () => get<{ brands: { id: string; name: string; archived_at?: string | null }[] }>('/api/me'), select: (me) => me.brands });
