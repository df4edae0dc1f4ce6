// SPDX-License-Identifier: AGPL-3.0-or-later
import { useWords } from '../ui/words';
import { useEnrolments } from './queries';

/** Whose it is, by the candidate; "identity erased" once it was. */
export function useNames(): (candidate: string) => string {
  const { t } = useWords();
  const found = useEnrolments();
  const names = new Map((found.data?.items ?? []).map((line) => [line.enrolment.candidate_id, line.candidate_name]));
  return (candidate) => (found.isPending ? '' : names.get(candidate) || t('certify.erased'));
}
