// SPDX-License-Identifier: AGPL-3.0-or-later
// What is refused, or is not the reader's, says what, which and where to put it right, in the page: an empty survey, a file too
// heavy, the Caisse des Dépôts's file, an approval without a name, another role's page; and what awaits is told at home. C3.2.1.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { candidate, juror, owner, password } from './support/addresses.mjs';
import { axeFindings, narrow, openBrowser, openPage, picture } from './support/browser.mjs';
import { asker } from './support/exam.mjs';
import { binary, signIn, startParvis } from './support/server.mjs';
import { settled, watchRequests } from './support/settled.mjs';

const skip = binary() ? false : 'skipped: parvis is not built';
const step = (name, act) => test(name, { skip, timeout: 60_000 }, act);
let parvis, browser, ask, folder;

/** A page of that person's, signed out when none is named, at rest on the address. */
async function opened(email, path, more = {}) {
  const cookies = email ? await signIn(parvis.base, { email, password }) : [];
  const page = await openPage(browser, { base: parvis.base, cookies, viewport: narrow, ...more });
  watchRequests(page);
  await page.goto(path);
  await settled(page);
  return page;
}
const button = (page, name) => page.getByRole('button', { name, exact: true });
const printed = (mark) => parvis.said.split(mark)[1].split(/\s/)[0];
async function shown(page, name) {
  assert.deepEqual(await axeFindings(page), []);
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), 'no wider than the screen');
  assert.deepEqual(page.complaints, []);
  await picture(page, `refused-${name}`);
}

before(async () => {
  if (skip) return;
  [parvis, browser] = await Promise.all([startParvis({ demo: true }), openBrowser()]);
  ask = asker(parvis.base, await signIn(parvis.base, { email: owner, password }));
  folder = mkdtempSync(join(tmpdir(), 'parvis-files-'));
}, { timeout: 120_000 });
after(async () => {
  await browser?.close();
  await parvis?.stop();
  if (folder) rmSync(folder, { recursive: true });
});

step('a survey sent empty says which answers lack, beside them; answered, it thanks where one looks', async () => {
  const page = await opened('', `/suivi/${printed('/suivi/')}`);
  await page.getByLabel('Salarié').check();
  await button(page, 'Répondre').click();
  await page.getByText('2 champs sont à corriger').waitFor();
  const job = page.getByRole('radiogroup', { name: /^Votre métier/ });
  assert.doesNotMatch(await page.locator('main').innerText(), /targeted|Choix inconnu/, 'no name of the server’s own');
  await job.locator('input').first().and(page.locator(':focus')).waitFor(); // the first that lacks has the focus
  await shown(page, 'survey');
  await page.getByLabel('Un autre métier').check();
  await page.getByLabel('CDI').check();
  await button(page, 'Répondre').click();
  const thanks = page.getByRole('status').filter({ hasText: 'Merci' });
  await thanks.waitFor();
  assert.equal(await thanks.evaluate((one) => one === document.activeElement), true);
  await page.goto('/suivi/un-lien-qui-n-existe-pas-0123456789');
  await page.getByText('Ce lien n’existe pas').waitFor();
  assert.equal(await button(page, 'Réessayer').count(), 0, 'asking again would change nothing');
});

step('a file too heavy for its kind says so before it is sent, and takes nothing away', async () => {
  const open = (await asker(parvis.base, await signIn(parvis.base, { email: candidate, password }))('/api/my-exams')).items.find(({ state }) => state === 'open');
  const page = await opened(candidate, `/certifier/mes-examens/${open.session_id}`);
  await page.getByText('Remettre une pièce pour L3.1').click();
  const part = page.getByRole('region', { name: /^L3\.1/ });
  const file = join(folder, 'rapport.pdf');
  await part.locator('input[type=file]').setInputFiles({ name: 'plan.txt', mimeType: 'text/plain', buffer: Buffer.from('Un plan.\n') });
  await part.getByText('2 pièces remises').waitFor(); // with the one that the demo handed in
  writeFileSync(file, Buffer.alloc(25_100_000, 32));
  await part.locator('input[type=file]').setInputFiles(file);
  await part.getByText(/rapport\.pdf pèse 25,1\sMo\s: 25\sMo au plus/).waitFor();
  await part.getByText('2 pièces remises').waitFor();
  await shown(page, 'file');
});

step('the Caisse des Dépôts’s file names the certificate and the field, and leads to the person', async () => {
  const { items } = await ask('/api/certification/cdc');
  const id = items[0].candidate_id;
  const { candidate: kept, identity } = await ask(`/api/certification/candidates/${id}`);
  await ask(`/api/certification/candidates/${id}`, { route: kept.route, identity: { ...identity, birth_insee: null }, revision: kept.revision }, 'PUT');
  const page = await opened(owner, '/certifier/cdc');
  await button(page, 'Préparer').click();
  const batch = page.getByRole('article', { name: /^FLUX-/ });
  await batch.getByText(`${items[0].technical_id} · Code INSEE de naissance`).waitFor();
  assert.equal(await button(batch, 'Télécharger le XML').count(), 0, 'not offered while it would be refused');
  await shown(page, 'cdc');
  await batch.getByRole('link', { name: 'Ouvrir le dossier' }).click();
  await page.waitForURL(`**/certifier/candidats?open=${id}`);
  await page.getByRole('heading', { level: 1, name: 'Candidats' }).waitFor(); // the address moves before the page does
  await ask(`/api/certification/candidates/${id}`, { route: kept.route, identity, revision: kept.revision + 1 }, 'PUT');
  await page.goBack();
  await button(batch, 'Télécharger le XML').waitFor();
});

step('a client who forgot their name is asked for it', async () => {
  const page = await opened('', `/a/${printed('/a/')}`);
  await page.getByRole('button', { name: /D.accord/ }).first().click();
  await page.getByText('Dites d’abord votre nom').waitFor();
  assert.equal(await page.getByLabel('Votre nom').evaluate((one) => one === document.activeElement), true);
  await shown(page, 'guest');
});

step('another role’s page offers nothing and lights nothing of the reader’s', async () => {
  const page = await opened(candidate, '/certifier/candidats', { viewport: undefined });
  await page.getByText('Cette page n’est pas ouverte à votre rôle').waitFor();
  assert.equal(await button(page, 'Ajouter un candidat').count(), 0);
  assert.deepEqual(await page.locator('nav ul ul [aria-current]').allInnerTexts(), []);
  const brand = (await ask('/api/brands')).items.find(({ name }) => name === 'Maison Rivage').id;
  await page.goto(`/b/${brand}/publier`);
  await page.getByText('Cette page n’est pas ouverte à votre rôle').waitFor();
});

step('a juror and a candidate are told at home what awaits them', async () => {
  const page = await opened(juror, '/');
  await page.getByRole('link', { name: /à évaluer.*Bloc 4/ }).waitFor();
  await shown(page, 'juror');
  const other = await opened(candidate, '/');
  await other.getByRole('link', { name: /examen ouvert.*Bloc 3/ }).click();
  await other.waitForURL('**/certifier/mes-examens/*');
});
