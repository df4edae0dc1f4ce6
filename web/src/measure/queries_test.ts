// SPDX-License-Identifier: AGPL-3.0-or-later
import { QueryClient, QueryObserver } from '@tanstack/react-query';
import { expect, test, vi } from 'vitest';
import { madeReport, resultOf } from './queries';

vi.mock('../api/client', () => ({
  get: (_: string, asked: { objective: string; audience?: string }) => Promise.resolve({ objective: { id: asked.objective }, audience: asked.audience ?? 'internal' }),
}));

const soon = () => new Promise((done) => setTimeout(done));

test('a result stays while another audience of it is asked for, not while another objective is', async () => {
  const page = new QueryObserver(new QueryClient(), resultOf('acme', 'sell'));
  const leave = page.subscribe(() => {});
  await soon();
  page.setOptions(resultOf('acme', 'sell', { audience: 'client' }));
  expect(page.getCurrentResult()).toMatchObject({ data: { audience: 'internal' }, isPlaceholderData: true });
  await soon();
  expect(page.getCurrentResult()).toMatchObject({ data: { audience: 'client' }, isPlaceholderData: false });
  page.setOptions(resultOf('acme', 'hire'));
  expect(page.getCurrentResult().data).toBeUndefined();
  leave();
});

test('a report that is refused is no file', async () => {
  vi.stubGlobal('fetch', () => Promise.resolve(Response.json({ code: 'measure.report_gone' }, { status: 404 })));
  await expect(madeReport('/api/reports/a')).rejects.toMatchObject({ status: 404, code: 'measure.report_gone' });
  vi.unstubAllGlobals();
});
