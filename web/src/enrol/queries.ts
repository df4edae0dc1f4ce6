// SPDX-License-Identifier: AGPL-3.0-or-later
// Card, versions, rule sets, candidates and enrolments as the server gives them.
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { get, post, put, remove, upload, type Schema } from '../api/client';

export type Card = Schema<'CertificationCard'>;
export type VersionSummary = Schema<'VersionSummary'>;
export type VersionView = Schema<'VersionView'>;
export type Difference = Schema<'VersionDifference'>;
export type RuleSet = Schema<'RuleSet'>;
export type RuleSetVersion = Schema<'RuleSetVersion'>;
export type CandidateLine = Schema<'CandidateLine'>;
export type Enrolment = Schema<'Enrolment'>;
export type EnrolmentLine = Schema<'EnrolmentLine'>;
export type RollAnswer = Schema<'RollAnswer'>;
export type Rational = Schema<'Rational'>;
interface Items<T> { items: T[] }

export const routes = ['initial', 'apprenticeship', 'continuing', 'professional_contract', 'vae', 'free'] as const;
export const enrolment_states = ['draft', 'submitted', 'admitted', 'refused', 'convoked', 'withdrawn', 'eligible_final'] as const;
export const accommodation_types = ['extra_time', 'pauses', 'large_print', 'screen_reader', 'secretary', 'remote_oral', 'written_for_oral', 'other'] as const;

const root = '/api/certification';
export const useCard = () => useQuery({ queryKey: ['enrol_card'], queryFn: () => get<{ card: Card; missing: string[] }>(`${root}/card`) });
export const saveCard = (card: Card) => put(`${root}/card`, {}, without(card, ['workspace_id']));

export const useVersions = () => useQuery({ queryKey: ['enrol_version'], queryFn: () => get<Items<VersionSummary>>(`${root}/versions`) });
export const useVersion = (version: string) => useQuery({ queryKey: ['enrol_version', version], queryFn: () => get<VersionView>(`${root}/versions/{version}`, { version }) });
export const useDifference = (version: string, other: string) =>
  useQuery({ queryKey: ['enrol_version', 'difference', version, other], enabled: other !== '', queryFn: () => get<Difference>(`${root}/versions/{version}/difference/{other}`, { version, other }) });
export const openVersion = (body: { label: string; copy_of?: string; rncp_number: string }) => post<VersionSummary>(`${root}/versions`, {}, body);
export const saveVersion = (version: string, body: object) => put(`${root}/versions/{version}`, { version }, body);
export const importCase = (file: File, told: (share: number) => void) => upload<{ id: string }>(`${root}/versions/import`, file, told, { 'Content-Type': 'application/json' });
export const caseAddress = (version: string) => `${root}/versions/${version}/case.json`;
export interface Signature { typed_name: string; password: string }
export const confirmVersion = (version: string, signature: Signature) => post(`${root}/versions/{version}/confirmation`, { version }, signature);
export const retireVersion = (version: string) => post(`${root}/versions/{version}/retirement`, { version });
export const resolveTruncation = (version: string, code: string, body: object) => put(`${root}/versions/{version}/truncations/{code}`, { version, code }, body);
export const withdrawResolution = (version: string, code: string, signature: Signature) => post(`${root}/versions/{version}/truncations/{code}/withdrawal`, { version, code }, signature);
export const useEquivalences = () => useQuery({ queryKey: ['enrol_equivalence'], queryFn: () => get<Items<Schema<'Equivalence'>>>(`${root}/equivalences`) });
export const declareEquivalence = (body: object) => post(`${root}/equivalences`, {}, body);
export const withdrawEquivalence = (equivalence: string) => remove(`${root}/equivalences/{equivalence}`, { equivalence });

