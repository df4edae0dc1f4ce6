// SPDX-License-Identifier: AGPL-3.0-or-later
// Without a pointer: a candidate sits a questionnaire, and a president leads a deliberation, by Tab, arrows, Space and Enter alone.
// Each stop must show its focus. What stands before is set up through the API, on a clock that the test moves.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openBrowser, openPage, picture } from './support/browser.mjs';
import { asker, candidate, certification, juror, person, readyCase } from './support/exam.mjs';
import { clock_binary, setUp, startOnOwnClock } from './support/server.mjs';
import { settled, watchRequests } from './support/settled.mjs';

const skip = clock_binary() ? false : 'skipped: parvis_clock_server is not built';
const window_minutes = 60;
const most_stops = 80;

let browser, parvis, ask, ana, ben, lea, session, sitting;

const moment = (minutes) => new Date(parvis.now().getTime() + minutes * 60_000).toISOString().replace(/\.\d+Z$/, 'Z');

/** Asks until `holds` says yes of the answer. */
async function until(path, holds, who = ask) {
  for (const end = Date.now() + 60_000; Date.now() < end; await new Promise((done) => setTimeout(done, 300))) {
    const answer = await who(path);
    if (holds(answer)) return answer;
  }
  throw new Error(`${path} never came to hold`);
}

const prose = (text) => ({ format: 'plain', text });
const choice = (text, correct) => ({ correct, text: prose(text), feedback: prose('') });
const question = (reference, kind, stem, choices = []) => ({
  reference, competency: 'C4.2.1', difficulty: 'easy', tags: [], state: 'active',
  question: { kind, id: '', tags: [], title: reference, stem: prose(stem), choices, pairs: [], kept: [] },
});

async function questionnaire() {
  await ask('/api/questions', question('Q1', 'single_choice', 'Que mesure un taux de conversion ?', [choice('Le coût d’un clic', false), choice('La part qui aboutit', true)]));
  await ask('/api/questions', question('Q2', 'essay', 'Pourquoi segmenter ?'));
  const draws = [{ tags: [], kind: 'single_choice', count: 1, points: 2 }, { tags: [], kind: 'essay', count: 1, points: 4 }];
  const made = await ask('/api/questionnaires', { title: 'Bloc 4', block: 'B4', state: 'ready', blueprint: { draws, minutes: 45, draw_for: 'everyone', questions: 'as_written', options: 'as_written', credit: 'partial', instructions: '' } });
  return made.questionnaire.id;
}

async function openSession() {
  const { version, rules } = await certification(ask);
  const { enrolment } = await candidate(ask, lea, version, ['B4']);
  const paper = await questionnaire();
  const pool = [await readyCase(ask, 'B4', ['L4.1'])];
  const made = await ask('/api/exam-sessions', { title: 'Bloc 4', block: 'B4', version_id: version, rule_set_id: rules, centre: 'Paris', mode: 'A_DISTANCE', zone: 'Europe/Paris', opens_at: moment(1), closes_at: moment(window_minutes), measures: 'hidden', pool });
  session = made.summary.id;
  await ask(`/api/exam-sessions/${session}/sitters`, { enrolments: [enrolment] });
  await ask(`/api/exam-sessions/${session}/questionnaire`, { questionnaire_id: paper }, 'PUT');
  for (const [who, position, belongs] of [[ana, 'president', 'external'], [ben, 'member', 'certifier']]) {
    await ask(`/api/exam-sessions/${session}/jury/seats`, { juror_id: await juror(ask, who, belongs), position });
  }
  await ask(`/api/exam-sessions/${session}/jury/staffing`, null, 'POST');
  await ask(`/api/exam-sessions/${session}/draw`, null, 'POST');
  for (const who of [ana, ben]) await who.ask(`/api/my-juries/${session}/declarations`, { ties: [{ enrolment_id: enrolment, tie: 'none' }] }, 'PUT');
  await until(`/api/exam-sessions/${session}`, ({ summary }) => !summary.missing.some(({ code }) => code === 'sandboxes'));
  await ask(`/api/exam-sessions/${session}/jury/opening`, null, 'POST');
  await parvis.advance(2 * 60_000);
}

async function open(who, path) {
  const page = await openPage(browser, { base: parvis.base, cookies: who.cookies });
  watchRequests(page);
  await page.goto(path);
  await settled(page);
  return page;
}

/** What has the focus: its role or element, its name, and whether the focus is drawn around it. */
const focused = (page) => page.evaluate(() => {
  const at = document.activeElement;
  const style = getComputedStyle(at);
  const ring = getComputedStyle(at.closest('label') ?? at);
  const drawn = (one) => (one.outlineStyle !== 'none' && parseFloat(one.outlineWidth) > 0) || one.boxShadow !== 'none';
  const border = at.matches('input, textarea, select') && style.borderColor !== '';
  const label = at.labels?.[0]?.innerText ?? at.getAttribute('aria-label') ?? at.innerText ?? '';
  return { tag: at.tagName.toLowerCase(), name: label.replace(/\s+/g, ' ').trim(), shown: drawn(style) || drawn(ring) || border };
});

