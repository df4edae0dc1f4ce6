// SPDX-License-Identifier: AGPL-3.0-or-later
// One act without a form: does it, says it, refreshes what it touched; a refusal is said too.
import { useState } from 'react';
import { toast } from '../ui/feedback';
import { useWords } from '../ui/words';
import { UnderWay } from './once';
import { wordsOfProblem } from './problem';
import { refresh } from './queries';

interface Act {
  /** On what, where one `run` serves several: a second one on the same is ignored while the first is under way. */
  of?: string;
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
  const [work] = useState(() => new UnderWay());
  const run = async ({ of = '', act, said, undo, touches = [] }: Act): Promise<boolean> => {
    if (!work.begin(of)) return false;
    setBusy(true);
    try {
      await act();
      touches.forEach((kind) => void refresh(kind));
      if (said) toast({ said, undo: undo ? () => void run({ of, act: undo, touches }) : undefined });
      return true;
    } catch (refused) {
      toast({ said: wordsOfProblem(t, refused), tone: 'bad' });
      return false;
    } finally {
      work.end(of);
      setBusy(false);
    }
  };
  return [run, busy];
}
