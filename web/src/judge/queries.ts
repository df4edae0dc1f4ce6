// SPDX-License-Identifier: AGPL-3.0-or-later
// Every call to the jury's routes, one function each.
import { useQuery } from '@tanstack/react-query';
import { get, post, put, remove, text, upload } from '../api/client';
import { asked_anew } from '../api/asked_anew';

export interface Rational { numerator: number; denominator: number }
export interface Scale {
  kind: 'levels' | 'marks';
  levels: { code: string; label_fr: string; label_en: string; points: Rational }[];
  marks_out_of?: Rational | null;
  marks_step?: Rational | null;
}
export type Part = 'written' | 'oral' | 'questionnaire';
export interface Mark { criterion: string; level: string; remark: string }
export interface GridLine { id: string; session: string; block: string; enrolment_id: string; pseudonym: string; part: Part; state: 'assigned' | 'draft' | 'locked'; marked: number; criteria: number; locked_at?: string | null }
export interface OwnJury { session_id: string; session: string; block: string; state: string; position: 'member' | 'president'; candidates: number; undeclared: number; grids: GridLine[]; minutes_id?: string | null; minutes_state?: Minutes['state'] | null }
export interface DeclarationLine { enrolment_id: string; pseudonym: string; tie?: Tie | null; note: string }
export type Tie = 'none' | 'relation' | 'trained';
export interface Indicator { criterion: string; code: string; numerator: number; denominator: number; piece_id: string; deliverable: string }
export interface Piece { piece_id: string; deliverable: string; kind: string; live?: string | null; name: string; media_type: string; bytes: number; print_sha256?: string | null; traits: string[] }
export interface SheetCriterion {
  criterion: { id: string; text: string; items?: { id: string; text: string }[] | null; truncated?: boolean | null; inferred_full_text?: string | null };
  group: string;
  group_title: string;
  weight: Rational;
  eliminatory: boolean;
  indicators: Indicator[];
  answer: string;
}
export interface BlockHeld { block: string; title: string; awarded_on?: string | null; minutes_number: string; version: string }
export interface OralSlot { id: string; enrolment_id: string; starts_at: string; minutes: number; place: string; attendance: 'expected' | 'present' | 'absent'; note: string }
export interface OralNote { oral_id: string; juror_id: string; questions: string; notes: string; revision: number }
export interface OralMaterial { id: string; name: string; bytes: number }
export interface Phrase { id: string; text: string }
export interface MarkingSheet {
  id: string;
  session_id: string;
  session: string;
  block: string;
  pseudonym: string;
  part: Part;
  state: 'assigned' | 'draft' | 'locked' | 'voided';
  scale: Scale;
  remarks: 'always' | 'below_top' | 'at_lowest' | 'never';
  criteria: SheetCriterion[];
  marks: Mark[];
  remark: string;
  revision: number;
  locked_at?: string | null;
  origin: 'screen' | 'paper';
  has_paper: boolean;
  submission_sha256: string;
  matches: 'nothing_yet' | 'current' | 'differs';
  pieces: Piece[];
  accommodation?: string | null;
  oral?: OralSlot | null;
  oral_note?: OralNote | null;
  oral_materials: OralMaterial[];
  blocks: BlockHeld[];
  phrases: Phrase[];
  previous?: string | null;
  next?: string | null;
}
export interface GridDraft { marks: Mark[]; remark: string; revision: number }

interface Items<T> { items: T[] }

export const useOwnJuries = () => useQuery({ queryKey: ['jury'], queryFn: () => get<Items<OwnJury>>('/api/my-juries') });
export const useDeclarations = (session: string) => useQuery({ queryKey: ['declaration', session], queryFn: () => get<Items<DeclarationLine>>('/api/my-juries/{session}/declarations', { session }) });
export const declareTies = (session: string, ties: { enrolment_id: string; tie: Tie; note?: string }[]) => put('/api/my-juries/{session}/declarations', { session }, { ties });

