// SPDX-License-Identifier: AGPL-3.0-or-later
import { NativeSelect } from '@mantine/core';
import { useWords } from '../ui/words';
import { useEnrolments } from './queries';

interface Choice {
  value: string;
  onChange: (event: { currentTarget: { value: string } }) => void;
  error: string | undefined;
  'data-path': string;
}

/** One enrolment, by its candidate's name. */
export function EnrolmentChoice(choice: Choice) {
  const { t } = useWords();
  const lines = useEnrolments().data?.items ?? [];
  const options = lines.map((line) => ({ value: line.enrolment.id, label: `${line.candidate_name || t('certify.erased')} (${line.candidate_number})` }));
  return <NativeSelect label={t('certify.column.candidate')} required {...choice} data={[{ value: '', label: t('certify.choose') }, ...options]} />;
}
