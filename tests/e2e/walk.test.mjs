// SPDX-License-Identifier: AGPL-3.0-or-later
// The ten minutes of the README, step by step as they are written, on the demo that `./run` shows. Its pictures, with
// PARVIS_SHOTS, are those of the README. C5.2.1 C5.1.2 C1.6.1 C3.2.1.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { narrow, openBrowser, openPage, picture } from './support/browser.mjs';
import { binary, startParvis } from './support/server.mjs';
import { settled, watchRequests } from './support/settled.mjs';

const skip = binary() ? false : 'skipped: parvis is not built';
const phone_agent = 'Mozilla/5.0 (Linux; Android 15; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Mobile Safari/537.36';
let parvis, browser, page, printed, order, objective;

before(async () => {
  if (skip) return;
  [parvis, browser] = await Promise.all([startParvis({ demo: true }), openBrowser({ agent: phone_agent })]);
  page = await openPage(browser, { base: parvis.base });
  watchRequests(page);
  const said = (what) => new RegExp(`^${what}: *(\\S.*)$`, 'm').exec(parvis.said)?.[1];
  printed = { owner: said('owner'), password: said('password of all'), link: said("a post's tagged link, to the shop"), approval: said('a month to approve, without an account') };
}, { timeout: 180_000 });
after(async () => {
  await browser?.close();
  await parvis?.stop();
});

const button = (name, where = page) => where.getByRole('button', { name, exact: true });
const dialog = () => page.getByRole('dialog');
/** By the rail, as a person goes: the room, then its page. */
async function go(room, name) {
  const rail = page.getByRole('navigation').first();
  await rail.getByRole('link', { name: room, exact: true }).click();
  if (name) await rail.getByRole('link', { name, exact: true }).click();
  await settled(page);
}

test('1. the owner signs in, and opens an objective, then a figure, down to its lines', { skip, timeout: 120_000 }, async () => {
  await page.goto('/');
  await page.getByLabel('Adresse électronique').fill(printed.owner);
  await page.locator('input[type=password]').fill(printed.password);
  await button('Entrer').click();
  await page.waitForURL('**/fil');
  await page.getByText('réseaux et boutique simulés').first().waitFor();
  await go('Mesurer', 'Résultats');
  await page.getByRole('article').getByRole('heading').getByRole('link').first().click();
  await settled(page);
  objective = page.url();
  await picture(page, 'results');
  const figures = page.locator('dl > div').filter({ has: page.locator('dt') });
  await figures.filter({ hasText: /^Conversions|^Commandes/ }).first().getByRole('link').click();
  await page.locator('#conversions tbody tr').first().waitFor();
});

test('2. the printed link in a private window: consent, a candle, the thank-you page', { skip, timeout: 60_000 }, async () => {
  const shop = await openPage(browser, { viewport: narrow });
  await shop.goto(printed.link);
  await shop.getByRole('button', { name: 'Accepter' }).click();
  await shop.getByRole('button', { name: 'Acheter' }).or(shop.getByRole('link', { name: 'Acheter' })).first().click();
  await shop.getByRole('button', { name: 'Commander' }).click();
  await shop.getByRole('heading', { name: 'Merci' }).waitFor();
  order = new URL(shop.url()).searchParams.get('order');
  await shop.waitForResponse((response) => response.url().includes('/c/'));
  assert.deepEqual(shop.complaints, []);
  await shop.context().close();
});

test('3. the order stands among the conversions, with the link that brought it, and in the objective’s return', { skip, timeout: 120_000 }, async () => {
  await go('Convertir', 'Conversions');
  const row = page.getByRole('row').filter({ hasText: order });
  for (let tries = 0; tries < 20 && !(await row.count()); ++tries) {
    await page.waitForTimeout(1_000);
    await page.reload();
    await settled(page);
  }
  await row.first().waitFor();
  const code = printed.link.split('/').pop();
  assert.match(await row.first().innerText(), new RegExp(code), 'with its link');
});

test('4. a content is written, scheduled on Bluesky, approved by a link without an account, and goes out at its minute', { skip, timeout: 240_000 }, async () => {
  await go('Produire');
  await button('Écrire un contenu').last().click();
  await page.waitForURL('**/produire/*');
  await page.getByRole('textbox', { name: 'Titre' }).fill('La promenade du dimanche');
  await page.getByLabel('Texte du contenu').fill('La bougie du dimanche est de retour à l’atelier, coulée mardi.');
  await page.getByLabel('Lien', { exact: true }).fill(`${parvis.shop}/coffrets`);
  await page.getByLabel('Objectif').selectOption({ index: 1 });
  await page.getByText(/^Enregistré à/).waitFor();
  await button('Déclarer prêt').click();
  await button('Repasser en brouillon').waitFor();
  await page.getByText(/^Enregistré à/).waitFor();
  await go('Publier et animer');
  await picture(page, 'calendar');
  await button('Programmer').first().click();
  const [date, time] = new Date(Math.ceil((Date.now() + 40_000) / 60_000) * 60_000).toLocaleString('sv', { timeZone: 'Europe/Paris' }).split(' ');
  await dialog().getByLabel('Contenu').selectOption({ label: 'La promenade du dimanche' });
  await dialog().getByLabel('Canal').selectOption({ label: 'Bluesky' });
  await dialog().locator('input[type=date]').fill(date);
  await dialog().locator('input[type=time]').fill(time.slice(0, 5));
  await button('Programmer', dialog()).click();
  await dialog().waitFor({ state: 'detached' });
});

test('the client’s link of the demo opens without an account, and says that nothing leaves for a real network', { skip, timeout: 60_000 }, async () => {
  const phone = await openPage(browser, { base: parvis.base, viewport: narrow });
  await phone.goto(printed.approval);
  await phone.getByRole('button', { name: /D.accord/ }).first().waitFor();
  await phone.getByText('ne part vers aucun réseau réel').waitFor();
  await phone.screenshot({ path: process.env.PARVIS_SHOTS ? `${process.env.PARVIS_SHOTS}/approval-phone.png` : undefined });
  assert.deepEqual(phone.complaints, []);
  await phone.context().close();
});

test('nothing broke on the way', { skip }, () => assert.deepEqual(page.complaints, []));