export const loadSheet = (grid: string) => get<MarkingSheet>('/api/grids/{grid}', { grid });
export const sheetOf = (grid: string) => ({ queryKey: ['grid', grid], queryFn: () => loadSheet(grid), ...asked_anew });
export const useSheet = (grid: string) => useQuery(sheetOf(grid));
export const saveDraft = (grid: string, draft: GridDraft) => put<GridDraft>('/api/grids/{grid}/draft', { grid }, { marks: draft.marks, remark: draft.remark, revision: draft.revision });
export const lockGrid = (grid: string, revision: number, submission_sha256: string) => post<MarkingSheet>('/api/grids/{grid}/lock', { grid }, { revision, submission_sha256 });
export const addPhrase = (text: string) => post<Phrase>('/api/my-phrases', {}, { text });
export const dropPhrase = (phrase: string) => remove('/api/my-phrases/{phrase}', { phrase });
export const saveOralNote = (oral: string, note: { questions: string; notes: string; revision: number }) => put<OralNote>('/api/oral-slots/{oral}/note', { oral }, note);
export const checkPaper = (grid: string, outcome: 'conform' | 'differs', note: string) => post('/api/grids/{grid}/paper-check', { grid }, { outcome, note });
export const keepPaper = (grid: string, file: File) => upload(`/api/grids/${grid}/paper`, file, () => {});
/** Live work opens as its PDF, in the reader's language. */
export const pieceAddress = (session: string, piece: Piece, locale: string) => `/api/my-juries/${session}/pieces/${piece.piece_id}${piece.print_sha256 ? `?form=print&locale=${locale}` : ''}`;
/** A handed in text, as it was written. */
export const usePieceText = (address: string) => useQuery({ queryKey: ['piece', address], queryFn: () => text(address), staleTime: Infinity });

export interface BlockResult { ratio: Rational; outcome: 'passes' | 'fails'; shortfalls: { code: string; subject: string; limit: string; value: string }[] }
export interface Discrepancy {
  criterion: string;
  text: string;
  part: Part;
  levels: { juror: string; name: string; place: number; level: string; remark: string }[];
  standing: 'settled' | 'to_deliberate';
  why: string[];
  counts?: string | null;
  indicators: Indicator[];
  agreed?: { points: Rational; motive: string; voice: 'plain' | 'casting' } | null;
  answer: string;
}
export const verdicts = ['VALIDE', 'NON_VALIDE', 'AJOURNE', 'ABSENT', 'EXCLU', 'CERTIFIE', 'BLOCS_ACQUIS', 'NON_CERTIFIE'] as const;
export type Verdict = (typeof verdicts)[number];
export interface CandidateLine {
  enrolment_id: string;
  pseudonym: string;
  presence: 'expected' | 'present' | 'absent';
  standing: 'identical' | 'settled' | 'to_deliberate' | 'open' | 'nothing_marked';
  discrepancies: Discrepancy[];
  jurors: { juror: string; name: string; result: BlockResult; remark: string }[];
  computed?: BlockResult | null;
  blocks: BlockHeld[];
  papers: string[];
  voters: string[];
  third_may_be_called: boolean;
  third_must_be_called: boolean;
  oral_notes: OralNote[];
  pieces: Piece[];
  decision?: { verdict: Verdict; motive: string; casting_vote: 'plain' | 'casting'; ratio?: Rational | null } | null;
}
export interface Deliberation { id: string; state: 'convened' | 'quorate' | 'decided' | 'pv_draft' | 'pv_signed' | 'pv_closed'; starts_at?: string | null; place: string; present: string[]; representative: string; incidents: string; revision: number; round: number; motive: string }
export interface DeliberationSheet {
  session: string;
  block: string;
  scale: Scale;
  deliberation: Deliberation;
  members: { juror: string; name: string; position: 'member' | 'president' }[];
  candidates: CandidateLine[];
  undecided: number;
  minutes_id?: string | null;
}
const deliberation = '/api/my-juries/{session}/deliberation';
export const useDeliberation = (session: string) => useQuery({ queryKey: ['deliberation', session], queryFn: () => get<DeliberationSheet>(deliberation, { session }), retry: false });
export const convene = (session: string) => post(deliberation, { session });
export const establishQuorum = (session: string, values: object) => put(`${deliberation}/quorum`, { session }, values);
export const confirmInBulk = (session: string, bulk: 'identical' | 'settled_too') => post<{ decided: number; left: number }>(`${deliberation}/confirmations`, { session }, { bulk });
export const agreeLevel = (session: string, values: object) => put(`${deliberation}/levels`, { session }, values);
export const decide = (session: string, values: object) => put(`${deliberation}/decisions`, { session }, values);
export const draftMinutes = (session: string) => post<MinutesSheet>('/api/my-juries/{session}/minutes', { session });

