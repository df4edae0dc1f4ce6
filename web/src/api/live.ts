// SPDX-License-Identifier: AGPL-3.0-or-later
// Live events of a brand: {type, id} after each commit, so that lists refresh. When the stream cannot be had, everything
// shown is asked again every 20 seconds instead.
import { useEffect, useSyncExternalStore } from 'react';
import { queries } from './queries';

export interface LiveEvent {
  type: string;
  id?: string;
  [more: string]: unknown;
}
type Listener = (event: LiveEvent) => void;

const listeners = new Set<Listener>();
export type LiveState = 'live' | 'polling' | 'closed';
let state: LiveState = 'closed';
const watchers = new Set<() => void>();
const polling_every = 20_000;

function become(next: LiveState) {
  state = next;
  watchers.forEach((watch) => watch());
}

function heard(text: string) {
  let event: LiveEvent;
  try {
    event = JSON.parse(text) as LiveEvent;
  } catch {
    return;
  }
  const kind = event.type.split('.').pop()?.split('_')[0] ?? event.type;
  void queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey.includes(event.type) || queryKey.includes(kind) });
  listeners.forEach((listener) => listener(event));
}

/** Opens the brand's stream for as long as the part is shown. */
export function useLiveBrand(brand: string): void {
  useEffect(() => {
    if (!brand || typeof EventSource === 'undefined') return;
    const source = new EventSource(`/api/brands/${brand}/stream`);
    const poll = window.setInterval(() => state === 'polling' && void queries.invalidateQueries({ type: 'active' }), polling_every);
    source.onopen = () => become('live');
    source.onmessage = (message: MessageEvent<string>) => heard(message.data);
    source.onerror = () => become('polling');
    return () => {
      source.close();
      window.clearInterval(poll);
      become('closed');
    };
  }, [brand]);
}

/** Calls back for each live event of the brand that is open. */
export function useLiveEvents(listener: Listener): void {
  useEffect(() => {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  }, [listener]);
}

export const useLiveState = (): LiveState =>
  useSyncExternalStore((watch) => (watchers.add(watch), () => void watchers.delete(watch)), () => state);
