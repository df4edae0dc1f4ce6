// SPDX-License-Identifier: AGPL-3.0-or-later
// Saves what is being edited by itself, and says where that stands. Nothing typed is lost: while the network is away it is
// kept on the device, for that person alone; when someone else saved in between, the person chooses.
//
//   const { draft, edit, state } = useAutosave({ name: `content:${id}`, record: content, save: (c) => put(..., c), reload });
//   <SaveState state={state} />
import { Button } from '@mantine/core';
import { useCallback, useEffect, useRef, useState } from 'react';
import { formatMoment, formatTime } from '../ui/format';
import { Icon } from '../ui/icons';
import { Badge } from '../ui/states';
import { useWords, useZone } from '../ui/words';
import { onReturn } from './away';
import { dropCopy, keepCopy, otherCopy, ownCopy, tabName, type Slot } from './kept';
import { offline, ProblemError, wordsOfProblem } from './problem';
import { isStillHere, personHere } from './whose';

export interface Revised {
  revision: number;
}
export interface SaveStanding {
  kind: 'saved' | 'waiting' | 'saving' | 'offline' | 'conflict' | 'failed' | 'other_person';
  at?: Date;
  problem?: unknown;
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
  const unsaved = useRef(own);
  const [draft, setDraft] = useState<T>(unsaved.current ?? record);
  const [standing, setStanding] = useState<SaveStanding>({ kind: unsaved.current ? 'waiting' : 'saved' });
  const latest = useRef(draft);
  const revision = useRef((unsaved.current ?? record).revision);
  const timer = useRef(0);
  const busy = useRef(false);
  const dirty = useRef(unsaved.current !== null);

  const settle = useCallback((saved: T) => {
    revision.current = saved.revision;
    latest.current = { ...latest.current, revision: saved.revision };
    setDraft((old) => ({ ...old, revision: saved.revision }));
  }, []);

  const flush = useCallback(async () => {
    if (busy.current || !dirty.current) return;
    if (!isStillHere(person)) return setStanding({ kind: 'other_person' });
    busy.current = true;
    dirty.current = false;
    setStanding({ kind: 'saving' });
    try {
      settle(await save({ ...latest.current, revision: revision.current }));
      if (!dirty.current) remember(null);
      setStanding({ kind: dirty.current ? 'waiting' : 'saved', at: new Date() });
    } catch (refused) {
      dirty.current = true;
      setStanding(standingOf(refused));
      busy.current = false;
      return;
    }
    busy.current = false;
    if (dirty.current) timer.current = window.setTimeout(() => void flush(), after);
  }, [after, person, remember, save, settle]);

  const edit = useCallback(
    (change: Partial<T> | ((old: T) => T)) => {
      const next = typeof change === 'function' ? change(latest.current) : { ...latest.current, ...change };
      latest.current = next;
      dirty.current = true;
      setDraft(next);
      remember(next);
      setStanding((old) => (old.kind === 'conflict' ? old : { kind: 'waiting' }));
      window.clearTimeout(timer.current);
      timer.current = window.setTimeout(() => void flush(), after);
    },
    [after, flush, remember],
  );

  const choose = useCallback(
    async (whose: 'mine' | 'theirs') => {
      const theirs = await reload();
      revision.current = theirs.revision;
      if (whose === 'mine') return void flush();
      latest.current = theirs;
      dirty.current = false;
      remember(null);
      setDraft(theirs);
      setStanding({ kind: 'saved', at: new Date() });
    },
    [flush, reload, remember],
  );

  const takeUp = useCallback(() => {
    if (!left) return;
    revision.current = left.record.revision;
    edit(() => left.record);
    drop();
  }, [drop, edit, left]);

  useEffect(() => {
    const again = () => void flush();
    window.addEventListener('online', again);
    const forget = onReturn(again);
    if (dirty.current) again();
    return () => {
      window.removeEventListener('online', again);
      forget();
      window.clearTimeout(timer.current);
      void flush();
    };
  }, [flush]);

  const state: SaveStanding = {
    ...standing,
    ...(standing.kind === 'conflict' ? { keepMine: () => void choose('mine'), takeTheirs: () => void choose('theirs') } : {}),
    ...(left ? { left: { at: new Date(left.at), takeUp, drop } } : {}),
    ...(standing.kind === 'failed' || standing.kind === 'offline' || standing.kind === 'other_person' ? { retry: () => void flush() } : {}),
  };
  return { draft, edit, state, flush };
}

function standingOf(refused: unknown): SaveStanding {
  if (offline(refused)) return { kind: 'offline' };
  const stale = refused instanceof ProblemError && refused.status === 409 && refused.code.endsWith('stale_revision');
  return stale ? { kind: 'conflict' } : { kind: 'failed', problem: refused };
}

const tones = { saved: 'plain', waiting: 'plain', saving: 'plain', offline: 'warn', conflict: 'warn', other_person: 'warn', failed: 'bad' } as const;

/** Where the saving stands, said aloud only when it matters. */
export function SaveState({ state }: { state: SaveStanding }) {
  const { t, locale } = useWords();
  const zone = useZone();
  const said =
    state.kind === 'saved' && state.at
      ? t('ui.saving.saved_at', { time: formatTime(state.at, locale, { zone }) })
      : state.kind === 'failed'
        ? `${t('ui.saving.failed')}. ${wordsOfProblem(t, state.problem)}`
        : t(`ui.saving.${state.kind}`);
  return (
    <span className="line" role={tones[state.kind] === 'plain' ? undefined : 'status'}>
      <Badge tone={tones[state.kind]}>
        {state.kind === 'saved' ? <Icon name="check" small /> : null}
        {said}
      </Badge>
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
