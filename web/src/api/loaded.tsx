// SPDX-License-Identifier: AGPL-3.0-or-later
// A page whose content comes from one call: waiting, failed, or there.
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { ErrorState, Skeleton } from '../ui/states';
import { useWords } from '../ui/words';
import { ProblemError, wordsOfProblem } from './problem';

/** `<Loaded of={objectives}>{({ items }) => <List rows={items} …/>}</Loaded>` */
export function Loaded<T>({ of, children }: { of: UseQueryResult<T, Error>; children: (answer: T) => ReactNode }) {
  const { t } = useWords();
  if (of.data !== undefined) return <>{children(of.data)}</>;
  if (of.isError) return <ErrorState words={wordsOfProblem(t, of.error)} reference={of.error instanceof ProblemError ? of.error.requestId : undefined} onRetry={() => void of.refetch()} />;
  return <Skeleton />;
}
