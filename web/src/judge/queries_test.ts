// SPDX-License-Identifier: AGPL-3.0-or-later
import { QueryClient, QueryObserver } from '@tanstack/react-query';
import { expect, test, vi } from 'vitest';
import { sheetOf } from './queries';

const asked = vi.hoisted(() => vi.fn(() => Promise.resolve({ revision: 0 })));
vi.mock('../api/client', () => ({ get: asked }));

const soon = () => new Promise((done) => setTimeout(done));

test('a grid that is come back to is asked for anew', async () => {
  const client = new QueryClient();
  for (const times of [1, 2]) {
    const leave = new QueryObserver(client, sheetOf('a')).subscribe(() => {});
    await soon();
    leave();
    await soon();
    expect(asked).toHaveBeenCalledTimes(times);
  }
});
