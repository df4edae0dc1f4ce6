// SPDX-License-Identifier: AGPL-3.0-or-later
// A page whose content comes from one call: waiting, failed, or there.
import { useContext, type ReactNode } from 'react';
import { Page, PageName } from '../ui/page';
import { ErrorState, Skeleton } from '../ui/states';
import { useWords } from '../ui/words';
import { ProblemError, wordsOfProblem } from './problem';

/** A query, of one answer or of pages. */
interface Asked<T> { data: T | undefined; isError: boolean; error: Error | null; refetch: () => unknown }

/** `page`: it makes the whole page, which has its name, or the one given, as a heading until it is there. What is there stays
 *  when asking again fails. `<Loaded of={objectives}>{({ items }) => <List rows={items} …/>}</Loaded>` */
export function Loaded<T>({ of, page, children }: { of: Asked<T>; page?: true | string; children: (answer: T) => ReactNode }) {
  const here = useContext(PageName);
  const name = page === true ? here : page;
  if (of.data !== undefined) return <>{children(of.data)}</>;
  return name ? <Page title={name}><Awaited of={of} /></Page> : <Awaited of={of} />;
}

/** What asking again would not change, and what it is called. */
const settled: Record<number, string> = { 403: 'ui.not_yours', 404: 'ui.not_here', 410: 'ui.not_here' };

function Awaited<T>({ of }: { of: Asked<T> }) {
  const { t } = useWords();
  if (!of.isError) return <Skeleton />;
  const problem = of.error instanceof ProblemError ? of.error : undefined;
  const title = settled[problem?.status ?? 0];
  const retry = title ? undefined : () => void of.refetch();
  return <ErrorState title={title ? t(title) : undefined} words={wordsOfProblem(t, of.error)} reference={problem?.requestId} onRetry={retry} />;
}
