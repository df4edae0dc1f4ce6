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

function heard(event: LiveEvent) {
  const kind = event.type.split('.').pop()?.split('_')[0] ?? event.type;
  void queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey.includes(event.type) || queryKey.includes(kind) });
  listeners.forEach((listener) => listener(event));
}

/** One frame of the stream: "event: publication_moved" and "data: {…}". Comments keep the line open and say nothing. */
export function eventOf(frame: string): LiveEvent | null {
  const line = (name: string) => new RegExp(`^${name}: ?(.*)$`, 'm').exec(frame)?.[1];
  const data = line('data');
  if (data === undefined) return null;
  try {
    const said: unknown = JSON.parse(data);
    const body = said && typeof said === 'object' ? (said as Partial<LiveEvent>) : {};
    return { ...body, type: line('event') ?? body.type ?? 'message' };
  } catch {
    return null;
  }
}

/** Read by fetch, not by EventSource, which hears only the names it was told in advance. */
async function listen(brand: string, signal: AbortSignal): Promise<void> {
  const answer = await fetch(`/api/brands/${brand}/events`, { signal, headers: { Accept: 'text/event-stream' } });
  if (!answer.ok || !answer.body) throw new Error(String(answer.status));
  become('live');
  const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    const frames = (rest + part.value.replaceAll('\r', '')).split('\n\n');
    rest = frames.pop() ?? '';
    for (const frame of frames) {
      const event = eventOf(frame);
      if (event) heard(event);
    }
  }
}

const again_after = 15_000;
const pause = (milliseconds: number) => new Promise((done) => window.setTimeout(done, milliseconds));

/** A stream ends after some minutes, so that who may listen is asked again: it is opened anew at once. */
async function listenOn(brand: string, signal: AbortSignal) {
  while (!signal.aborted) {
    const began = Date.now();
    const ended = await listen(brand, signal).then(() => true, () => false);
    if (signal.aborted) return;
    if (!ended || Date.now() - began < again_after) {
      become('polling');
      await pause(again_after);
    }
    // What was said meanwhile is read again from the server.
    void queries.invalidateQueries({ type: 'active', predicate: ({ queryKey }) => queryKey.includes(brand) });
  }
}

/** Opens the brand's stream for as long as the part is shown. */
export function useLiveBrand(brand: string): void {
  useEffect(() => {
    if (!brand) return;
    const end = new AbortController();
    const poll = window.setInterval(() => state === 'polling' && void queries.invalidateQueries({ type: 'active' }), polling_every);
    void listenOn(brand, end.signal);
    return () => {
      end.abort();
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