export const useRuleSets = () => useQuery({ queryKey: ['enrol_rule_set'], queryFn: () => get<Items<RuleSetVersion>>(`${root}/rule-sets`) });
export const useRuleSet = (rule_set: string) => useQuery({ queryKey: ['enrol_rule_set', rule_set], queryFn: () => get<RuleSetVersion>(`${root}/rule-sets/{rule_set}`, { rule_set }) });
export const useShippedRules = () => useQuery({ queryKey: ['enrol_shipped'], queryFn: () => get<{ items: Record<string, RuleSet> }>(`${root}/shipped-rule-sets`), staleTime: Infinity });
export const openRuleSet = (name: string, rules: RuleSet) => post<RuleSetVersion>(`${root}/rule-sets`, {}, { name, rules });
export const saveRuleSet = (rule_set: string, rules: RuleSet, revision: number) => put<RuleSetVersion>(`${root}/rule-sets/{rule_set}`, { rule_set }, { rules, revision });
export const putInForce = (rule_set: string) => post(`${root}/rule-sets/{rule_set}/in-force`, { rule_set });
export const retireRuleSet = (rule_set: string) => post(`${root}/rule-sets/{rule_set}/retirement`, { rule_set });

/** Page by page, the next one asked for as soon as the last has come: the list is there at once, and searches all in the end. */
export function useCandidates() {
  const found = useInfiniteQuery({
    queryKey: ['enrol_candidate'],
    queryFn: ({ pageParam }) => get<Schema<'CandidatePage'>>(`${root}/candidates`, { after: pageParam, limit: 200 }),
    initialPageParam: 0,
    getNextPageParam: (page) => page.next ?? undefined,
  });
  const { hasNextPage, isFetching, isError, fetchNextPage } = found;
  useEffect(() => {
    if (hasNextPage && !isFetching && !isError) void fetchNextPage();
  }, [hasNextPage, isFetching, isError, fetchNextPage]);
  return found;
}
export const createCandidate = (body: object) => post<Schema<'CandidateCard'>>(`${root}/candidates`, {}, body);
export const saveCandidate = (candidate: string, body: object) => put(`${root}/candidates/{candidate}`, { candidate }, body);
export const inviteCandidate = (candidate: string) => post(`${root}/candidates/{candidate}/invitation`, { candidate });
export const forgetNir = (candidate: string) => remove(`${root}/candidates/{candidate}/nir`, { candidate });
export const eraseCandidate = (candidate: string) => remove(`${root}/candidates/{candidate}/identity`, { candidate });
export const candidates_csv = `${root}/candidates.csv`;
export const sendRoll = (act: 'preview' | 'import', file: File, duplicates: string, told: (share: number) => void = () => undefined) =>
  upload<RollAnswer>(`${root}/candidates/${act}?duplicates=${duplicates}`, file, told, { 'Content-Type': 'text/csv' });

export const useEnrolments = () => useQuery({ queryKey: ['enrol_enrolment'], queryFn: () => get<Items<EnrolmentLine>>(`${root}/enrolments`) });
export const openEnrolment = (body: object) => post<Enrolment>(`${root}/enrolments`, {}, body);
export const moveEnrolment = (enrolment: string, act: 'submission' | 'admission' | 'refusal' | 'withdrawal', body?: object) => post<Enrolment>(`${root}/enrolments/{enrolment}/${act}`, { enrolment }, body);
export const useAccommodation = (enrolment: string) =>
  useQuery({ queryKey: ['enrol_accommodation', enrolment], queryFn: () => get<Schema<'AccommodationCard'>>(`${root}/enrolments/{enrolment}/accommodation`, { enrolment }) });
export const grantAccommodation = (enrolment: string, body: object) => put(`${root}/enrolments/{enrolment}/accommodation`, { enrolment }, body);
export const useOwnFile = () => useQuery({ queryKey: ['enrol_own_file'], queryFn: () => get<Schema<'OwnFile'>>(`${root}/own-file`) });
export const useLedger = () =>
  useQuery({
    queryKey: ['enrol_ledger'],
    queryFn: () => get<Schema<'LedgerStanding'>>(`${root}/ledger/verification`),
    refetchInterval: ({ state }) => (typeof state.data?.running === 'number' ? 1_000 : false),
  });
export const readWholeLedger = () => post<Schema<'LedgerStanding'>>(`${root}/ledger/verification`);

/** Absent and empty members left out: the contract knows no empty text for what may be absent. */
export const filled = (values: object) => Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null && value !== '' && value !== undefined));
export const without = (values: object, names: string[]) => Object.fromEntries(Object.entries(values).filter(([name]) => !names.includes(name)));
