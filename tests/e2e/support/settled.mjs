// SPDX-License-Identifier: AGPL-3.0-or-later
// When a page has come to rest: its heading stands and nothing it asked for is still under way (live events apart).

const live = (request) => request.resourceType() === 'eventsource' || request.url().endsWith('/events');
const longest = 20_000; // ample: a dictionary read for the first time on a busy machine

/** Call once, before the page goes anywhere. */
export function watchRequests(page) {
  page.under_way = new Set();
  page.on('request', (request) => {
    if (request.isNavigationRequest()) page.under_way.clear(); // what the page before had asked for is gone with it
    if (!live(request)) page.under_way.add(request);
  });
  for (const end of ['requestfinished', 'requestfailed']) page.on(end, (request) => page.under_way.delete(request));
}

/** Throws when something is still under way after 20 s, naming it. */
export async function settled(page) {
  await page.locator('h1').first().waitFor({ timeout: 20_000 });
  const end = Date.now() + longest;
  do {
    while (page.under_way.size) {
      if (Date.now() > end) throw new Error(`still under way: ${[...page.under_way].map((request) => request.url()).join(', ')}`);
      await page.waitForEvent('requestfinished', { timeout: 250 }).catch(() => undefined);
    }
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  } while (page.under_way.size);
}
