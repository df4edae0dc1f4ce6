// SPDX-License-Identifier: AGPL-3.0-or-later
// Saves what is being edited by itself, and says where that stands. Nothing typed is lost: while the network is away it is
// kept on the device, for that person alone; when someone else saved in between, the person chooses. When it is sent:
// autosaver.ts.
//
//   const { draft, edit, state } = useAutosave({ name: `content:${id}`, record: content, save: (c) => put(..., c), reload });
//   <SaveState state={state} />
import { Button } from '@mantine/core';
import { useCallback, useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { formatMoment, formatTime } from '../ui/format';
import { Icon } from '../ui/icons';
import { Badge } from '../ui/states';
import { useWords, useZone } from '../ui/words';
import { Autosaver, type Revised, type Standing } from './autosaver';
import { onReturn } from './away';
import { dropCopy, keepCopy, otherCopy, ownCopy, tabName, type Slot } from './kept';
import { ProblemError, wordsOfProblem } from './problem';
import { isStillHere, personHere } from './whose';

export interface SaveStanding extends Standing {
  keepMine?: () => void;
  takeTheirs?: () => void;
  retry?: () => void;
  /** What another tab of the same person left unsaved: offered, never sent by itself. */
  left?: { at: Date; takeUp: () => void; drop: () => void };
}

interface Plan<T extends Revised> {
  name: string;
  record: T;
  /** PUT with the revision seen; answers the record saved. */
  save: (record: T) => Promise<T>;
  /** The record as it stands on the server. */
  reload: () => Promise<T>;
  after?: number;
}

const tab = typeof window === 'undefined' ? '' : safely(() => tabName(sessionStorage, window)) ?? '';
function safely<T>(act: () => T): T | undefined {
  try {
    return act();
  } catch {
    return undefined; // Storage is shut: the page alone holds what is typed.
  }
}
const slotOf = (person: string): Slot | undefined => safely(() => (person && tab ? { storage: localStorage, person, tab } : undefined));

/** Where this person's unsaved words of that name stand on the device, and what another tab left of them. */
function useKept<T extends Revised>(name: string) {
  const [person] = useState(personHere);
  const [slot] = useState(() => slotOf(person));
  const [own] = useState(() => (slot ? safely(() => ownCopy<T>(slot, name)) : undefined) ?? null);
  const [left, setLeft] = useState(() => (slot && !own ? safely(() => otherCopy<T>(slot, name)) : undefined) ?? null);
  const remember = useCallback((record: T | null) => void (slot && keepCopy(slot, name, record)), [name, slot]);
  const drop = useCallback(() => {
    if (slot && left) safely(() => dropCopy(slot, left));
    setLeft(null);
  }, [left, slot]);
  return { person, own, left, remember, drop };
}

export function useAutosave<T extends Revised>({ name, record, save, reload, after = 700 }: Plan<T>) {
  const { person, own, left, remember, drop } = useKept<T>(name);
  const calls = useRef({ save, reload });
  const [saver] = useState(() => new Autosaver<T>({
    record, kept: own, remember, after,
    save: (one) => calls.current.save(one),
    reload: () => calls.current.reload(),
    mayWrite: () => isStillHere(person),
  }));
  const { draft, standing } = useSyncExternalStore(saver.watch, saver.now);
  useEffect(() => void (calls.current = { save, reload }));
  useEffect(() => {
    return stayingWith(saver);
  }, [saver]);

  const takeUp = () => {
    if (left) saver.takeUp(left.record);
    drop();
  };
  const state: SaveStanding = {
    ...standing,
    ...(standing.kind === 'conflict' ? { keepMine: () => void saver.choose('mine'), takeTheirs: () => void saver.choose('theirs') } : {}),
    ...(left ? { left: { at: new Date(left.at), takeUp, drop } } : {}),
    ...(again_by_hand.includes(standing.kind) ? { retry: () => void saver.flush() } : {}),
  };
  /** `now`: the draft as it stands after a flush, in an act that began before it. */
  return { draft, edit: saver.edit, state, flush: saver.flush, now: () => saver.now().draft };
}

const again_by_hand: Standing['kind'][] = ['failed', 'offline', 'other_person'];

/** Sends whenever the network or the server is back, and when the page is left. */
function stayingWith<T extends Revised>(saver: Autosaver<T>) {
  const again = () => void saver.flush();
  window.addEventListener('online', again);
  const forget = onReturn(again);
  saver.enter();
  return () => {
    window.removeEventListener('online', again);
    forget();
    saver.leave();
  };
}

const tones = { saved: 'plain', waiting: 'plain', saving: 'plain', offline: 'warn', conflict: 'warn', other_person: 'warn', failed: 'bad' } as const;

/** Where the saving stands, said aloud only when it matters. */
export function SaveState({ state }: { state: SaveStanding }) {
  const { t, locale } = useWords();
  const zone = useZone();
  const why = state.problem ? ` ${wordsOfProblem(t, state.problem)}` : '';
  const said = state.kind === 'saved' && state.at ? t('ui.saving.saved_at', { time: formatTime(state.at, locale, { zone }) }) : t(`ui.saving.${state.kind}`) + why;
  return (
    <span className="line" role={tones[state.kind] === 'plain' ? undefined : 'status'}>
      <Badge tone={tones[state.kind]}>
        {state.kind === 'saved' ? <Icon name="check" small /> : null}
        {said}
      </Badge>
      {state.problem instanceof ProblemError && state.problem.status === 401 ? <a href="/entrer" target="_blank" rel="noopener">{t('ui.saving.sign_in')}</a> : null}
      {state.retry ? <Button size="compact-sm" variant="default" onClick={state.retry}>{t('ui.try_again')}</Button> : null}
      {state.keepMine ? <Button size="compact-sm" variant="default" onClick={state.keepMine}>{t('ui.saving.keep_mine')}</Button> : null}
      {state.left ? <Left left={state.left} /> : null}
      {state.takeTheirs ? <Button size="compact-sm" variant="default" onClick={state.takeTheirs}>{t('ui.saving.take_theirs')}</Button> : null}
    </span>
  );
}

function Left({ left }: { left: NonNullable<SaveStanding['left']> }) {
  const { t, locale } = useWords();
  const zone = useZone();
  return (
    <span className="line" role="status">
      <Badge tone="warn">{t('ui.saving.left', { when: formatMoment(left.at, locale, { zone }) })}</Badge>
      <Button size="compact-sm" variant="default" onClick={left.takeUp}>{t('ui.saving.take_up')}</Button>
      <Button size="compact-sm" variant="default" onClick={left.drop}>{t('ui.saving.drop')}</Button>
    </span>
  );
}
