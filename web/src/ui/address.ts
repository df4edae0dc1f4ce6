// SPDX-License-Identifier: AGPL-3.0-or-later
// Each address is a place one can bookmark: what a page shows is in its path and its query.
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useCallback, useEffect } from 'react';

export type Query = Record<string, string | undefined>;

/** A path parameter, such as useParam('brief') on /b/$brand/comprendre/brief/$brief. */
export function useParam(name: string): string {
  return (useParams({ strict: false }) as Record<string, string | undefined>)[name] ?? '';
}

/** What stands after "?", and how to change it in place. An empty value removes its key. */
export function useAddress(): [Query, (change: Query) => void] {
  const search = useSearch({ strict: false }) as Record<string, unknown>;
  const navigate = useNavigate();
  const query = Object.fromEntries(Object.entries(search).map(([key, value]) => [key, value === undefined ? undefined : String(value)])) as Query;
  const change = useCallback(
    (next: Query) =>
      void navigate({
        to: '.',
        replace: true,
        search: (old: Record<string, unknown>) => Object.fromEntries(Object.entries({ ...old, ...next }).filter(([, value]) => value)),
      } as never),
    [navigate],
  );
  return [query, change];
}

/** Where a link leads. "#costs" is a part of this very page: what stands after "?" remains. */
export const placeOf = (to: string) => (to.startsWith('#') ? { to: '.', hash: to.slice(1), search: true } : { to }) as { to: never };

/** Goes to an address of the application. */
export function useGo(): (to: string, how?: { replace?: boolean }) => void {
  const navigate = useNavigate();
  return useCallback((to, how) => void navigate({ to, replace: how?.replace } as never), [navigate]);
}

/** Names the tab: "Title · Parvis". */
export function useTitle(title: string): void {
  useEffect(() => {
    document.title = title ? `${title} · Parvis` : 'Parvis';
  }, [title]);
}