/** Tab until the focus is on what bears that name. */
async function tabTo(page, name, { tag } = {}) {
  const passed = [];
  for (let stop = 0; stop < most_stops; ++stop) {
    await page.keyboard.press('Tab');
    const at = await focused(page);
    assert.ok(at.shown || at.tag === 'body', `the focus does not show on ${at.tag} “${at.name}”`);
    if (name.test(at.name) && (!tag || at.tag === tag)) return at;
    passed.push(`${at.tag} “${at.name.slice(0, 40)}”`);
  }
  throw new Error(`no Tab reaches ${name}: ${passed.join(', ')}`);
}

before(async () => {
  if (skip) return;
  parvis = await startOnOwnClock();
  ask = asker(parvis.base, await setUp(parvis.base));
  [lea, ana, ben] = [await person(parvis.base, ask, 'Léa Martin', 'candidate'), await person(parvis.base, ask, 'Ana Sol', 'president'), await person(parvis.base, ask, 'Ben Kerr', 'juror')];
  browser = await openBrowser();
  await openSession();
}, { timeout: 90_000 });

after(async () => {
  await browser?.close();
  await parvis?.stop();
});

test('a questionnaire is sat and handed in by the keyboard alone', { skip, timeout: 90_000 }, async () => {
  const page = await open(lea, '/certifier/mes-questionnaires');
  await tabTo(page, /^Commencer/);
  await page.keyboard.press('Enter');
  const ask_first = page.getByRole('dialog');
  if (await ask_first.isVisible().catch(() => false)) {
    await tabTo(page, /^Commencer/, { tag: 'button' });
    await page.keyboard.press('Enter');
  }
  await page.waitForURL(/certifier\/questionnaire\/.+/);
  await settled(page);
  sitting = page.url().split('/').pop();
  await tabTo(page, /Le coût d’un clic/);
  await page.keyboard.press('ArrowDown');
  assert.match((await focused(page)).name, /La part qui aboutit/);
  assert.ok(await page.getByLabel('La part qui aboutit').isChecked());
  await tabTo(page, /^Suivante/);
  await page.keyboard.press('Enter');
  await tabTo(page, /Votre réponse/, { tag: 'textarea' });
  await page.keyboard.type('Tout le monde n’achète pas pour la même raison.');
  await page.getByText(/^Gardé à/).waitFor();
  await picture(page, 'keyboard-sitting');
  await page.keyboard.press('Shift+Tab');
  for (let back = 0; back < most_stops && !/^Rendre/.test((await focused(page)).name); ++back) await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').waitFor();
  await tabTo(page, /^Rendre/, { tag: 'button' });
  await page.keyboard.press('Enter');
  await page.getByText(/^Rendu, /).waitFor();
  assert.equal((await lea.ask(`/api/sittings/${sitting}`)).answered, 2);
  assert.deepEqual(page.complaints, []);
  await page.context().close();
});

async function mark(who, level, remark) {
  const { items } = await who.ask('/api/my-juries');
  const grid = items.find((one) => one.session_id === session || one.session?.id === session)?.grids[0] ?? items[0].grids[0];
  await who.ask(`/api/grids/${grid.id}/draft`, { marks: [{ criterion: 'Q2', level, remark }], remark: '', revision: 0 }, 'PUT');
  await who.ask(`/api/grids/${grid.id}/lock`, { revision: 1, submission_sha256: '' });
}

test('a deliberation is led to its minutes by the keyboard alone', { skip, timeout: 180_000 }, async () => {
  await parvis.advance(window_minutes * 60_000);
  await ask(`/api/exam-sessions/${session}/events`, { event: 'close' });
  await ask(`/api/exam-sessions/${session}/jury/marking`, null, 'POST');
  await mark(ana, 'A', '');
  await mark(ben, 'NA', 'Hors sujet.');
  const page = await open(ana, `/certifier/mes-jurys/${session}/deliberation`);
  await tabTo(page, /^Réunir le jury/);
  await page.keyboard.press('Enter');
  await page.getByLabel('Lieu').waitFor();
  await tabTo(page, /^Lieu/, { tag: 'input' });
  await page.keyboard.type('Paris, salle 4');
  await tabTo(page, /^Constater le quorum/);
  await page.keyboard.press('Enter');
  await page.getByText('Hors sujet.').waitFor();
  await tabTo(page, /^Niveau accordé/, { tag: 'select' });
  await page.keyboard.type('Partiel');
  await tabTo(page, /^Motif/, { tag: 'textarea' });
  await page.keyboard.type('La moitié y est.');
  await tabTo(page, /^Arrêter ce niveau/);
  await page.keyboard.press('Enter');
  await page.getByText('Accordé', { exact: true }).waitFor();
  await tabTo(page, /^Motif/, { tag: 'textarea' });
  for (let stop = 0; stop < most_stops && !/favorable|décision/i.test(await page.evaluate(() => document.activeElement.closest('form')?.innerText ?? '')); ++stop) await tabTo(page, /^Motif/, { tag: 'textarea' });
  await page.keyboard.type('Le dossier n’a pas été remis.');
  await tabTo(page, /^Décider/);
  await page.keyboard.press('Enter');
  await page.getByText('0 candidat à décider').waitFor();
  await picture(page, 'keyboard-deliberation');
  for (let back = 0; back < most_stops && !/^Établir le procès-verbal/.test((await focused(page)).name); ++back) await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Enter');
  await page.waitForURL(/mes-pv/);
  assert.deepEqual(page.complaints, []);
  await page.context().close();
});
