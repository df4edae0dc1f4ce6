// SPDX-License-Identifier: AGPL-3.0-or-later
// Awards, certificates, credentials, procedures and the CDC's files as the server gives them.
import { useQuery } from '@tanstack/react-query';
import { get, post, put, remove, type Schema } from '../api/client';
import { ProblemError } from '../api/problem';

export type RegisterLine = Schema<'RegisterLine'>;
export type Outcome = Schema<'JuryOutcome'>;
export type Award = Schema<'Award'>;
export type Certificate = Schema<'Certificate'>;
export type Credential = Schema<'Credential'>;
export type SigningKey = Schema<'SigningKey'>;
export type Appeal = Schema<'Appeal'>;
export type CorrectionLine = Schema<'CorrectionLine'>;
export type SessionArchive = Schema<'SessionArchive'>;
export type Archivable = Schema<'Archivable'>;
export type RetentionLine = Schema<'RetentionLine'>;
export type Purge = Schema<'Purge'>;
export type Fraud = Schema<'Fraud'>;
export type CdcBatch = Schema<'CdcBatch'>;
export type CdcSchemaKept = Schema<'CdcSchemaKept'>;
export type CohortRate = Schema<'CohortRate'>;
export type SurveyPlan = Schema<'SurveyPlan'>;
export type CdcItem = Schema<'CdcItem'>;
export type Holdings = Schema<'Holdings'>;
export type Verification = Schema<'Verification'>;
export interface BatchCheck {
  items: number;
  refusals: { path: string; code: string; limit: string; value: string }[];
  renamed: { path: string; before: string; after: string }[];
}

const root = '/api/certification';
const list = <T>(kind: string, path: string) => () => useQuery({ queryKey: [kind], queryFn: () => get<{ items: T[] }>(`${root}/${path}`) });

export const useRegister = list<RegisterLine>('award', 'awards');
export const useEnrolments = list<{ enrolment: { id: string; candidate_id: string }; candidate_number: string; candidate_name: string }>('enrolment', 'enrolments');
export const useCertificates = list<Certificate>('certificate', 'certificates');
export const useCredentials = list<Credential>('credential', 'credentials');
export const useKeys = list<SigningKey>('signing_key', 'keys');
export const useAppeals = list<Appeal>('appeal', 'appeals');
export const useCorrections = list<CorrectionLine>('correction', 'corrections');
export const useFrauds = list<Fraud>('fraud', 'frauds');
export const useCdc = () => useQuery({ queryKey: ['cdc'], queryFn: () => get<Schema<'CdcOverview'>>(`${root}/cdc`) });
export const useBatchCheck = (batch: string) => useQuery({ queryKey: ['cdc', 'check', batch], staleTime: 0, queryFn: () => get<BatchCheck>(`${root}/cdc/batches/{batch}/check`, { batch }) });
export const useHoldings = () => useQuery({ queryKey: ['holding'], queryFn: () => get<Holdings>(`${root}/own-holdings`) });

