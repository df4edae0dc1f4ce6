// SPDX-License-Identifier: AGPL-3.0-or-later
// Takes README's pictures anew, of the demo as it is now: `make pictures`. Look at each before it is committed.
import { fileURLToPath } from 'node:url';
import { owner, password } from './support/addresses.mjs';
import { narrow, openBrowser, openPage, wide } from './support/browser.mjs';
import { signIn, startParvis } from './support/server.mjs';
import { settled, watchRequests } from './support/settled.mjs';

const folder = fileURLToPath(new URL('../../docs/pictures/', import.meta.url));
const [parvis, browser] = await Promise.all([startParvis({ demo: true }), openBrowser()]);

async function take(name, address, { viewport, cookies = [], open = async () => undefined }) {
  const page = await openPage(browser, { base: parvis.base, viewport, cookies });
  watchRequests(page);
  await page.goto(address);
  await settled(page);
  await open(page);
  await settled(page);
  await page.evaluate(() => document.fonts.ready);
  await page.screenshot({ path: `${folder}${name}.png` });
  await page.context().close();
  console.log(`docs/pictures/${name}.png`);
}

try {
  const cookies = await signIn(parvis.base, { email: owner, password });
  const [{ name, value }] = cookies;
  const { items } = await (await fetch(`${parvis.base}/api/brands`, { headers: { cookie: `${name}=${value}` } })).json();
  const brand = items.find(({ slug }) => slug === 'maison-rivage').id;
  const objective = (page) => page.getByRole('link', { name: 'Soixante coffrets offerts' }).click().then(() => page.getByRole('heading', { level: 1, name: 'Soixante coffrets offerts' }).waitFor());
  await take('results', `/b/${brand}/mesurer`, { viewport: wide, cookies, open: objective });
  await take('calendar', `/b/${brand}/publier`, { viewport: wide, cookies });
  await take('approval-phone', parvis.said.match(/\/a\/\S+/)[0], { viewport: narrow });
} finally {
  await browser.close();
  await parvis.stop();
}
