// SPDX-License-Identifier: AGPL-3.0-or-later
// Two people write in the same plan: nothing typed is lost, sent twice, or written over the other without a word.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openBrowser, openPage } from './support/browser.mjs';
import { binary, setUp, startParvis } from './support/server.mjs';

const skip = binary() ? false : 'skipped: parvis is not built';
const step = (name, act) => test(name, { skip, timeout: 60_000 }, act);
let parvis, browser, page, brand, brief, objective;

before(async () => {
  if (skip) return;
  [parvis, browser] = await Promise.all([startParvis(), openBrowser()]);
  page = await openPage(browser, { base: parvis.base, cookies: await setUp(parvis.base) });
  brand = (await asked('POST', '/api/brands', { name: 'Maison Rivage', slug: 'maison-rivage' })).id;
  brief = (await asked('POST', `/api/brands/${brand}/briefs`, { title: 'Noël', context: '', problem_statement: '' })).id;
  ({ objective } = await asked('POST', `/api/brands/${brand}/objectives`, { title: 'Cent coffrets', metric: 'orders', tax: 'excluding', state: 'draft', budget: { minor: 50_000, currency: 'EUR' } }));
}, { timeout: 60_000 });
after(async () => {
  await browser?.close();
  await parvis?.stop();
});

async function asked(method, path, data) {
  const answer = await page.request.fetch(path, { method, data, headers: { Origin: parvis.base } });
  const text = await answer.text();
  assert.ok(answer.ok(), `${method} ${path}: ${answer.status()} ${text}`);
  return text ? JSON.parse(text) : null;
}

/** What the page sends with that verb from now on. */
function sendings(verb) {
  const sent = [];
  page.on('request', (request) => request.method() === verb && sent.push(request.url()));
  return sent;
}
const context = () => page.getByLabel('Contexte');
const saved = () => page.getByText(/^Enregistré à/).waitFor();

step('a sentence typed at one go is sent once', async () => {
  await page.goto(`/b/${brand}/comprendre/briefs/${brief}`);
  const sent = sendings('PUT');
  await context().pressSequentially('Vendre cent coffrets', { delay: 60 });
  await saved();
  assert.equal(sent.length, 1);
});

step('what was written last while leaving is there on coming back', async () => {
  await context().fill('Vendre deux cents coffrets');
  const put = page.waitForResponse((answer) => answer.request().method() === 'PUT');
  await page.getByRole('link', { name: 'Tous les briefs' }).click();
  await put;
  await page.goBack();
  await context().waitFor();
  assert.equal(await context().inputValue(), 'Vendre deux cents coffrets');
});

step('a conflict is sent once, and waits for the choice', async () => {
  const { brief: theirs } = await asked('GET', `/api/brands/${brand}/briefs/${brief}`);
  const { title, problem_statement, revision } = theirs;
  await asked('PUT', `/api/brands/${brand}/briefs/${brief}`, { title, problem_statement, revision, context: 'Le sien' });
  const sent = sendings('PUT');
  await context().fill('Le mien');
  await page.getByRole('button', { name: 'Garder ma version' }).waitFor();
  await context().fill('Le mien, encore');
  await page.waitForTimeout(2_000);
  assert.equal(sent.length, 1);
  await page.getByRole('button', { name: 'Garder ma version' }).click();
  await saved();
  assert.equal((await asked('GET', `/api/brands/${brand}/briefs/${brief}`)).brief.context, 'Le mien, encore');
});

const form = () => page.locator('aside form');
const save = () => form().getByRole('button', { name: 'Enregistrer' }).click();
const budget = () => form().getByLabel('Budget');

step('an amount that cannot be read is not sent as none', async () => {
  await page.goto(`/b/${brand}/comprendre/objectifs?open=${objective.id}`);
  await budget().fill('1200 euros');
  const sent = sendings('PUT');
  await budget().press('Enter');
  await form().getByText(/^Montant illisible/).waitFor();
  assert.equal(await budget().evaluate((one) => one === document.activeElement), true);
  assert.equal(sent.length, 0);
  await budget().fill('1200');
  await save();
  await page.getByText('Enregistré', { exact: true }).waitFor();
  assert.equal((await asked('GET', `/api/brands/${brand}/objectives`)).items[0].objective.budget.minor, 120_000);
});

step('a draft does not write over what someone saved meanwhile without a word', async () => {
  await form().getByLabel('Objectif', { exact: false }).first().fill('Deux cents coffrets');
  const { objective: now } = (await asked('GET', `/api/brands/${brand}/objectives`)).items[0];
  const { id, title, metric, tax, state, currency, revision } = now;
  await asked('PUT', `/api/brands/${brand}/objectives/${id}`, { title, metric, tax, state, revision, budget: { minor: 99_000, currency } });
  await page.reload();
  await page.getByText(/^Quelqu.un d.autre l.a enregistré/).waitFor();
  await page.getByRole('button', { name: 'Prendre la leur' }).click();
  assert.match(await budget().inputValue(), /^990,00$/);
});

step('a list finds what is typed, every letter of it, however late its address is', async () => {
  await page.goto(`/b/${brand}/comprendre/objectifs`);
  const search = page.getByRole('searchbox');
  await search.waitFor();
  // Who is here was known a minute ago: the address asks again before it changes.
  await page.clock.setSystemTime(Date.now() + 120_000);
  await page.route('**/api/me', (route) => setTimeout(() => void route.continue(), 400));
  await search.pressSequentially('coffrets', { delay: 20 });
  assert.equal(await search.inputValue(), 'coffrets');
  await page.waitForURL('**q=coffrets');
  assert.equal(await search.inputValue(), 'coffrets');
  assert.deepEqual(page.complaints, []);
});
