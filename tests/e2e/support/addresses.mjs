// SPDX-License-Identifier: AGPL-3.0-or-later
// Every page there is, read from the modules' pages.ts, and what stands for the $names in their addresses. A new page joins
// the accessibility test by itself; only a $name that nobody has named yet needs a line in `ids` (or, for one page, `own`).
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../../', import.meta.url));

/** Paths of all pages, as written in the modules' files of pages (pages.ts, exam_pages.ts …). The gallery is only in builds for those who build. */
export const page_paths = () =>
  readdirSync(`${root}web/src`)
    .filter((module) => existsSync(`${root}web/src/${module}/pages.ts`))
    .flatMap((module) => readdirSync(`${root}web/src/${module}`).filter((file) => file.endsWith('pages.ts')).map((file) => `${root}web/src/${module}/${file}`))
    .flatMap((file) => [...readFileSync(file, 'utf8').matchAll(/\bpath: '([^']+)'/g)].map(([, path]) => path))
    .filter((path) => path !== '/gallery')
    .sort();

const first = async (ask, path, fits = () => true) => {
  const { items } = await ask(path);
  const found = items.find(fits) ?? items[0];
  return (found?.objective ?? found?.publication ?? found?.site ?? found)?.id;
};

/** Those of the demo: its owner, the president of its jury and a candidate. */
export const owner = 'camille@atelier-fabre.example';
export const juror = 'helene@jury.example';
export const candidate = 'lea.fontaine@ecole.example';
export const password = 'la place du village';

/** By $name; each is asked of the demo, as its owner unless it says as whom, with the names before it already known. */
export const ids = {
  brand: (ask) => first(ask, '/api/brands', ({ name }) => name === 'Maison Rivage'),
  objective: (ask, { brand }) => first(ask, `/api/brands/${brand}/objectives`),
  brief: (ask, { brand }) => first(ask, `/api/brands/${brand}/briefs`),
  persona: (ask, { brand }) => first(ask, `/api/brands/${brand}/personas`),
  content: (ask, { brand }) => first(ask, `/api/brands/${brand}/contents`),
  site: (ask, { brand }) => first(ask, `/api/brands/${brand}/sites`),
  key: async (ask, { brand }) => (await ask(`/api/brands/${brand}/sites`)).items[0].site.site_key, // a visitor's page
  rules: (ask) => first(ask, '/api/certification/rule-sets'),
  version: (ask) => first(ask, '/api/certification/versions'),
  session: async (ask) => (await ask('/api/exam-sessions')).items.find(({ state }) => state === 'marking').id,
  case: (ask) => first(ask, '/api/exam-cases'),
  sitting: async (ask) => (await ask('/api/sittings', { as: candidate })).items.find(({ sitting_id }) => sitting_id).sitting_id,
  minutes: async (ask) => (await ask('/api/minutes')).items[0].minutes.id,
  grid: async (ask) => {
    const { items } = await ask('/api/my-juries', { as: juror });
    return items.find(({ state }) => state === 'marking').grids.find(({ state }) => state === 'draft').id;
  },
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

const sessions = async (ask, fits) => (await ask('/api/exam-sessions')).items.filter(fits).map(({ id }) => id);
const own_exams = async (ask, fits) => (await ask('/api/my-exams', { as: candidate })).items.filter(fits).map(({ session_id }) => session_id);
/** The juror's grids under way, one of each part: a dossier's and a questionnaire's open answers. */
async function drafts(ask) {
  const { items } = await ask('/api/my-juries', { as: juror });
  const grids = items.flatMap(({ grids: all }) => all).filter(({ state }) => state === 'draft');
  return ['written', 'questionnaire'].map((part) => grids.find((grid) => grid.part === part).id);
}

/** The candidate's post that went out on the simulated network, in the sandbox of the exam that goes on. */
async function simulated_post(ask) {
  for (const { id } of (await ask('/api/brands', { as: candidate })).items) {
    const { items } = await ask(`/api/brands/${id}/publications`, { as: candidate });
    const out = items.find(({ publication }) => publication.proof?.origin === 'simulated');
    if (out) return out.publication.id;
  }
  throw new Error('no post of the candidate went out');
}

/** By page, where the name alone does not say: (ask, known) => address, or several. `known.demo` is what `parvis demo` printed. */
export const own = {
  '/a/$token': (ask, { demo }) => `/a/${word_after(demo, '/a/')}`,
  '/certifier/mes-jurys/$session/deliberation': async (ask) => (await sessions(ask, ({ state }) => state === 'pv_closed')).map((id) => `/certifier/mes-jurys/${id}/deliberation`),
  '/certifier/epreuves/$session/questionnaire': async (ask) => (await sessions(ask, ({ block }) => block === 'B4')).map((id) => `/certifier/epreuves/${id}/questionnaire`),
  '/certifier/grilles/$grid': async (ask) => (await drafts(ask)).map((id) => `/certifier/grilles/${id}`),
  '/certifier/mes-examens/$session': async (ask) => (await own_exams(ask, ({ state, block }) => state === 'open' || block === 'B4')).map((id) => `/certifier/mes-examens/${id}`),
  '/certifier/reseau-simule/$publication': async (ask) => `/certifier/reseau-simule/${await simulated_post(ask)}`,
  '/verification/$code': (ask, { demo }) => `/verification/${word_after(demo, '/verification/')}`,
  '/invitation/$token': async (ask) => {
    await ask('/api/workspace/invitations', { body: { email: 'lou@atelier-fabre.example', role: 'author' } });
    return `/invitation/${await from_mail(ask, '/invitation/')}`;
  },
  '/suivi/$token': (ask, { demo }) => `/suivi/${word_after(demo, '/suivi/')}`,
  // The token is judged when the new password is sent.
  '/mot-de-passe/$token': () => '/mot-de-passe/jeton-d-essai',
};

/** Pages of a juror or a candidate, which the owner has no part in. */
export const persons = {
  '/certifier/mes-jurys': juror, '/certifier/mes-jurys/$session/deliberation': juror, '/certifier/grilles/$grid': juror, '/certifier/mes-pv/$minutes': juror,
  '/certifier/mes-examens': candidate, '/certifier/mes-examens/$session': candidate, '/certifier/mon-parcours': candidate, '/certifier/mon-dossier': candidate,
  '/certifier/reseau-simule/$publication': candidate,
  '/certifier/mes-questionnaires': candidate, '/certifier/questionnaire/$sitting': candidate,
};

/** Pages that show themselves to nobody who has an account: visited signed out, on an empty Parvis where it says so. */
export const signed_out = { '/entrer': 'demo', '/mot-de-passe': 'demo', '/mot-de-passe/$token': 'demo', '/invitation/$token': 'demo', '/a/$token': 'demo', '/vie-privee/$key': 'demo', '/suivi/$token': 'demo', '/verification/$code': 'demo', '/bienvenue': 'empty' };

/** More states of a page: what its address may carry. */
export const states = {
  '/b/$brand/comprendre/objectifs': ['?open=new'],
  '/b/$brand/comprendre/briefs': ['?open=new'],
  '/b/$brand/comprendre/personas': ['?open=new'],
  '/b/$brand/definir/piliers': ['?open=new'],
};

/** The simulated shop's pages and a simulated post, beside Parvis. */
export const shop_pages = ['/', '/senteurs/sormiou', '/commande?candle=coffret', '/confidentialite', '/atelier', '/reglages', '/nulle-part'];
