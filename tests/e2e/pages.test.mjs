// SPDX-License-Identifier: AGPL-3.0-or-later
// Every page of every module, the guest's pages, the simulated shop and its consent banner, judged by axe (WCAG 2.2 AA and good
// practice) in both languages, both themes, on a desk and on a phone; none may be wider than its screen.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { candidate, ids, juror, own, owner, page_paths, password, persons, shop_pages, signed_out, states } from './support/addresses.mjs';
import { axeFindings, narrow, openBrowser, openPage, picture, wide } from './support/browser.mjs';
import { binary, signIn, startParvis } from './support/server.mjs';
import { settled, watchRequests } from './support/settled.mjs';

const skip = binary() ? false : 'skipped: parvis is not built';
const looks = ['fr', 'en'].flatMap((locale) => [wide, narrow].map((viewport) => ({ locale, viewport })));
const at_once = 2;
const cookies = {}; // by who signed in
let demo, empty, browser, visits;

before(async () => {
  if (skip) return;
  [demo, empty, browser] = await Promise.all([startParvis({ demo: true }), startParvis(), openBrowser()]);
  for (const email of [owner, juror, candidate]) cookies[email] = await signIn(demo.base, { email, password });
  visits = await allVisits();
}, { timeout: 120_000 });
after(async () => {
  await browser?.close();
  await Promise.all([demo?.stop(), empty?.stop()]);
});

async function ask(path, { body, as = owner } = {}) {
  const [{ name, value }] = cookies[as];
  const headers = { cookie: `${name}=${value}`, origin: demo.base, 'content-type': 'application/json', 'x-parvis-csrf': 'test' };
  const answer = await fetch(demo.base + path, body ? { method: 'POST', headers, body: JSON.stringify(body) } : { headers });
  assert.ok(answer.ok, `${path} answered ${answer.status}`);
  return answer.json().catch(() => null);
}

/** Every page with an address that shows it full: [{ path, address, base, person }]. */
async function allVisits() {
  const known = { demo: demo.said };
  for (const [name, find] of Object.entries(ids)) {
    known[name] = await find(ask, known);
    if (known[name]) continue;
    console.log(`the demo holds no ${name}: its page is judged as it says so`);
    known[name] = '00000000-0000-7000-8000-000000000000';
  }
  const found = [];
  for (const path of page_paths()) {
    const addresses = [own[path] ? await own[path](ask, known) : path.replace(/\$(\w+)/g, (whole, name) => known[name] ?? whole)].flat();
    assert.ok(addresses.length && !addresses.some((address) => address.includes('$')), `nobody knows the address of ${path}: say it in tests/e2e/support/addresses.mjs`);
    addresses.forEach((address, place) => {
      for (const state of ['', ...(states[path] ?? [])]) {
        const base = (signed_out[path] === 'empty' ? empty : demo).base;
        found.push({ path: path + state, name: `${path}${place ? `-${place + 1}` : ''}${state}`, url: base + address + state, person: signed_out[path] ? '' : persons[path] ?? owner });
      }
    });
  }
  found.push({ path: 'an address that leads nowhere', url: `${demo.base}/certifier/nulle-part`, person: owner });
  for (const path of shop_pages) found.push({ path: `shop ${path}`, url: demo.shop + path, person: '', shop: true });
  found.push({ path: 'simulated post', url: await simulatedPost(), person: '', shop: true });
  return found;
}

async function simulatedPost() {
  const { bluesky } = await (await fetch(`${demo.networks}/simulator/stored`)).json();
  return bluesky.posts.at(-1).url;
}

/** One page in one language and width, in both themes. */
async function judged(page, visit, { locale, viewport }) {
  const url = visit.shop && locale === 'en' && visit.path.startsWith('shop') ? visit.url.replace(demo.shop, `${demo.shop}/en`) : visit.url;
  await page.goto(url);
  const restless = await settled(page).then(() => [], (error) => [`never came to rest: ${error.message.split('\n')[0]}`]);
  const name = `${(visit.name ?? visit.path).replace(/\W+/g, '_')}-${locale}-${viewport.width}`;
  await picture(page, `${name}-light`);
  const found = [...restless, ...(await axeFindings(page))];
  const beyond = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  if (beyond > 0) found.push(`${beyond} px wider than the screen`);
  await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
  await page.evaluate(() => document.documentElement.setAttribute('data-mantine-color-scheme', 'dark'));
  await picture(page, `${name}-dark`);
  found.push(...(await axeFindings(page, ['color-contrast'])).map((finding) => `dark: ${finding}`));
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  return [...found, ...page.complaints.splice(0)].map((finding) => `${visit.path}: ${finding}`);
}

async function judgeAll(look) {
  const queue = [...visits];
  const seen = [];
  const work = async () => {
    const pages = {};
    for (const person of ['', ...Object.keys(cookies)]) pages[person] = await openPage(browser, { ...look, base: demo.base, cookies: cookies[person] });
    for (const page of Object.values(pages)) (watchRequests(page), page.setDefaultTimeout(60_000)); // other programs may want the machine too
    for (let visit = queue.shift(); visit; visit = queue.shift()) seen.push(...(await judged(pages[visit.person], visit, look)));
    await Promise.all(Object.values(pages).map((page) => page.context().close()));
  };
  await Promise.all(Array.from({ length: at_once }, work));
  return seen;
}

test('the modules have pages, and each has an address', { skip }, () => {
  assert.ok(page_paths().length > 35, `${page_paths().length} pages found`);
  for (const path of page_paths()) assert.ok(visits.some((visit) => visit.path === path), `${path} is not visited`);
});

for (const look of looks) {
  test(`every page is accessible: ${look.locale}, ${look.viewport.width} px, light and dark`, { skip, timeout: 300_000 }, async () => {
    assert.deepEqual(await judgeAll(look), []);
  });
}
