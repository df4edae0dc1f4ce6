// SPDX-License-Identifier: AGPL-3.0-or-later
// Every call to the routes of questions, questionnaires and sittings, one function each.
import { useQuery } from '@tanstack/react-query';
import { asked_anew } from '../api/asked_anew';
import { get, post, put, upload } from '../api/client';

export const asked_kinds = ['single_choice', 'multiple_choice', 'true_false', 'essay', 'short_answer', 'numerical', 'matching'] as const;
export type Kind = (typeof asked_kinds)[number] | 'description' | 'category' | 'unread';
export const difficulties = ['easy', 'medium', 'hard'] as const;
export const question_states = ['draft', 'active', 'retired'] as const;

export interface Prose {
  format: 'moodle' | 'plain' | 'html' | 'markdown';
  text: string;
}
export interface Choice {
  correct: boolean;
  weight?: string | null;
  text: Prose;
  feedback?: Prose | null;
  number?: { form: 'exact' | 'around' | 'between'; first: string; second: string } | null;
}
export interface Question {
  kind: Kind;
  id: string;
  tags: string[];
  title: string;
  stem: Prose;
  gap?: number | null;
  choices: Choice[];
  pairs: { left: Prose; right: string }[];
  truth?: boolean | null;
  wrong_feedback?: Prose | null;
  right_feedback?: Prose | null;
  general_feedback?: Prose | null;
  kept: { place: string; xml: string }[];
}
export interface Trouble {
  line: number;
  code: string;
  shown: string;
}
export interface QuestionItem {
  id: string;
  reference: string;
  competency: string;
  difficulty: (typeof difficulties)[number];
  tags: string[];
  state: (typeof question_states)[number];
  version: number;
  kind: Kind;
  summary: string;
  revision: number;
  updated_at: string;
}
export interface QuestionSheet {
  item: QuestionItem;
  question: Question;
  versions: { id: string; number: number; question: Question; made_at: string }[];
  faults: Trouble[];
  warnings: Trouble[];
}
export interface SaveQuestion {
  reference: string;
  competency: string;
  difficulty: string;
  tags: string[];
  state: string;
  question: Question;
  revision?: number | null;
}
export interface QuestionImport {
  questions: { line: number; question: Question; tags: string[]; faults: Trouble[]; warnings: Trouble[]; present: boolean }[];
  troubles: Trouble[];
  made: number;
}
export interface Answer {
  chosen: number[];
  text: string;
  matched: number[];
}
export interface CandidateQuestion {
  position: number;
  kind: Kind;
  stem: Prose;
  options: Prose[];
  lefts: Prose[];
  rights: string[];
  points: number;
  answer?: Answer | null;
  answered_at?: string | null;
}
export interface DrawLine {
  tags: string[];
  kind?: string | null;
  difficulty?: string | null;
  competency?: string | null;
  count: number;
  points: number;
}
export interface Blueprint {
  draws: DrawLine[];
  minutes: number;
  draw_for: 'everyone' | 'each';
  questions: 'as_written' | 'shuffled';
  options: 'as_written' | 'shuffled';
  credit: 'partial' | 'all_or_nothing';
  instructions: string;
}
export interface Questionnaire {
  id: string;
  title: string;
  block: string;
  state: 'draft' | 'ready' | 'retired';
  blueprint: Blueprint;
  revision: number;
}
export interface QuestionnaireSheet {
  questionnaire: Questionnaire;
  available: number[];
  questions: number;
  points: number;
}
export interface Ratio {
  numerator: number;
  denominator: number;
}
export interface Sheet {
  id: string;
  session_id: string;
  title: string;
  instructions: string;
  state: 'under_way' | 'paused' | 'handed_in';
  now: string;
  started_at: string;
  deadline: string;
  remaining_ms: number;
  pause_left_ms: number;
  handed_in_at?: string | null;
  handed_in_by?: 'candidate' | 'deadline' | null;
  answered: number;
  of: number;
  points: number;
  questions: CandidateQuestion[];
}
export interface OwnSitting {
  session_id: string;
  block: string;
  title: string;
  opens_at: string;
  closes_at: string;
  allowed_ms: number;
  pause_ms: number;
  questions: number;
  open: boolean;
  released: boolean;
  sitting_id?: string | null;
  state?: Sheet['state'] | null;
  deadline?: string | null;
}
export interface Result {
  sitting_id: string;
  earned: Ratio;
  points: number;
  waiting: number;
  lines: { position: number; kind: Kind; points: number; fraction?: Ratio | null; steps: { code: string; place: number; adds: Ratio }[] }[];
}
export interface SittingRow {
  id: string;
  pseudonym: string;
  state: Sheet['state'];
  started_at: string;
  deadline: string;
  handed_in_at?: string | null;
  handed_in_by?: 'candidate' | 'deadline' | null;
  answered: number;
  of: number;
  result?: Result | null;
}
export interface AnalysedItem {
  item_id: string;
  reference: string;
  summary: string;
  kind: Kind;
  options: Prose[];
  right: boolean[];
  figures: {
    papers: number;
    standing: 'interpretable' | 'too_few' | 'all_alike';
    facility: Ratio;
    discrimination: Ratio;
    group: number;
    point_biserial?: number | null;
    options: { place: number; all: number; upper: number; lower: number }[];
  };
}
export interface ItemAnalysis {
  papers: number;
  least_papers: number;
  items: AnalysedItem[];
}
interface Items<T> {
  items: T[];
}

