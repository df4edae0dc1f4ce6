// SPDX-License-Identifier: AGPL-3.0-or-later
// Keeps each answer as it is given. What could not be sent stays on the device and is sent again; the page says which.
import { useCallback, useEffect, useRef, useState } from 'react';
import { offline, ProblemError } from '../api/problem';
import { personHere } from '../api/whose';
import { keepAnswer, type Answer } from './questionnaire_queries';

export interface Keeping {
  kind: 'kept' | 'sending' | 'offline' | 'refused' | 'over';
  at?: string;
  problem?: unknown;
}
type Answers = Record<number, Answer>;

const key = (sitting: string) => `parvis.sitting.${personHere()}.${sitting}`;
function recall(sitting: string): Answers {
  try {
    return JSON.parse(localStorage.getItem(key(sitting)) ?? '{}') as Answers;
  } catch {
    return {};
  }
}
function remember(sitting: string, answers: Answers) {
  try {
    if (Object.keys(answers).length) localStorage.setItem(key(sitting), JSON.stringify(answers));
    else localStorage.removeItem(key(sitting));
  } catch {
    // Storage is full or shut: the page still holds them.
  }
}

/** `onTime` is told the server's remaining time with each answer kept. */
export function useKeeping(sitting: string, given: Answers, onTime: (remaining: number) => void) {
  const unsent = useRef<Answers>(recall(sitting));
  const [answers, setAnswers] = useState<Answers>({ ...given, ...unsent.current });
  const [keeping, setKeeping] = useState<Keeping>({ kind: Object.keys(unsent.current).length ? 'sending' : 'kept' });
  const busy = useRef<Promise<void> | null>(null);
  const timer = useRef(0);

  const send = useCallback(async () => {
    for (let next = Object.entries(unsent.current)[0]; next; next = Object.entries(unsent.current)[0]) {
      const [position, answer] = next;
      setKeeping({ kind: 'sending' });
      try {
        const kept = await keepAnswer(sitting, Number(position), answer);
        // Typed over while it was on its way: the newer one goes next.
        if (unsent.current[Number(position)] === answer) delete unsent.current[Number(position)];
        remember(sitting, unsent.current);
        onTime(kept.remaining_ms);
        setKeeping({ kind: 'kept', at: kept.saved_at });
      } catch (problem) {
        const over = problem instanceof ProblemError && problem.code === 'examine.sitting_over';
        if (over) remember(sitting, (unsent.current = {}));
        setKeeping({ kind: offline(problem) ? 'offline' : over ? 'over' : 'refused', problem });
        return;
      }
    }
  }, [onTime, sitting]);

  const flush = useCallback((): Promise<void> => {
    window.clearTimeout(timer.current);
    busy.current ??= send().finally(() => (busy.current = null));
    return busy.current;
  }, [send]);

  const answer = useCallback(
    (position: number, next: Answer) => {
      unsent.current = { ...unsent.current, [position]: next };
      remember(sitting, unsent.current);
      setAnswers((old) => ({ ...old, [position]: next }));
      setKeeping({ kind: 'sending' });
      window.clearTimeout(timer.current);
      timer.current = window.setTimeout(() => void flush(), next.text ? 800 : 0);
    },
    [flush, sitting],
  );

  useEffect(() => {
    const again = () => void flush();
    const retry = window.setInterval(() => Object.keys(unsent.current).length && again(), 5_000);
    window.addEventListener('online', again);
    if (Object.keys(unsent.current).length) again();
    return () => {
      window.clearInterval(retry);
      window.removeEventListener('online', again);
      void flush();
    };
  }, [flush]);

  const settled = useCallback(async () => {
    await flush();
    return Object.keys(unsent.current).length === 0;
  }, [flush]);
  return { answers, answer, keeping, settled };
}
