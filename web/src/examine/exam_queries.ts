// SPDX-License-Identifier: AGPL-3.0-or-later
// Exam cases, exam sessions and one's own exams as the server gives them.
import { useQuery } from '@tanstack/react-query';
import { get, post, put, remove, upload } from '../api/client';

export type SessionState = 'planned' | 'staffed' | 'open' | 'closed' | 'marking' | 'deliberating' | 'pv_closed' | 'notified' | 'archived';
export type SessionEvent = 'staff' | 'open' | 'close' | 'begin_marking' | 'deliberate' | 'close_minutes' | 'notify' | 'archive';
export type ExamMode = 'A_DISTANCE' | 'EN_PRESENTIEL' | 'MIXTE';
export type LiveKind = 'brief' | 'objectives' | 'charter' | 'personas' | 'calendar' | 'contents' | 'channels' | 'links' | 'costs' | 'results';
export const live_kinds: LiveKind[] = ['brief', 'objectives', 'charter', 'personas', 'calendar', 'contents', 'channels', 'links', 'costs', 'results'];
export const modes: ExamMode[] = ['A_DISTANCE', 'EN_PRESENTIEL', 'MIXTE'];
export const blocks = ['B1', 'B2', 'B3', 'B4', 'B5'];

export interface Missing {
  code: string;
  lifter: 'certifier' | 'candidate' | 'jury' | 'time';
  weight: 'blocks' | 'warns';
  count: number;
  subject: string;
}
export interface SessionSummary {
  id: string;
  title: string;
  block: string;
  centre: string;
  mode: ExamMode;
  zone: string;
  opens_at: string;
  closes_at: string;
  state: SessionState;
  next?: SessionEvent | null;
  sitters: number;
  deposited: number;
  missing: Missing[];
}
export interface SessionPlan {
  title: string;
  block: string;
  version_id: string;
  rule_set_id: string;
  centre: string;
  mode: ExamMode;
  zone: string;
  opens_at: string;
  closes_at: string;
  measures: 'hidden' | 'shown';
  pool: string[];
}
export interface SitterLine {
  sitter: { id: string; pseudonym: string; presence: 'expected' | 'present' | 'absent'; deadline: string; late_until?: string | null; convoked_at?: string | null; brand_id?: string | null };
  name: string;
  case_title?: string | null;
  submission_state?: string | null;
  attempts: number;
  deposited_at?: string | null;
}
export interface SessionSheet {
  summary: SessionSummary;
  plan: SessionPlan;
  habilitation: string;
  draw_seed: string;
  root?: string | null;
  sealed_leaves: number;
  rules_frozen: boolean;
  revision: number;
  sitters: SitterLine[];
}
export interface CaseDocument {
  name: string;
  media_type: string;
  bytes: number;
  sha256: string;
}
type SuppliedLine = Record<string, string | number | null>;
export interface Supplied {
  client: string;
  objective?: SuppliedLine | null;
  channels: SuppliedLine[];
  posts: SuppliedLine[];
  orders: SuppliedLine[];
  costs: SuppliedLine[];
}
export interface CaseText {
  block: string;
  title: string;
  brief: string;
  deliverables: string[];
  supplied: Supplied;
}
export interface ExamCase {
  id: string;
  content: CaseText;
  documents: CaseDocument[];
  state: 'draft' | 'ready' | 'used' | 'retired';
  sha256: string;
  revision: number;
  created_at: string;
}
export interface MyExam {
  session_id: string;
  title: string;
  block: string;
  centre: string;
  mode: ExamMode;
  state: SessionState;
  opens_at: string;
  deadline: string;
  late_until?: string | null;
  zone: string;
  pseudonym: string;
  attempts: number;
  deposited_at?: string | null;
  now: string;
}
export interface Piece {
  id: string;
  deliverable: string;
  kind: 'upload' | 'live' | 'original' | 'retouched';
  live?: LiveKind | null;
  original_id?: string | null;
  name: string;
  bytes: number;
  sha256: string;
  print_sha256?: string | null;
  traits: ('voice' | 'face')[];
  created_at: string;
}
export interface Attempt {
  id: string;
  attempt: number;
  state: string;
  sha256: string;
  deposited_at: string;
}
export interface MyExamSheet {
  exam: MyExam;
  case_title?: string | null;
  brief?: string | null;
  documents: CaseDocument[];
  brand_id?: string | null;
  expected: { code: string; name: string; pieces: number }[];
  pieces: { piece: Piece; given: string }[];
  attempts: Attempt[];
}
export interface Refusal {
  id: string;
  act: string;
  code: string;
  detail: string;
  at: string;
  sitter_id?: string | null;
}

const session = '/api/exam-sessions/{session}';
const one_case = '/api/exam-cases/{case}';
const mine = '/api/my-exams/{session}';

