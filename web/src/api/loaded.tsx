// SPDX-License-Identifier: AGPL-3.0-or-later
// A page whose content comes from one call: waiting, failed, or there.
import { useContext, type ReactNode } from 'react';
import { Page, PageName } from '../ui/page';
import { ErrorState, Skeleton } from '../ui/states';
import { useWords } from '../ui/words';
import { ProblemError, wordsOfProblem } from './problem';

/** A query, of one answer or of pages. */
interface Asked<T> { data: T | undefined; isError: boolean; error: Error | null; refetch: () => unknown }

/** `page`: it makes the whole page, which has its name as a heading until it is there. `<Loaded of={objectives}>{({ items }) => <List rows={items} …/>}</Loaded>` */
export function Loaded<T>({ of, page, children }: { of: Asked<T>; page?: true; children: (answer: T) => ReactNode }) {
  const name = useContext(PageName);
  if (of.data !== undefined) return <>{children(of.data)}</>;
  return page && name ? <Page title={name}><Awaited of={of} /></Page> : <Awaited of={of} />;
}

function Awaited<T>({ of }: { of: Asked<T> }) {
  const { t } = useWords();
  if (of.isError) return <ErrorState words={wordsOfProblem(t, of.error)} reference={of.error instanceof ProblemError ? of.error.requestId : undefined} onRetry={() => void of.refetch()} />;
  return <Skeleton />;
}
