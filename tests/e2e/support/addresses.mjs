// SPDX-License-Identifier: AGPL-3.0-or-later
// Every page there is, read from the modules' pages.ts, and what stands for the $names in their addresses. A new page joins
// the accessibility test by itself; only a $name that nobody has named yet needs a line in `ids` (or, for one page, `own`).
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../../', import.meta.url));

/** Paths of all pages, as written in web/src/<module>/pages.ts. The gallery is only in builds for those who build. */
export const page_paths = () =>
  readdirSync(`${root}web/src`)
    .map((module) => `${root}web/src/${module}/pages.ts`)
    .filter((file) => existsSync(file))
    .flatMap((file) => [...readFileSync(file, 'utf8').matchAll(/\bpath: '([^']+)'/g)].map(([, path]) => path))
    .filter((path) => path !== '/gallery')
    .sort();

const first = async (ask, path, fits = () => true) => {
  const { items } = await ask(path);
  const found = items.find(fits) ?? items[0];
  return (found?.objective ?? found?.publication ?? found?.site ?? found)?.id;
};

/** By $name; each is asked of the demo as its owner, with the names before it already known. */
export const ids = {
  brand: (ask) => first(ask, '/api/brands', ({ name }) => name === 'Maison Rivage'),
  objective: (ask, { brand }) => first(ask, `/api/brands/${brand}/objectives`),
  brief: (ask, { brand }) => first(ask, `/api/brands/${brand}/briefs`),
  persona: (ask, { brand }) => first(ask, `/api/brands/${brand}/personas`),
  content: (ask, { brand }) => first(ask, `/api/brands/${brand}/contents`),
  site: (ask, { brand }) => first(ask, `/api/brands/${brand}/sites`),
  key: async (ask, { brand }) => (await ask(`/api/brands/${brand}/sites`)).items[0].site.site_key, // a visitor's page
  rules: async (ask) => {
    const { items } = await ask('/api/certification/shipped-rule-sets');
    const made = await ask('/api/certification/rule-sets', { name: 'Règlement', rules: items.default });
    return made.id;
  },
  version: async (ask) => (await first(ask, '/api/certification/versions')) ?? (await ask('/api/certification/versions', { label: '2026', rncp_number: '' })).id,
  // The demo examines nobody yet: these pages are judged as they say that there is no such thing.
  session: () => undefined,
  grid: () => undefined,
  minutes: () => undefined,
  publication: async (ask, { brand }) => {
    const at = (days) => new Date(Date.now() + days * 86_400_000).toISOString();
    const { items } = await ask(`/api/brands/${brand}/publications?from=${at(-30)}&to=${at(1)}`);
    const live = items.map((item) => item.publication ?? item).filter(({ state }) => state === 'live');
    return (live.at(-1) ?? items[0].publication ?? items[0]).id;
  },
};

const word_after = (text, mark) => text.slice(text.indexOf(mark) + mark.length).split(/[\s/]/)[0];
async function from_mail(ask, mark) {
  const { items } = await ask('/api/workspace/sent-mail');
  return word_after(items.find(({ body }) => body.includes(mark)).body, mark);
}

/** By page, where the name alone does not say: (ask, known) => address. `known.demo` is what `parvis demo` printed. */
export const own = {
  '/a/$token': (ask, { demo }) => `/a/${word_after(demo, '/a/')}`,
  // Nobody was awarded anything in the demo: the page says so.
  '/verification/$code': () => '/verification/AAAA-BBBB-CCCC',
  '/invitation/$token': async (ask) => {
    await ask('/api/workspace/invitations', { email: 'lou@atelier-fabre.example', role: 'author' });
    return `/invitation/${await from_mail(ask, '/invitation/')}`;
  },
  // The token is judged when the new password is sent.
  '/mot-de-passe/$token': () => '/mot-de-passe/jeton-d-essai',
};

/** Pages that show themselves to nobody who has an account: visited signed out, on an empty Parvis where it says so. */
export const signed_out = { '/entrer': 'demo', '/mot-de-passe': 'demo', '/mot-de-passe/$token': 'demo', '/invitation/$token': 'demo', '/a/$token': 'demo', '/vie-privee/$key': 'demo', '/verification/$code': 'demo', '/bienvenue': 'empty' };

/** More states of a page: what its address may carry. */
export const states = {
  '/b/$brand/comprendre/objectifs': ['?open=new'],
  '/b/$brand/comprendre/briefs': ['?open=new'],
  '/b/$brand/comprendre/personas': ['?open=new'],
  '/b/$brand/definir/piliers': ['?open=new'],
};

/** The simulated shop's pages and a simulated post, beside Parvis. */
export const shop_pages = ['/', '/senteurs/sormiou', '/commande?candle=coffret', '/confidentialite', '/atelier', '/reglages', '/nulle-part'];