/** Asked again while one is being made. */
export const archivesQuery = {
  queryKey: ['archive'],
  queryFn: () => get<{ items: SessionArchive[]; sessions: Archivable[] }>(`${root}/archives`),
  refetchInterval: ({ state }: { state: { data?: { items: SessionArchive[] } } }) => (state.data?.items.some((one) => one.state === 'asked' || one.state === 'making') ? 2000 : (false as const)),
};
export const useRetention = () => useQuery({ queryKey: ['retention'], queryFn: () => get<{ today: string; lines: RetentionLine[]; purged: Purge[] }>(`${root}/retention`) });
export const askArchive = (body: object) => post(`${root}/archives`, {}, body);
export const archiveAddress = (archive: string) => `${root}/archives/${archive}/archive.zip`;
export const useSurvey = () => useQuery({ queryKey: ['survey'], queryFn: () => get<{ plan: SurveyPlan; cohorts: CohortRate[] }>(`${root}/survey`) });
export const saveSurveyPlan = (body: object) => put(`${root}/survey/plan`, {}, body);
export const cohortsAddress = `${root}/survey/cohorts.csv`;
export const followUp = (token: string) => get<Schema<'SurveyShown'>>('/api/follow-up/{token}', { token });
export const answerFollowUp = (token: string, body: object) => put('/api/follow-up/{token}', { token }, body);
export const refuseFollowUp = (token: string) => post('/api/follow-up/{token}/refusal', { token });
export const declareMinutes = (body: object) => post(`${root}/minutes-on-paper`, {}, body);
export const notifyMinutes = (minutes_number: string) => post<{ told: number; untold: Outcome[] }>(`${root}/notices`, {}, { minutes_number });
export const toldOn = (outcome: string, on: string) => put(`${root}/outcomes/{outcome}/notice`, { outcome }, { on });
export const replaceCertificate = (certificate: string, motive: string) => post(`${root}/certificates/{certificate}/replacement`, { certificate }, { motive });
export const moveCredential = (credential: string, event: string, motive: string) => put(`${root}/credentials/{credential}/state`, { credential }, { event, motive });
export const rotateKeys = () => post(`${root}/keys/rotation`);
export const moveAppeal = (appeal: string, body: object) => put(`${root}/appeals/{appeal}/state`, { appeal }, body);
export const reportFraud = (body: object) => post(`${root}/frauds`, {}, body);
export const informOfFraud = (fraud: string) => post(`${root}/frauds/{fraud}/information`, { fraud });
export const enterObservations = (fraud: string, observations: string) => put(`${root}/frauds/{fraud}/observations`, { fraud }, { observations });
export const enterAppeal = (outcome_id: string, grounds: string) => post(`${root}/appeals`, {}, { outcome_id, grounds });
export const expireFraud = (fraud: string) => post(`${root}/frauds/{fraud}/expiry`, { fraud });
export const decideFraud = (fraud: string, body: object) => put(`${root}/frauds/{fraud}/decision`, { fraud }, body);
export const prepareBatch = (body: object) => post<CdcBatch>(`${root}/cdc/batches`, {}, body);
export const abandonBatch = (batch: string) => remove(`${root}/cdc/batches/{batch}`, { batch });
export const readReport = (batch: string, verdicts: object[]) => put(`${root}/cdc/batches/{batch}/report`, { batch }, { verdicts });
export const lodgeAppeal = (outcome_id: string, grounds: string) => post(`${root}/own-appeals`, {}, { outcome_id, grounds });
export const observe = (fraud: string, observations: string) => put(`${root}/own-frauds/{fraud}/observations`, { fraud }, { observations });
export const share = (subject_id: string, days: number) => post<{ id: string; address: string; until: string }>(`${root}/own-shares`, {}, { subject_id, days });
export const endShare = (share_id: string) => remove(`${root}/own-shares/{share}`, { share: share_id });

export const useVerification = (code: string, shared?: string) =>
  useQuery({ queryKey: ['verification', code, shared ?? ''], queryFn: () => get<Verification>('/api/verification/{code}', { code, share: shared }), enabled: code !== '' });

async function refused(answer: Response): Promise<never> {
  const said = (await answer.json().catch(() => ({}))) as { code?: string; fields?: [] };
  throw new ProblemError(answer.status, said.code ?? 'web.unexpected', said.fields ?? []);
}

const sent = (address: string, init: RequestInit) =>
  fetch(address, init).catch(() => {
    throw new ProblemError(0, 'web.offline');
  });

/** The file goes as it is: what is signed is its bytes. */
export async function verifyFile(text: string): Promise<Verification> {
  const answer = await sent('/api/verification', { method: 'POST', headers: { 'Content-Type': 'text/plain' }, body: text });
  return answer.ok ? ((await answer.json()) as Verification) : refused(answer);
}

export async function bringSchema(version: string, file: File): Promise<void> {
  const answer = await sent(`${root}/cdc/schemas/${version}`, { method: 'PUT', headers: { 'Content-Type': 'text/plain' }, body: await file.text() });
  if (!answer.ok) await refused(answer);
}

export async function takeBatch(batch: string): Promise<Blob> {
  const answer = await sent(`${root}/cdc/batches/${batch}/file.xml`, { method: 'POST' });
  return answer.ok ? answer.blob() : refused(answer);
}
