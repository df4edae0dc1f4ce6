// SPDX-License-Identifier: AGPL-3.0-or-later
// The server stops while somebody writes: nothing typed is lost, the page says so, and it mends by itself once there is an answer.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { owner, password } from './support/addresses.mjs';
import { axeFindings, narrow, openBrowser, openPage, picture } from './support/browser.mjs';
import { binary, signIn, startParvis } from './support/server.mjs';
import { settled, watchRequests } from './support/settled.mjs';

const skip = binary() ? false : 'skipped: parvis is not built';
const step = (name, act) => test(name, { skip, timeout: 60_000 }, act);
const away = /^Parvis ne répond pas\s?: nouvel essai/;
let parvis, browser, cookies, brand, writer, reader;

async function opened(path, more = {}) {
  const page = await openPage(browser, { base: parvis.base, cookies, ...more });
  watchRequests(page);
  await page.goto(path);
  await settled(page);
  return page;
}

before(async () => {
  if (skip) return;
  [parvis, browser] = await Promise.all([startParvis({ demo: true }), openBrowser()]);
  cookies = await signIn(parvis.base, { email: owner, password });
  const header = { headers: { Cookie: cookies.map(({ name, value }) => `${name}=${value}`).join('; ') } };
  brand = (await (await fetch(`${parvis.base}/api/brands`, header)).json()).items.find(({ name }) => name === 'Maison Rivage').id;
}, { timeout: 120_000 });
after(async () => {
  await browser?.close();
  await parvis?.stop();
});

step('what is typed stays, said by a line above the page', async () => {
  writer = await opened(`/b/${brand}/produire`, { viewport: narrow });
  reader = await opened(`/b/${brand}/comprendre/objectifs?open=new`);
  await writer.getByRole('button', { name: 'Écrire un contenu' }).first().click();
  await writer.waitForURL('**/produire/*-*');
  await writer.getByLabel('Texte du contenu').fill('Première phrase.');
  await writer.getByText(/^Enregistré à/).waitFor();
  await reader.getByLabel('Objectif', { exact: false }).last().fill('Cent coffrets');
  await parvis.halt();
  await writer.getByLabel('Texte du contenu').fill('Première phrase. Une deuxième.');
  await writer.getByText(away).waitFor();
  await writer.getByText(/^Hors ligne/).waitFor();
  assert.deepEqual(await axeFindings(writer), []);
  await picture(writer, 'away-writer');
  const form = reader.locator('aside form');
  await form.getByRole('button', { name: 'Poser un objectif' }).click();
  await form.getByRole('alert').getByText(/^Parvis ne répond pas/).waitFor();
  assert.equal(await reader.getByLabel('Objectif', { exact: false }).last().inputValue(), 'Cent coffrets');
});

step('a page whose code is not there yet waits for it', async () => {
  await reader.getByRole('navigation').getByRole('link', { name: 'Mesurer', exact: true }).first().click();
  await reader.getByText(away).waitFor();
  await picture(reader, 'away-reader');
});

step('once it answers, each page mends by itself', async () => {
  await parvis.resume();
  await writer.getByText(away).waitFor({ state: 'detached' });
  await writer.getByText(/^Enregistré à/).waitFor();
  assert.equal(await writer.getByLabel('Texte du contenu').inputValue(), 'Première phrase. Une deuxième.');
  await reader.getByRole('heading', { level: 1, name: 'Résultats' }).waitFor();
  await reader.getByRole('link', { name: 'Soixante coffrets offerts' }).waitFor();
  await reader.goBack();
  await settled(reader);
  assert.equal(await reader.getByLabel('Objectif', { exact: false }).last().inputValue(), 'Cent coffrets', 'the draft is still there');
  for (const page of [writer, reader]) assert.deepEqual(page.complaints, []);
});
