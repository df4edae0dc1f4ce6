// SPDX-License-Identifier: AGPL-3.0-or-later
// A newcomer opens a workspace and a brand, sets an objective, writes a brief, a persona and a charter: C1.1.1, C1.3.1, C1.5.1.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openBrowser, openPage } from './support/browser.mjs';
import { binary, owner, startParvis } from './support/server.mjs';

const skip = binary() ? false : 'skipped: parvis is not built';
let parvis, browser, page;
let brand = '';

before(async () => {
  if (skip) return;
  parvis = await startParvis();
  browser = await openBrowser();
  page = await openPage(browser, { base: parvis.base });
});
after(async () => {
  await browser?.close();
  await parvis?.stop();
});

const button = (name) => page.getByRole('button', { name, exact: true });
const field = (name) => page.getByRole('textbox', { name });

test('a stranger is led to the first run, and a refused password is said beside its field', { skip }, async () => {
  await page.goto('/');
  await page.waitForURL('**/bienvenue');
  await field('Nom de l’espace de travail').fill(owner.workspace_name);
  await page.getByLabel('Nom', { exact: true }).or(page.getByLabel('Nom *', { exact: true })).first().fill(owner.person_name);
  await field('Adresse électronique').fill(owner.email);
  await page.locator('input[type=password]').fill('court');
  await button('Ouvrir l’espace de travail').click();
  await page.getByText('Trop court').first().waitFor();
  assert.equal(await field('Nom de l’espace de travail').inputValue(), owner.workspace_name);
  await page.locator('input[type=password]').fill(owner.password);
  await button('Ouvrir l’espace de travail').click();
  await page.waitForURL('**/fil');
});

test('a brand is opened from the empty thread', { skip }, async () => {
  await button('Ouvrir une marque').last().click();
  await field('Nom').fill('Le Fournil');
  await page.locator('aside').getByRole('button', { name: 'Ouvrir une marque' }).click();
  await page.waitForURL('**/b/*/comprendre/**');
  brand = new URL(page.url()).pathname.split('/')[2];
});

test('an objective without a date is a draft and says what it lacks', { skip }, async () => {
  await page.goto(`/b/${brand}/comprendre/objectifs?open=new`);
  const panel = page.locator('aside');
  await panel.getByRole('textbox', { name: 'Objectif' }).fill('120 commandes avant Noël');
  await panel.getByLabel('Chiffre à atteindre').fill('120');
  await panel.getByRole('button', { name: 'Poser un objectif' }).click();
  await page.getByText('Il manque').first().waitFor();
});

test('a brief saves itself and its document is read and highlighted', { skip }, async () => {
  await page.goto(`/b/${brand}/comprendre/briefs?open=new`);
  await page.locator('aside').getByRole('textbox').fill('Noël 2026');
  await page.locator('aside').getByRole('button', { name: 'Ouvrir un brief' }).click();
  await page.waitForURL('**/briefs/*');
  await field('Contexte').fill('Une boulangerie de quartier qui livre.');
  await page.getByText(/^Enregistré à/).waitFor();
  await page.locator('input[type=file]').setInputFiles({ name: 'brief.txt', mimeType: 'text/plain', buffer: Buffer.from('Nous voulons 120 commandes.\n\nLe budget est de 400 euros.\n') });
  await page.getByRole('button', { name: 'Surligner le paragraphe 1' }).click();
  await button('Surligner').click();
  await page.locator('mark').first().waitFor();
});

test('a charter with a forbidden word is kept after a reload', { skip }, async () => {
  await page.goto(`/b/${brand}/definir/charte`);
  await field('Promesse').fill('Du pain fait la nuit, livré le matin.');
  await button('Ajouter un mot interdit').click();
  await page.getByRole('textbox', { name: 'Mot', exact: true }).fill('promo');
  await page.getByText(/^Enregistré à/).waitFor();
  await page.reload();
  await page.getByRole('textbox', { name: 'Mot', exact: true }).waitFor();
  assert.equal(await page.getByRole('textbox', { name: 'Mot', exact: true }).inputValue(), 'promo');
});

test('nothing broke on the way', { skip }, () => assert.deepEqual(page.complaints, []));
