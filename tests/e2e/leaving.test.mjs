// SPDX-License-Identifier: AGPL-3.0-or-later
// A buyer in a hurry: consents and leaves the page at once, buys, and leaves again. The order must
// keep the link it came by. C4.2.1 C5.1.2.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { narrow, openBrowser, openPage } from './support/browser.mjs';
import { binary, setUp, startParvis } from './support/server.mjs';

const skip = binary() ? false : 'skipped: parvis is not built';
const phone_agent = 'Mozilla/5.0 (Linux; Android 15; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Mobile Safari/537.36';
let parvis, browser, desk, brand;

before(async () => {
  if (skip) return;
  [parvis, browser] = await Promise.all([startParvis({ simulated: true }), openBrowser({ agent: phone_agent })]);
  desk = await openPage(browser, { base: parvis.base, cookies: await setUp(parvis.base) });
  brand = (await asked('POST', '/api/brands', { name: 'Maison Rivage', slug: 'maison-rivage' })).id;
  const site = await asked('POST', `/api/brands/${brand}/sites`, { name: 'Boutique', hosts: [new URL(parvis.shop).host], mode: 'hybrid' });
  const shop = await openPage(browser, { base: parvis.shop });
  await shop.goto('/reglages');
  await shop.getByLabel('Script de mesure').fill(site.script_tag);
  await shop.getByRole('button', { name: 'Enregistrer' }).click();
  await shop.getByText('La ligne est en place.').waitFor();
  await shop.context().close();
}, { timeout: 60_000 });
after(async () => {
  await browser?.close();
  await parvis?.stop();
});

async function asked(method, path, data) {
  const answer = await desk.request.fetch(path, { method, data, headers: { Origin: parvis.base } });
  const text = await answer.text();
  assert.ok(answer.ok(), `${method} ${path}: ${answer.status()} ${text}`);
  return text ? JSON.parse(text) : null;
}

/** The conversions, once there are so many. */
async function conversions(count) {
  const end = Date.now() + 30_000;
  for (;;) {
    const { items } = await asked('GET', `/api/brands/${brand}/conversions`);
    if (items.length >= count) return items;
    assert.ok(Date.now() < end, `${items.length} of ${count} conversions came`);
    await new Promise((done) => setTimeout(done, 250));
  }
}

/** Comes by a tagged link, chooses, and does not wait: the page is left within the same breath as the choice. */
async function hurry(content, choice) {
  const shop = await openPage(browser, { base: parvis.shop, viewport: narrow });
  await shop.goto(`/coffrets?utm_source=bluesky&utm_medium=social&utm_campaign=noel&utm_content=${content}`);
  await shop.evaluate((name) => {
    [...document.querySelectorAll('button')].find((one) => one.textContent.trim() === name).click();
    [...document.querySelectorAll('button, a')].find((one) => one.textContent.trim() === 'Acheter').click();
  }, choice);
  await shop.getByRole('button', { name: 'Commander' }).click();
  await shop.getByRole('heading', { name: 'Merci' }).waitFor();
  await shop.goto('about:blank');
  await shop.context().close();
}

test('one who consents and leaves within the same breath is still known by the link they came by', { skip, timeout: 110_000 }, async () => {
  const links = ['aaa2345', 'bbb2345', 'ccc2345', 'ddd2345', 'eee2345'];
  for (const link of links) await hurry(link, 'Accepter');
  const items = await conversions(links.length);
  assert.deepEqual(items.flatMap((one) => one.codes).sort(), links);
});

test('the consent itself leaves within 100 ms, while the page is still there', { skip, timeout: 60_000 }, async () => {
  const shop = await openPage(browser, { base: parvis.shop, viewport: narrow });
  await shop.goto('/coffrets?utm_source=bluesky&utm_medium=social&utm_campaign=noel&utm_content=fff2345');
  const [told] = await Promise.all([
    shop.waitForRequest((request) => request.postData()?.includes('consent_given'), { timeout: 1_500 }),
    shop.getByRole('button', { name: 'Accepter' }).click(),
  ]);
  const beacon = JSON.parse(told.postData());
  assert.ok(beacon.sent - beacon.consent.at < 100, `told after ${beacon.sent - beacon.consent.at} ms`);
  assert.match(beacon.events[0].url, /utm_content=fff2345/);
  await shop.context().close();
});
