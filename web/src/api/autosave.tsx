// SPDX-License-Identifier: AGPL-3.0-or-later
// Saves what is being edited by itself, and says where that stands. Nothing typed is lost: while the network is away it is
// kept on the device; when someone else saved in between, the person chooses.
//
//   const { draft, edit, state } = useAutosave({ name: `content:${id}`, record: content, save: (c) => put(..., c), reload });
//   <SaveState state={state} />
import { Button } from '@mantine/core';
import { useCallback, useEffect, useRef, useState } from 'react';
import { formatTime } from '../ui/format';
import { Icon } from '../ui/icons';
import { Badge } from '../ui/states';
import { useWords, useZone } from '../ui/words';
import { onReturn } from './away';
import { offline, ProblemError, wordsOfProblem } from './problem';

export interface Revised {
  revision: number;
}
export interface SaveStanding {
  kind: 'saved' | 'waiting' | 'saving' | 'offline' | 'conflict' | 'failed';
  at?: Date;
  problem?: unknown;
  keepMine?: () => void;
  takeTheirs?: () => void;
  retry?: () => void;
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

const key = (name: string) => `parvis.unsaved.${name}`;
function recall<T extends Revised>(name: string): T | null {
  try {
    return JSON.parse(localStorage.getItem(key(name)) ?? 'null') as T | null;
  } catch {
    return null;
  }
}
function remember(name: string, record: unknown) {
  try {
    if (record) localStorage.setItem(key(name), JSON.stringify(record));
    else localStorage.removeItem(key(name));
  } catch {
    // Storage is full or shut: the page still holds it.
  }
}

export function useAutosave<T extends Revised>({ name, record, save, reload, after = 700 }: Plan<T>) {
  const unsaved = useRef(recall<T>(name));
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
    busy.current = true;
    dirty.current = false;
    setStanding({ kind: 'saving' });
    try {
      settle(await save({ ...latest.current, revision: revision.current }));
      if (!dirty.current) remember(name, null);
      setStanding({ kind: dirty.current ? 'waiting' : 'saved', at: new Date() });
    } catch (refused) {
      dirty.current = true;
      setStanding(standingOf(refused));
      busy.current = false;
      return;
    }
    busy.current = false;
    if (dirty.current) timer.current = window.setTimeout(() => void flush(), after);
  }, [after, name, save, settle]);

  const edit = useCallback(
    (change: Partial<T> | ((old: T) => T)) => {
      const next = typeof change === 'function' ? change(latest.current) : { ...latest.current, ...change };
      latest.current = next;
      dirty.current = true;
      setDraft(next);
      remember(name, next);
      setStanding((old) => (old.kind === 'conflict' ? old : { kind: 'waiting' }));
      window.clearTimeout(timer.current);
      timer.current = window.setTimeout(() => void flush(), after);
    },
    [after, flush, name],
  );

  const choose = useCallback(
    async (whose: 'mine' | 'theirs') => {
      const theirs = await reload();
      revision.current = theirs.revision;
      if (whose === 'mine') return void flush();
      latest.current = theirs;
      dirty.current = false;
      remember(name, null);
      setDraft(theirs);
      setStanding({ kind: 'saved', at: new Date() });
    },
    [flush, name, reload],
  );

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
    ...(standing.kind === 'failed' || standing.kind === 'offline' ? { retry: () => void flush() } : {}),
  };
  return { draft, edit, state, flush };
}

function standingOf(refused: unknown): SaveStanding {
  if (offline(refused)) return { kind: 'offline' };
  const stale = refused instanceof ProblemError && refused.status === 409 && refused.code.endsWith('stale_revision');
  return stale ? { kind: 'conflict' } : { kind: 'failed', problem: refused };
}

const tones = { saved: 'plain', waiting: 'plain', saving: 'plain', offline: 'warn', conflict: 'warn', failed: 'bad' } as const;

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
      {state.takeTheirs ? <Button size="compact-sm" variant="default" onClick={state.takeTheirs}>{t('ui.saving.take_theirs')}</Button> : null}
    </span>
  );
}
