// SPDX-License-Identifier: AGPL-3.0-or-later
// What answers an act: a toast that can undo it, and a question before what cannot be undone.
import { Button, Group, Modal, TextInput } from '@mantine/core';
import { createContext, lazy, Suspense, useCallback, useContext, useMemo, useState, type ReactNode } from 'react';
import type { Toast } from './toasts';
import { useWords } from './words';

const loadToasts = () => import('./toasts');
// A page without its toasts goes on; without the catch it would fall with them.
const Shown = lazy(() => loadToasts().catch(() => ({ default: () => <></> })));

/** Says what was done. With `undo`, it stays 10 seconds and offers to take it back. */
export function toast(what: Toast): void {
  void loadToasts().then(({ show }) => show(what), () => undefined);
}

/** Where toasts appear; loaded behind the first screen. */
export function Toasts() {
  const { t } = useWords();
  return <section aria-label={t('ui.toasts')}><Suspense><Shown /></Suspense></section>;
}

/** Above the dialogs and drawers from which it is asked. */
const above_all = 301;

export interface Question {
  title: string;
  /** What will happen, and to how much: "3 publications ne partiront pas." */
  consequence: ReactNode;
  /** The button: the verb of the act. */
  verb: string;
  tone?: 'bad';
  /** A word to type first, for what destroys much. */
  word?: string;
}
type Confirm = (question: Question) => Promise<boolean>;
const ConfirmContext = createContext<Confirm>(() => Promise.resolve(false));

/** `if (await confirm({ title, consequence, verb })) …` */
export const useConfirm = (): Confirm => useContext(ConfirmContext);

export function Confirming({ children }: { children: ReactNode }) {
  const [asked, setAsked] = useState<(Question & { answer: (yes: boolean) => void }) | null>(null);
  const confirm = useCallback<Confirm>((question) => new Promise((answer) => setAsked({ ...question, answer })), []);
  const close = useMemo(() => (yes: boolean) => setAsked((old) => (old?.answer(yes), null)), []);
  return (
    <ConfirmContext.Provider value={confirm}>
      {children}
      <Modal opened={asked !== null} onClose={() => close(false)} title={asked?.title} centered withCloseButton={false} zIndex={above_all}>
        {asked ? <Asked question={asked} close={close} /> : null}
      </Modal>
    </ConfirmContext.Provider>
  );
}

function Asked({ question, close }: { question: Question; close: (yes: boolean) => void }) {
  const { t } = useWords();
  const [typed, setTyped] = useState('');
  const ready = !question.word || typed.trim() === question.word;
  return (
    <form className="stack" onSubmit={(event) => (event.preventDefault(), ready && close(true))}>
      <div>{question.consequence}</div>
      {question.word ? (
        <TextInput label={t('ui.confirming.type', { word: question.word })} value={typed} onChange={(event) => setTyped(event.currentTarget.value)} />
      ) : null}
      <Group justify="flex-end">
        <Button variant="default" onClick={() => close(false)} data-autofocus={question.tone === 'bad' || undefined}>{t('ui.cancel')}</Button>
        <Button type="submit" color={question.tone === 'bad' ? 'red' : undefined} disabled={!ready}>{question.verb}</Button>
      </Group>
    </form>
  );
}