export interface Minutes { id: string; session_id: string; number: string; supersedes?: string | null; state: 'draft' | 'closed'; pdf_sha256: string; root: string; created_at: string; closed_at?: string | null }
export interface MinutesSheet {
  minutes: Minutes;
  content: {
    number: string; supersedes: string; correction: string; certifier: string; title: string; rncp_number: string; block: string; block_title: string; session: string; centre: string; habilitation: string; mode: string;
    date: string; time: string; zone: string; place: string; representative: string; enrolled: number; present: number; absent: number; accommodations: number; remarks: string; root: string; sealed: number;
    members: { juror: string; name: string; quality: string; employer: string; belongs: string; position: string; present: boolean }[];
    incidents: { code: string; juror: string; by_juror: string; pseudonym: string; note: string; on: string }[];
    candidates: { number: string; name: string; pseudonym: string; present: boolean; verdict: Verdict; ratio: string; motive: string; casting_vote: boolean; blocks: string[] }[];
  };
  signatures: { juror: string; name: string; position: string; method?: 'drawn' | 'typed' | 'paper' | null; signed_at?: string | null }[];
  deliberation: Deliberation['state'];
  superseded_by?: string | null;
  correction?: string | null;
  /** What stands is no longer what was drafted. */
  outdated: boolean;
}
export const useOwnMinutes = (minutes: string) => useQuery({ queryKey: ['minutes', minutes], queryFn: () => get<MinutesSheet>('/api/my-minutes/{minutes}', { minutes }) });
export const useMinutes = (minutes: string) => useQuery({ queryKey: ['minutes', minutes], queryFn: () => get<MinutesSheet>('/api/minutes/{minutes}', { minutes }) });
export const useAllMinutes = () => useQuery({ queryKey: ['minutes'], queryFn: () => get<Items<{ minutes: Minutes; session: string; block: string }>>('/api/minutes') });
export const signTyped = (minutes: string, typed_name: string, password: string) => post('/api/my-minutes/{minutes}/signatures/typed', { minutes }, { typed_name, password });
export const signDrawn = (minutes: string, png: Blob) => upload(`/api/my-minutes/${minutes}/signatures/drawn`, png, () => {});
export const signOnPaper = (minutes: string, juror: string, scan: File, told: (share: number) => void) => upload(`/api/my-minutes/${minutes}/signatures/paper/${juror}`, scan, told);
export const closeMinutes = (minutes: string) => post<MinutesSheet>('/api/my-minutes/{minutes}/closing', { minutes });
export const correctMinutes = (minutes: string, motive: string) => post('/api/minutes/{minutes}/corrections', { minutes }, { motive });
export const confirmNumbers = (values: { name: string; year: number; last: number }) => put('/api/numbers', {}, values);

export interface Juror { id: string; person_id: string; quality: string; employer: string; belongs: 'external' | 'certifier' | 'centre'; gender: 'woman' | 'man' | 'unsaid'; qualification: string; proof_sha256?: string | null; proof_name: string; qualified_until?: string | null; revision: number; archived_at?: string | null }
export interface JurorView { juror: Juror; name: string; email: string }
export const useJurors = () => useQuery({ queryKey: ['juror'], queryFn: () => get<Items<JurorView> & { eligible: { person_id: string; name: string }[] }>('/api/jurors') });
export const addJuror = (values: object) => post<Juror>('/api/jurors', {}, values);
export const saveJuror = (juror: string, values: object) => put<Juror>('/api/jurors/{juror}', { juror }, values);
export const shelveJuror = (juror: string, shelf: 'active' | 'archived') => put('/api/jurors/{juror}/shelf', { juror }, { shelf });
export const keepProof = (juror: string, file: File, told: (share: number) => void) => upload(`/api/jurors/${juror}/proof?name=${encodeURIComponent(file.name)}`, file, told);

