// SPDX-License-Identifier: AGPL-3.0-or-later
// node --test src/engines/track/script: the script that is served, in a page of our own making.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import vm from 'node:vm';

const code = readFileSync(new URL('./parvis.min.js', import.meta.url), 'utf8');
const uuid7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

// A page: what the script touches, and no more. `status` is what the server answers.
function page({ cookie = '', stub, referrer = 'https://l.instagram.com/' } = {}) {
  const jar = new Map(cookie ? [cookie.split('=')] : []);
  const made = { sent: [], timers: [], listeners: {}, cookies: [], status: 204 };
  const location = { href: 'https://shop.example/a?utm_source=ig', pathname: '/a', search: '?utm_source=ig', origin: 'https://shop.example', protocol: 'https:' };
  const listen = (name, act) => ((made.listeners[name] ??= []).push(act));
  const move = (path) => Object.assign(location, { href: location.origin + path, pathname: path, search: '' });
  const document = {
    currentScript: { src: 'https://parvis.example/p.js', getAttribute: () => 'key-1' }, title: 'Chairs', referrer, visibilityState: 'visible',
    addEventListener: listen,
    get cookie() { return [...jar].map(([name, value]) => `${name}=${value}`).join('; '); },
    set cookie(text) {
      made.cookies.push(text);
      const [name, value] = text.split(';')[0].split('=');
      if (/max-age=0/.test(text)) jar.delete(name);
      else jar.set(name, value);
    },
  };
  const window = { addEventListener: listen, parvis: stub };
  const take = (url, text) => made.sent.push({ url, ...JSON.parse(text) });
  const globals = {
    window, document, location, screen: { width: 390, height: 844 }, URL, Date, JSON, Uint8Array, Math, crypto: globalThis.crypto,
    navigator: { language: 'fr-FR', sendBeacon: (url, text) => (take(url, text), made.beacon = true) },
    history: { pushState: (_, __, path) => move(path), replaceState: (_, __, path) => move(path) },
    fetch: (url, { body }) => (take(url, body), made.status ? Promise.resolve({ status: made.status }) : Promise.reject(new Error('offline'))),
    setTimeout: (act) => made.timers.push(act), clearTimeout: () => (made.timers = []),
  };
  vm.runInNewContext(code, globals);
  made.history = globals.history;
  made.parvis = window.parvis;
  made.settle = () => new Promise((done) => setImmediate(done));
  made.tick = async () => { const acts = made.timers.splice(0); acts.forEach((act) => act()); await made.settle(); };
  made.fire = (name) => (made.listeners[name] ?? []).forEach((act) => act());
  return made;
}

test('the page is told once, with an id, where it stands and whence it came', async () => {
  const here = page();
  await here.tick();
  assert.equal(here.sent.length, 1);
  const [beacon] = here.sent;
  assert.equal(beacon.url, 'https://parvis.example/c/key-1');
  assert.equal(beacon.visitor, undefined);
  assert.equal(beacon.events.length, 1);
  assert.match(beacon.events[0].id, uuid7);
  assert.equal(beacon.events[0].name, 'page_view');
  assert.equal(beacon.events[0].referrer, 'https://l.instagram.com/');
  assert.deepEqual(here.cookies, [], 'no cookie before consent');
});

test('calls made before it was loaded are kept', async () => {
  const stub = () => {};
  stub.q = [['event', 'generate_lead', { value: 100, currency: 'EUR' }]];
  const here = page({ stub });
  await here.tick();
  assert.deepEqual(here.sent[0].events.map((event) => event.name), ['page_view', 'generate_lead']);
  assert.equal(here.sent[0].events[1].value, 100);
});

test('a page of an application that changes its address is a page view, once, coming from the one before', async () => {
  const here = page();
  here.history.pushState(0, 0, '/b');
  here.history.replaceState(0, 0, '/b');
  here.fire('popstate');
  await here.tick();
  assert.deepEqual(here.sent[0].events.map((event) => event.url), ['https://shop.example/a?utm_source=ig', 'https://shop.example/b']);
  assert.equal(here.sent[0].events[1].referrer, 'https://shop.example/a?utm_source=ig');
});

test('what was seen before consent is never sent with it, not even when it is sent again', async () => {
  const here = page();
  here.status = 503;
  await here.tick();
  here.status = 204;
  here.parvis.consent({ version: '2026-1' });
  await here.tick();
  await here.tick();
  const views = here.sent.filter((beacon) => beacon.events.some((event) => event.name === 'page_view'));
  assert.equal(views.length, 2, 'once refused, once again');
  assert.equal(views[0].events[0].id, views[1].events[0].id, 'with the same id');
  for (const beacon of views) assert.equal(beacon.consent, undefined);
  const given = here.sent.find((beacon) => beacon.events.some((event) => event.name === 'consent_given'));
  assert.match(given.visitor, uuid7);
  assert.equal(given.consent.version, '2026-1');
  assert.equal(typeof given.consent.at, 'number');
  assert.match(here.cookies[0], /max-age=34128000.*secure/);
});

test('a consent is told at once, with whence the person came', () => {
  const here = page();
  here.parvis.consent({ version: '2026-1' });
  const given = here.sent.find((beacon) => beacon.visitor);
  assert.deepEqual(given?.events.map((event) => [event.name, event.url]), [['consent_given', 'https://shop.example/a?utm_source=ig']]);
});

test('a consent is read again on the next page and its life is not extended', async () => {
  const here = page({ cookie: 'parvis=01890a5d-ac96-774b-bcce-b302099a8057~2026-1~1790000000000' });
  await here.tick();
  assert.equal(here.sent[0].visitor, '01890a5d-ac96-774b-bcce-b302099a8057');
  assert.equal(here.sent[0].consent.at, 1790000000000);
  assert.deepEqual(here.cookies, []);
  here.parvis('withdraw');
  await here.tick();
  assert.equal(here.sent.at(-1).events[0].name, 'consent_withdrawn');
  here.parvis('event', 'search');
  await here.tick();
  assert.equal(here.sent.at(-1).visitor, undefined);
});

test('after an opt-out nothing leaves', async () => {
  const here = page();
  here.parvis.optOut();
  here.parvis('event', 'purchase', { value: 1 });
  here.history.pushState(0, 0, '/b');
  await here.tick();
  here.fire('pagehide');
  assert.deepEqual(here.sent, []);
});

test('a page that goes away hands its hits to the browser', () => {
  const here = page();
  here.fire('pagehide');
  assert.equal(here.beacon, true);
  assert.equal(here.sent.length, 1);
});

test('a network that is away is tried again', async () => {
  const here = page();
  here.status = 0;
  await here.tick();
  here.status = 204;
  await here.tick();
  await here.tick();
  assert.equal(here.sent.length, 2);
  assert.equal(here.sent[0].events[0].id, here.sent[1].events[0].id);
});

test('a beacon holds 25 events at most', async () => {
  const here = page();
  for (let i = 0; i < 60; ++i) here.parvis('event', 'share');
  await here.settle();
  await here.tick();
  assert.equal(here.sent.flatMap((beacon) => beacon.events).length, 61);
  assert.ok(here.sent.every((beacon) => beacon.events.length <= 25));
});
