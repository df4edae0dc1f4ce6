// SPDX-License-Identifier: AGPL-3.0-or-later
// One act without a form: does it, says it, refreshes what it touched; a refusal is said too.
import { useState } from 'react';
import { toast } from '../ui/feedback';
import { useWords } from '../ui/words';
import { wordsOfProblem } from './problem';
import { refresh } from './queries';

interface Act {
  /** The call. */
  act: () => Promise<unknown>;
  /** What the toast says once it is done. */
  said?: string;
  undo?: () => Promise<unknown>;
  /** Kinds of queries to ask again. */
  touches?: string[];
}

/** `const [run, busy] = useAct(); run({ act: () => endSession(id), said: t('…'), touches: ['sessions'] })` */
export function useAct(): [(act: Act) => Promise<boolean>, boolean] {
  const { t } = useWords();
  const [busy, setBusy] = useState(false);
  const run = async ({ act, said, undo, touches = [] }: Act): Promise<boolean> => {
    setBusy(true);
    try {
      await act();
      touches.forEach((kind) => void refresh(kind));
      if (said) toast({ said, undo: undo ? () => void run({ act: undo, touches }) : undefined });
      return true;
    } catch (refused) {
      toast({ said: wordsOfProblem(t, refused), tone: 'bad' });
      return false;
    } finally {
      setBusy(false);
    }
  };
  return [run, busy];
}
