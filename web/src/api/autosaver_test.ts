// SPDX-License-Identifier: AGPL-3.0-or-later
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Autosaver } from './autosaver';
import { ProblemError } from './problem';

interface Note {
  text: string;
  revision: number;
}
beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const offline = () => new ProblemError(0, 'web.offline');
const stale = () => new ProblemError(409, 'brief.stale_revision');
const wrong = () => new ProblemError(422, 'json.invalid_fields');

/** A server that refuses with what is put in `refusal`, and what it was sent. */
function desk(kept: Note | null = null) {
  const sent: Note[] = [];
  const server = { refusal: null as (() => Error) | null, revision: 1, takes: 50, device: kept, mayWrite: true };
  const save = async (note: Note) => {
    sent.push(note);
    await new Promise((done) => setTimeout(done, server.takes));
    if (server.refusal) throw server.refusal();
    return { ...note, revision: ++server.revision };
  };
  const reload = () => (server.refusal === offline ? Promise.reject(offline()) : Promise.resolve({ text: 'theirs', revision: server.revision }));
  const saver = new Autosaver<Note>({
    record: { text: '', revision: 1 }, kept, after: 700, save, reload, mayWrite: () => server.mayWrite,
    remember: (note) => void (server.device = note),
  });
  return { saver, server, sent };
}
const kindOf = (saver: Autosaver<Note>) => saver.now().standing.kind;

test('a word typed at one go is sent once, after the pause', async () => {
  const { saver, sent, server } = desk();
  for (let at = 1; at <= 21; at += 1) {
    saver.edit({ text: 'x'.repeat(at) });
    await vi.advanceTimersByTimeAsync(100);
  }
  expect(sent).toEqual([]);
  expect(server.device?.text).toHaveLength(21);
  await vi.advanceTimersByTimeAsync(700);
  expect(sent).toEqual([{ text: 'x'.repeat(21), revision: 1 }]);
  expect(saver.now().draft.revision).toBe(2);
  expect(kindOf(saver)).toBe('saved');
  expect(server.device).toBeNull();
});

test('what is refused is not sent again until it changes', async () => {
  const { saver, sent, server } = desk();
  server.refusal = wrong;
  saver.edit({ text: 'a' });
  await vi.advanceTimersByTimeAsync(600_000);
  expect(sent).toHaveLength(1);
  expect(kindOf(saver)).toBe('failed');
  server.refusal = null;
  saver.edit({ text: 'ab' });
  await vi.advanceTimersByTimeAsync(1000);
  expect(sent).toHaveLength(2);
  expect(kindOf(saver)).toBe('saved');
});

test('what was typed while the earlier words were being refused is tried', async () => {
  const { saver, sent, server } = desk();
  server.refusal = wrong;
  saver.edit({ text: '' });
  await vi.advanceTimersByTimeAsync(720);
  saver.edit({ text: 'a' });
  await vi.advanceTimersByTimeAsync(600_000);
  expect(sent.map(({ text }) => text)).toEqual(['', 'a']);
});

test('while nobody answers it is asked less and less often, and typing asks no more', async () => {
  const { saver, sent, server } = desk();
  server.refusal = offline;
  for (let second = 0; second < 60; second += 1) {
    saver.edit({ text: String(second) });
    await vi.advanceTimersByTimeAsync(1000);
  }
  expect(kindOf(saver)).toBe('offline');
  expect(sent.length).toBeLessThan(7);
  server.refusal = null;
  expect(await after(saver.flush())).toBe(true);
  expect(sent.at(-1)?.text).toBe('59');
  expect(kindOf(saver)).toBe('saved');
});

test('a conflict sends nothing more until the person chooses, and keeps what is typed', async () => {
  const { saver, sent, server } = desk();
  server.refusal = stale;
  saver.edit({ text: 'mine' });
  await vi.advanceTimersByTimeAsync(1000);
  saver.edit({ text: 'mine too' });
  await vi.advanceTimersByTimeAsync(600_000);
  expect(await after(saver.flush())).toBe(false);
  expect(sent).toHaveLength(1);
  expect(kindOf(saver)).toBe('conflict');
  expect(server.device?.text).toBe('mine too');
  Object.assign(server, { refusal: null, revision: 9 });
  await after(saver.choose('mine'));
  expect(sent.at(-1)).toEqual({ text: 'mine too', revision: 9 });
  expect(kindOf(saver)).toBe('saved');
});

test('theirs is taken without sending, and a choice that cannot be made is said and stays', async () => {
  const { saver, sent, server } = desk();
  server.refusal = stale;
  saver.edit({ text: 'mine' });
  await vi.advanceTimersByTimeAsync(1000);
  server.refusal = offline;
  await after(saver.choose('theirs'));
  expect(saver.now().standing).toMatchObject({ kind: 'conflict', problem: { code: 'web.offline' } });
  Object.assign(server, { refusal: null, revision: 9 });
  await after(saver.choose('theirs'));
  expect(saver.now().draft).toEqual({ text: 'theirs', revision: 9 });
  expect(sent).toHaveLength(1);
  expect(server.device).toBeNull();
});

test('a flush tells whether anything is unsaved, also what was typed while it was sending', async () => {
  const { saver, sent, server } = desk();
  expect(await saver.flush()).toBe(true);
  saver.edit({ text: 'a' });
  const flushed = saver.flush();
  await vi.advanceTimersByTimeAsync(10);
  saver.edit({ text: 'ab' });
  expect(await after(flushed)).toBe(true);
  expect(sent).toEqual([{ text: 'a', revision: 1 }, { text: 'ab', revision: 2 }]);
  server.refusal = wrong;
  saver.edit({ text: 'abc' });
  expect(await after(saver.flush())).toBe(false);
});

test('leaving sends what is not sent, once', async () => {
  const { saver, sent, server } = desk();
  server.refusal = offline;
  saver.edit({ text: 'last' });
  saver.leave();
  await vi.advanceTimersByTimeAsync(600_000);
  expect(sent).toHaveLength(1);
  expect(server.device?.text).toBe('last');
});

test('what the device kept is sent on opening, but never in the name of another person', async () => {
  const { saver, sent, server } = desk({ text: 'kept', revision: 1 });
  server.mayWrite = false;
  saver.enter();
  await vi.advanceTimersByTimeAsync(10_000);
  expect([kindOf(saver), sent.length]).toEqual(['other_person', 0]);
  server.mayWrite = true;
  expect(await after(saver.flush())).toBe(true);
  expect(sent).toEqual([{ text: 'kept', revision: 1 }]);
});

async function after<R>(promised: Promise<R>): Promise<R> {
  await vi.advanceTimersByTimeAsync(500);
  return promised;
}
