// SPDX-License-Identifier: AGPL-3.0-or-later
// A post is dragged to another day by the mouse, in the month and in the week, and brought back by the toast. C1.6.1.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openBrowser, openPage, picture } from './support/browser.mjs';
import { binary, setUp, startParvis } from './support/server.mjs';
import { settled, watchRequests } from './support/settled.mjs';

const skip = binary() ? false : 'skipped: parvis is not built';
let parvis, browser, page, brand, publication;

/** A Wednesday of next month, and its neighbours: never past, never at the month's edge. */
const now = new Date();
const second = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 1, 8));
const wednesday = new Date(second.getTime() + ((3 - second.getUTCDay() + 7) % 7) * 86_400_000);
const day = (more) => new Date(wednesday.getTime() + more * 86_400_000).toISOString().slice(0, 10);

async function asked(method, path, data) {
  const answer = await page.request.fetch(path, { method, data, headers: { Origin: parvis.base } });
  const text = await answer.text();
  assert.ok(answer.ok(), `${method} ${path}: ${answer.status()} ${text}`);
  return text ? JSON.parse(text) : null;
}

before(async () => {
  if (skip) return;
  [parvis, browser] = await Promise.all([startParvis(), openBrowser()]);
  page = await openPage(browser, { base: parvis.base, cookies: await setUp(parvis.base) });
  watchRequests(page);
  brand = (await asked('POST', '/api/brands', { name: 'Maison Rivage' })).id;
  const channel = await asked('POST', `/api/brands/${brand}/channels`, { network: 'linkedin', name: 'LinkedIn', address: '', delivery: 'manual' });
  const content = await asked('POST', `/api/brands/${brand}/contents`, { title: 'Le coffret', body: 'Quatre bougies', language: 'fr', assets: [], variants: [], state: 'ready' });
  const moment = { date: day(0), time: '10:00', zone: 'Europe/Paris', fold: 'earlier' };
  publication = (await asked('POST', `/api/brands/${brand}/publications`, { content_id: content.id, channel_id: channel.id, moment })).publication.id;
}, { timeout: 60_000 });
after(async () => {
  await browser?.close();
  await parvis?.stop();
});

const moment = async () => (await asked('GET', `/api/brands/${brand}/publications/${publication}`)).publication.moment;
const card = () => page.locator(`[data-publication="${publication}"]`);
const place = (date) => page.getByRole('region', { name: new Intl.DateTimeFormat('fr-FR', { dateStyle: 'full', timeZone: 'UTC' }).format(Date.parse(date)) });
async function show(view) {
  await page.goto(`/b/${brand}/publier?view=${view}&month=${day(0).slice(0, 7)}`);
  await settled(page);
  await card().waitFor();
}
/** By the mouse's own moves, as a hand does it. */
async function drag(from, to, { x = 0.5, y = 0.7 } = {}) {
  const [start, end] = [await from.boundingBox(), await to.boundingBox()];
  await page.mouse.move(start.x + start.width / 2, start.y + start.height / 2);
  await page.mouse.down();
  await page.mouse.move(end.x + end.width * x, end.y + end.height * y, { steps: 8 });
  await page.mouse.up();
}

test('a post is dragged to another day of the month, and the toast brings it back', { skip, timeout: 60_000 }, async () => {
  await show('month');
  await drag(card(), place(day(2)));
  await page.getByRole('button', { name: 'Annuler cette action' }).waitFor();
  await place(day(2)).locator(`[data-publication="${publication}"]`).waitFor();
  assert.deepEqual(await moment(), { date: day(2), time: '10:00', zone: 'Europe/Paris', fold: 'earlier' }, 'the day alone moved');
  await picture(page, 'calendar-moved');
  await page.getByRole('button', { name: 'Annuler cette action' }).click();
  await place(day(0)).locator(`[data-publication="${publication}"]`).waitFor();
  assert.equal((await moment()).date, day(0));
  await page.getByRole('button', { name: 'Annuler cette action' }).waitFor({ state: 'detached' });
});

test('dropped where it stood, or outside the days, it stays', { skip, timeout: 60_000 }, async () => {
  await show('month');
  const { revision } = (await asked('GET', `/api/brands/${brand}/publications/${publication}`)).publication;
  await drag(card(), place(day(0)));
  await drag(card(), page.getByRole('heading', { level: 1 }));
  assert.equal((await asked('GET', `/api/brands/${brand}/publications/${publication}`)).publication.revision, revision);
  assert.equal(await page.getByRole('button', { name: 'Annuler cette action' }).count(), 0);
});

test('nothing broke on the way', { skip }, () => assert.deepEqual(page.complaints, []));
