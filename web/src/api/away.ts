// SPDX-License-Identifier: AGPL-3.0-or-later
// A server that stopped answering: asked again until it does, so that pages mend by themselves. Whoever waited is told once.
import { useSyncExternalStore } from 'react';

const again_after = 2000;
const again_soon = 500;
const waiting = new Set<() => void>();
const watchers = new Set<() => void>();
let away = false;

function become(next: boolean) {
  away = next;
  watchers.forEach((watch) => watch());
}

const pause = (milliseconds: number) => new Promise((done) => setTimeout(done, milliseconds));
const answers = () => fetch('/healthz', { cache: 'no-store' }).then(async (answer) => (await answer.text()) !== '' && answer.ok).catch(() => false);

/** A call had no answer. */
export async function nothingAnswered(): Promise<void> {
  if (away) return;
  become(true);
  do await pause(again_after);
  while (!(await answers()));
  become(false);
  [...waiting].forEach((told) => told());
}

/** Calls back each time it answers anew; gives what ends it. */
export function onReturn(told: () => void): () => void {
  waiting.add(told);
  return () => void waiting.delete(told);
}

export const useAway = (): boolean => useSyncExternalStore((watch) => (watchers.add(watch), () => void watchers.delete(watch)), () => away);

const tries = 3;

/** What is fetched outside the client, such as a page's code: waits while nobody answers. A failure that the server's return
    overtook is tried again; what fails while it answers is told after some tries. */
export async function patiently<T>(fetched: () => Promise<T>): Promise<T> {
  for (let failed = 1; ; ) {
    try {
      return await fetched();
    } catch (refused) {
      if (await answers()) {
        if (failed++ === tries) throw refused;
        await pause(again_soon);
        continue;
      }
      void nothingAnswered();
      await new Promise<void>((done) => {
        const forget = onReturn(() => (forget(), done()));
      });
    }
  }
}
