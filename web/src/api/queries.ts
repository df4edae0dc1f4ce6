// SPDX-License-Identifier: AGPL-3.0-or-later
// How answers are kept. A key is [kind, ...ids], and kind is the word that live events carry.
import { QueryClient } from '@tanstack/react-query';
import { onReturn } from './away';
import { offline, ProblemError } from './problem';

export const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      refetchOnWindowFocus: true,
      // What the server refused stays refused; only a missing answer is asked again.
      retry: (failures, error) => failures < 2 && error instanceof ProblemError && (error.status === 0 || error.status === 503),
    },
    mutations: { retry: false },
  },
});

// What had no answer is asked again by itself, wherever it is shown.
onReturn(() => void queries.refetchQueries({ type: 'active', predicate: ({ state }) => offline(state.error) }));

export const refresh = (...key: string[]) => queries.invalidateQueries({ queryKey: key });