export interface Lack { code: string; source: string; limit: string; value: string; weight: 'hinders' | 'told' }
export interface JurySheet {
  session_id: string;
  session: string;
  block: string;
  state: string;
  holds_oral: boolean;
  seats: { seat: { id: string; juror_id: string; position: 'member' | 'president' }; juror: Juror; name: string; declared: number; tied_to: string[] }[];
  lacks: Lack[];
  candidates: { enrolment_id: string; pseudonym: string; presence: string; to_be_marked: boolean; grids: { juror_id: string; part: Part; place: number; state: 'open' | 'locked'; locked_at?: string | null }[] }[];
  orals: { slot: OralSlot; pseudonym: string; materials: OralMaterial[] }[];
  incidents: { id: string; code: string; note: string; at: string }[];
  deliberation?: Deliberation['state'] | null;
  minutes: Minutes[];
}
const jury = '/api/exam-sessions/{session}/jury';
export const useJury = (session: string) => useQuery({ queryKey: ['jury', session], queryFn: () => get<JurySheet>(jury, { session }) });
export const useSessions = () => useQuery({ queryKey: ['exam_session'], queryFn: () => get<Items<{ id: string; title: string; block: string; state: string; opens_at: string }>>('/api/exam-sessions') });
export const seatJuror = (session: string, juror_id: string, position: string) => post(`${jury}/seats`, { session }, { juror_id, position });
export const unseat = (session: string, seat: string) => remove(`${jury}/seats/{seat}`, { session, seat });
export const replaceJuror = (session: string, values: object) => post(`${jury}/replacements`, { session }, values);
export const moveSession = (session: string, move: 'staffing' | 'opening' | 'marking') => post(`${jury}/${move}`, { session });
export const assignJurors = (session: string) => put(`${jury}/assignments`, { session }, { pairs: [] });
export const callThird = (session: string, enrolment_id: string, juror: string) => post('/api/my-juries/{session}/third-jurors', { session }, { enrolment_id, jurors: [juror] });
export const setOral = (session: string, values: object) => put(`${jury}/orals`, { session }, values);
export const addMaterial = (oral: string, file: File, told: (share: number) => void) => upload(`/api/oral-slots/${oral}/materials?name=${encodeURIComponent(file.name)}`, file, told);
export const recordAttendance = (oral: string, attendance: string) => put('/api/oral-slots/{oral}/attendance', { oral }, { attendance });

export interface AgreementOf { subject: string; units: number; pairs: number; readable: 'yes' | 'too_few' | 'one_category'; figures: { code: string; value?: number | null; low?: number | null; high?: number | null }[] }
export interface Agreement {
  sessions: number;
  overall: AgreementOf[];
  blocks: AgreementOf[];
  criteria: AgreementOf[];
  pairs: AgreementOf[];
  severity: { juror: string; name: string; mean_difference: number; units: number }[];
  difficulty: { criterion: string; text: string; units: number; mean_share: number }[];
}
export const useAgreement = () => useQuery({ queryKey: ['agreement'], queryFn: () => get<Agreement>('/api/jury-agreement') });
export interface Trial {
  sessions: number; candidates: number; incomparable: number; passed_before: number; passed_after: number; deliberated_before: number; deliberated_after: number;
  changes: { session: string; pseudonym: string; before: Verdict; after: 'passes' | 'fails'; ratio_before: Rational; ratio_after: Rational }[];
}
export const useRuleSets = () => useQuery({ queryKey: ['rule_set'], queryFn: () => get<Items<{ id: string; name: string; number: number; state: string }>>('/api/certification/rule-sets') });
export const tryRules = (rule_set: string) => post<Trial>('/api/certification/rule-sets/{rule_set}/trial', { rule_set });