export const useSessions = () => useQuery({ queryKey: ['exam_session', 'all'], queryFn: () => get<{ items: SessionSummary[] }>('/api/exam-sessions') });
/** Asked again while something comes with time (a deadline, a copy being made) or from the jury. */
function comes(sheet?: SessionSheet): number | false {
  const lifters = new Set(sheet?.summary.missing.map((one) => one.lifter));
  return lifters.has('time') ? 3000 : lifters.has('jury') ? 10_000 : false;
}
export const useSession = (id: string) => useQuery({ queryKey: ['exam_session', id], queryFn: () => get<SessionSheet>(session, { session: id }), refetchInterval: (query) => comes(query.state.data) });
export const useSeatable = (id: string) => useQuery({ queryKey: ['exam_session', id, 'seatable'], queryFn: () => get<{ items: { enrolment_id: string; name: string; route: string }[] }>(`${session}/seatable`, { session: id }) });
export const useRefusals = (id: string) => useQuery({ queryKey: ['exam_session', id, 'refusals'], queryFn: () => get<{ items: Refusal[] }>(`${session}/refusals`, { session: id }) });
export const saveSession = (id: string, plan: SessionPlan, revision: number) => put<SessionSheet>(session, { session: id }, { plan, revision });
export interface ReceiptCheck {
  verdict: 'holds' | 'superseded' | 'altered' | 'foreign';
  attempt?: number | null;
  pseudonym?: string | null;
}
export const checkReceipt = (id: string, receipt: unknown) => post<ReceiptCheck>(`${session}/receipt-checks`, { session: id }, receipt);
export const planSession = (plan: SessionPlan) => post<SessionSheet>('/api/exam-sessions', {}, plan);
/** Marking begins by the jury's own route, which makes the grids at once. */
export const moveSession = (id: string, event: SessionEvent) => (event === 'begin_marking' ? post(`${session}/jury/marking`, { session: id }) : post(`${session}/events`, { session: id }, { event }));
export const drawCases = (id: string) => post<SessionSheet>(`${session}/draw`, { session: id });
export const convoke = (id: string) => post<{ sent: number; without_address: number }>(`${session}/convocations`, { session: id });
export const seat = (id: string, enrolments: string[]) => post(`${session}/sitters`, { session: id }, { enrolments });
export const unseat = (id: string, sitter: string) => remove(`${session}/sitters/{sitter}`, { session: id, sitter });
export const notePresence = (sitter: string, presence: string) => put('/api/exam-sitters/{sitter}/presence', { sitter }, { presence });
export const grantDerogation = (sitter: string, until: string, motive: string) => post('/api/exam-sitters/{sitter}/derogations', { sitter }, { until, motive });

export const useCases = () => useQuery({ queryKey: ['exam_case', 'all'], queryFn: () => get<{ items: ExamCase[] }>('/api/exam-cases') });
export const useCase = (id: string) => useQuery({ queryKey: ['exam_case', id], queryFn: () => get<ExamCase>(one_case, { case: id }) });
export const writeCase = (content: CaseText) => post<ExamCase>('/api/exam-cases', {}, content);
export const saveCase = (id: string, content: CaseText, revision: number) => put<ExamCase>(one_case, { case: id }, { content, revision });
export const moveCase = (id: string, event: 'make_ready' | 'rework' | 'retire') => post<ExamCase>(`${one_case}/events`, { case: id }, { event });
export const addDocument = (id: string, file: File, told: (share: number) => void) => upload<ExamCase>(`/api/exam-cases/${id}/documents?name=${encodeURIComponent(file.name)}`, file, told);
export const dropDocument = (id: string, digest: string) => remove(`${one_case}/documents/{digest}`, { case: id, digest });

export const useMyExams = () => useQuery({ queryKey: ['my_exam', 'all'], queryFn: () => get<{ items: MyExam[] }>('/api/my-exams') });
export const useMyExam = (id: string) => useQuery({ queryKey: ['my_exam', id], queryFn: () => get<MyExamSheet>(mine, { session: id }), refetchInterval: 60_000 });
export interface Handed {
  deliverable: string;
  kind?: 'original' | 'retouched';
  original?: string;
  traits: string[];
}
export function handIn(id: string, handed: Handed, file: File, told: (share: number) => void): Promise<Piece> {
  const query = new URLSearchParams({ deliverable: handed.deliverable, name: file.name });
  if (handed.kind) query.set('kind', handed.kind);
  if (handed.original) query.set('original', handed.original);
  handed.traits.forEach((trait) => query.append('trait', trait));
  return upload<Piece>(`/api/my-exams/${id}/pieces?${query}`, file, told);
}
export const freezeWork = (id: string, deliverable: string, kind: LiveKind) => post<Piece>(`${mine}/frozen`, { session: id }, { deliverable, kind });
export const takeBack = (id: string, piece: string) => remove(`${mine}/pieces/{piece}`, { session: id, piece });
export const deposit = (id: string) => post<Attempt>(`${mine}/deposits`, { session: id });

/** Versions, rules and centres stand in the room beneath. */
export const useVersions = () => useQuery({ queryKey: ['version', 'all'], queryFn: () => get<{ items: { id: string; label: string; state: string }[] }>('/api/certification/versions') });
export const useRuleSets = () => useQuery({ queryKey: ['rule_set', 'all'], queryFn: () => get<{ items: { id: string; name: string; number: number; state: string }[] }>('/api/certification/rule-sets') });
export const useCentres = () => useQuery({ queryKey: ['card', 'centres'], queryFn: () => get<{ card: { centres: { name: string }[] } }>('/api/certification/card') });
