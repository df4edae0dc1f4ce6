// SPDX-License-Identifier: AGPL-3.0-or-later
import { afterEach, expect, test, vi } from 'vitest';
import { patiently } from './away';

const answering = (...answers: boolean[]) => vi.stubGlobal('fetch', () => (answers.shift() ?? true) ? Promise.resolve(new Response('ok')) : Promise.reject(new Error('away')));
const failing = (times: number) => {
  let left = times;
  return vi.fn(() => (left-- > 0 ? Promise.reject(new Error('no code')) : Promise.resolve('page')));
};

afterEach(() => (vi.unstubAllGlobals(), vi.useRealTimers()));

test('a failure that the return of the server overtook is tried again', async () => {
  vi.useFakeTimers();
  answering(true);
  const got = patiently(failing(1));
  await vi.advanceTimersByTimeAsync(1000);
  await expect(got).resolves.toBe('page');
});

test('what fails while the server answers is told in the end', async () => {
  vi.useFakeTimers();
  answering(true);
  const fetched = failing(9);
  const got = patiently(fetched).catch((refused: Error) => refused.message);
  await vi.advanceTimersByTimeAsync(5000);
  expect(await got).toBe('no code');
  expect(fetched).toHaveBeenCalledTimes(3);
});

test('while nobody answers it waits', async () => {
  vi.useFakeTimers();
  answering(false, false, true);
  const fetched = failing(1);
  const got = patiently(fetched);
  await vi.advanceTimersByTimeAsync(2500);
  expect(fetched).toHaveBeenCalledTimes(1);
  await vi.advanceTimersByTimeAsync(3000);
  await expect(got).resolves.toBe('page');
});