export const useQuestions = () => useQuery({ queryKey: ['question'], queryFn: () => get<Items<QuestionItem>>('/api/questions') });
export const useQuestion = (question: string) => useQuery({ queryKey: ['question', question], queryFn: () => get<QuestionSheet>('/api/questions/{question}', { question }) });
export const useQuestionPreview = (question: string, version: number) =>
  useQuery({ queryKey: ['question', question, 'preview', version], queryFn: () => get<CandidateQuestion>('/api/questions/{question}/preview', { question }) });
export const createQuestion = (values: SaveQuestion) => post<QuestionSheet>('/api/questions', {}, values);
export const saveQuestion = (question: string, values: SaveQuestion) => put<QuestionSheet>('/api/questions/{question}', { question }, values);
type FileFormat = 'gift' | 'xml';
export const readFile = (format: FileFormat, file: Blob, mode: 'preview' | 'write', told: (share: number) => void) =>
  upload<QuestionImport>(`/api/questions/import/${format}${mode === 'preview' ? '?mode=preview' : ''}`, file, told);
export const fileAddress = (format: FileFormat) => `/api/questions/export/${format}`;

export const useQuestionnaires = () => useQuery({ queryKey: ['questionnaire'], queryFn: () => get<Items<Questionnaire>>('/api/questionnaires') });
export const useQuestionnaire = (questionnaire: string) =>
  useQuery({ queryKey: ['questionnaire', questionnaire], queryFn: () => get<QuestionnaireSheet>('/api/questionnaires/{questionnaire}', { questionnaire }) });
export const createQuestionnaire = (values: object) => post<QuestionnaireSheet>('/api/questionnaires', {}, values);
export const saveQuestionnaire = (questionnaire: string, values: object) => put<QuestionnaireSheet>('/api/questionnaires/{questionnaire}', { questionnaire }, values);
export const tryDraw = (questionnaire: string, seed: string) =>
  get<{ seed: string; items: QuestionItem[]; points: number[] }>('/api/questionnaires/{questionnaire}/draw', { questionnaire, seed });

export const useSessionQuestionnaire = (session: string) =>
  useQuery({ queryKey: ['session_questionnaire', session], queryFn: () => get<{ questionnaire_id: string; title: string; seed: string; blueprint: Blueprint }>('/api/exam-sessions/{session}/questionnaire', { session }), retry: false });
export const setQuestionnaire = (session: string, questionnaire_id: string) => put('/api/exam-sessions/{session}/questionnaire', { session }, { questionnaire_id });
export const useSittings = (session: string) => useQuery({ queryKey: ['sitting', 'of', session], queryFn: () => get<Items<SittingRow>>('/api/exam-sessions/{session}/sittings', { session }), refetchInterval: 30_000 });
export const useItemAnalysis = (session: string) => useQuery({ queryKey: ['sitting', 'analysis', session], queryFn: () => get<ItemAnalysis>('/api/exam-sessions/{session}/item-analysis', { session }) });

export const useOwnSittings = () => useQuery({ queryKey: ['sitting', 'own'], queryFn: () => get<Items<OwnSitting>>('/api/sittings') });
export const beginSitting = (session: string) => post<Sheet>('/api/exam-sessions/{session}/sitting', { session });
export const sittingOf = (sitting: string) => ({ queryKey: ['sitting', sitting], queryFn: () => get<Sheet>('/api/sittings/{sitting}', { sitting }), ...asked_anew });
export const keepAnswer = (sitting: string, position: number, answer: Answer) =>
  put<{ position: number; saved_at: string; deadline: string; remaining_ms: number }>('/api/sittings/{sitting}/answers/{position}', { sitting, position }, answer);
export const pauseSitting = (sitting: string) => post<Sheet>('/api/sittings/{sitting}/pause', { sitting });
export const resumeSitting = (sitting: string) => post<Sheet>('/api/sittings/{sitting}/resume', { sitting });
export const handInSitting = (sitting: string) => post<Sheet>('/api/sittings/{sitting}/hand-in', { sitting });
export const useOwnResult = (sitting: string) => useQuery({ queryKey: ['sitting', sitting, 'result'], queryFn: () => get<Result>('/api/sittings/{sitting}/result', { sitting }), retry: false });
