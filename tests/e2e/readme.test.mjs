// SPDX-License-Identifier: AGPL-3.0-or-later
// The ten minutes of README, walked as it says, with what `./run` prints: from the sign-in to a published post and its return.
// The steps are README's own, in both languages: a step added, renamed or forgotten there fails here, and a word in italics
// must be on the screen. C2.1.1 C3.2.1 C5.1.2 C5.2.3.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { narrow, openBrowser, openPage, picture } from './support/browser.mjs';
import { binary, startParvis } from './support/server.mjs';
import { settled, watchRequests } from './support/settled.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));
const skip = binary() ? false : 'skipped: parvis is not built';
const agent = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36';
const title = 'Le coffret de décembre';
const text = 'Les quatre senteurs dans un coffret, coulées au Panier mardi.';
let parvis, browser, page, visitor, guest_link, objective, before_it;

const button = (name, where = page) => where.getByRole('button', { name });
const dialog = () => page.getByRole('dialog');
/** By the rail, as README says it: "Mesurer › Résultats". */
async function go(...names) {
  for (const name of names) {
    await page.getByRole('navigation').getByRole('link', { name, exact: true }).first().click();
    await settled(page);
  }
}
const printed = (mark) => parvis.said.split(mark)[1].trim().split(/\s/)[0];
const brand = () => new URL(page.url()).pathname.split('/')[2];
const asked = async (path) => (await page.request.get(`/api/brands/${brand()}${path}`)).json();
const result = () => asked(`/objectives/${objective}/result`);

/** English and French heading, and what a person does there. */
const walk = [
  ['Sign in', 'Entrer', async () => {
    await page.goto('/');
    await page.getByLabel(/^Adresse/).fill(printed('owner:'));
    await page.locator('input[type=password]').fill(parvis.said.split('password of all:')[1].split('\n')[0].trim());
    await page.keyboard.press('Enter');
    await page.waitForURL('**/fil');
    await settled(page);
    await button(/marque/).first().click();
    const brands = page.getByRole('menuitem');
    assert.deepEqual((await brands.allInnerTexts()).map((one) => one.trim()), ['Cycles Ventoux', 'Maison Rivage', 'Ouvrir une marque'], 'candidates’ sandboxes are no clients');
    await brands.filter({ hasText: 'Maison Rivage' }).click();
    await settled(page);
  }],
  ['Read the results', 'Lire les résultats', async () => {
    await go('Mesurer');
    await page.getByRole('link', { name: 'Soixante coffrets offerts' }).click();
    await settled(page);
    objective = new URL(page.url()).pathname.split('/').pop();
    before_it = await result();
    for (const [figure, part] of [['Visites', 'attribution'], ['Conversions', 'conversions'], ['ROI', 'costs']]) {
      await page.locator('dl > div').filter({ has: page.locator('dt', { hasText: new RegExp(`^${figure}`) }) }).first().getByRole('link').click();
      assert.ok(page.url().endsWith(`#${part}`), `${figure} opens ${page.url()}`);
      await page.locator(`#${part} tbody tr`).first().waitFor();
    }
  }],
  ['Write', 'Écrire', async () => {
    await go('Produire');
    await button('Écrire un contenu').first().click();
    await page.waitForURL('**/produire/*');
    // Named first: one types at once.
    await page.waitForFunction(() => String(getSelection()) === 'Sans titre');
    await page.keyboard.type(title);
    await page.getByLabel('Texte du contenu').fill(text);
    await page.getByLabel('Objectif').selectOption({ label: 'Soixante coffrets offerts' });
    await page.getByLabel('Lien', { exact: true }).fill(printed('simulated shop:'));
    await page.getByText(/^Enregistré à/).waitFor();
    await button('Déclarer prêt').click();
    await button('Repasser en brouillon').waitFor();
    await page.getByText(/^Enregistré à/).waitFor();
  }],
  ['Schedule', 'Programmer', async () => {
    await go('Publier et animer');
    await button('Programmer').first().click();
    await dialog().getByLabel('Contenu').selectOption({ label: title });
    await dialog().getByLabel('Canal').selectOption({ label: 'Bluesky' });
    const [day, hour] = new Date(Math.ceil((Date.now() + 40_000) / 60_000) * 60_000).toLocaleString('sv', { timeZone: 'Europe/Paris' }).split(' ');
    await dialog().locator('input[type=date]').fill(day);
    await dialog().locator('input[type=time]').fill(hour.slice(0, 5));
    await button('Programmer', dialog()).click();
    await dialog().waitFor({ state: 'detached' });
  }],
  ['Have it approved', 'Faire valider', async () => {
    await button(/^Demander l.accord/).click();
    await dialog().getByLabel('Adresse du client').fill('elise@rivage.example');
    await button('Envoyer le lien', dialog()).click();
    guest_link = await dialog().getByLabel('Lien', { exact: true }).inputValue();
    await page.keyboard.press('Escape');
    visitor = await openPage(browser, { base: parvis.base, viewport: narrow });
    await visitor.goto(guest_link);
    await visitor.getByLabel('Votre nom').fill('Élise');
    const post = visitor.getByRole('article').filter({ hasText: text });
    await button(/D.accord/, post).click();
    await post.getByText('Accord donné').waitFor();
  }],
  ['See it leave', 'La voir partir', async () => {
    await button(new RegExp(`Bluesky.*${title}`)).click();
    await dialog().getByRole('link', { name: 'Voir le suivi' }).click();
    await page.waitForURL('**/publier/*');
    await settled(page);
    await page.getByText('Confirmé par le réseau').waitFor({ timeout: 130_000 });
    await page.getByText('Réseau simulé').waitFor();
    // Whoever was elsewhere would have been told.
    await button(/nouvelle/).first().click();
    await page.getByRole('link', { name: 'Une publication est en ligne' }).waitFor();
    await page.keyboard.press('Escape');
  }],
  ['Buy', 'Acheter', async () => {
    await visitor.goto(await page.getByRole('link', { name: 'Voir le post' }).getAttribute('href'));
    await go('Convertir', 'Conversions');
    await visitor.getByRole('link', { name: /\/l\// }).click();
    await button('Accepter', visitor).click();
    await visitor.getByRole('link', { name: /Sormiou/ }).first().click();
    await button('Acheter', visitor).click();
    await button('Commander', visitor).click();
    await visitor.getByRole('heading', { name: 'Merci' }).waitFor();
    // Whoever stands there sees it come, at the head of the list.
    await page.getByRole('row').nth(1).getByText(/^S-\d+/).waitFor({ timeout: 30_000 });
  }],
  ['Read what it brought', 'Lire ce qu’elle a rapporté', async () => {
    const end = Date.now() + 30_000;
    let now = await result();
    for (; now.conversions.length === before_it.conversions.length && Date.now() < end; now = await result()) await new Promise((done) => setTimeout(done, 500));
    await go('Convertir', 'Conversions');
    const code = now.attribution.find(({ label }) => label === title).code;
    await page.getByRole('row').filter({ hasText: code }).first().waitFor();
    await go('Mesurer');
    await page.getByRole('link', { name: 'Soixante coffrets offerts' }).click();
    await settled(page);
    const row = page.locator('#attribution tbody tr').filter({ hasText: title });
    assert.deepEqual((await row.locator('td').allInnerTexts()).slice(1, 4), ['Bluesky', '1', '1']);
    const share = ({ figures }) => { const { numerator, denominator } = figures.find(({ code }) => code === 'roi'); return numerator / denominator; };
    assert.ok(share(now) > share(before_it), 'one more traced order and no more cost: a better return');
    await picture(page, 'readme-return');
  }],
];

const languages = [['README.md', '## Ten minutes', 'en', 0], ['README.fr.md', '## Dix minutes', 'fr', 1]];
const section = ([file, heading]) => readFileSync(root + file, 'utf8').split(`${heading}\n`)[1].split('\n## ')[0];
const stepsOf = (language) => [...section(language).matchAll(/^\d+\. \*\*(.+?)\.\*\*/gm)].map(([, name]) => name);
/** Every word the screens have in that language: words files and titles of pages. */
function wordsOnScreen(locale) {
  const found = [];
  const gather = (value) => (typeof value === 'string' ? found.push(value) : Object.values(value).forEach(gather));
  for (const room of readdirSync(`${root}web/src`)) {
    for (const file of readdirSync(`${root}web/src/${room}`)) {
      if (file === `words.${locale}.json`) gather(JSON.parse(readFileSync(`${root}web/src/${room}/${file}`, 'utf8')));
      if (!file.endsWith('pages.ts')) continue;
      for (const [, fr, en] of readFileSync(`${root}web/src/${room}/${file}`, 'utf8').matchAll(/title: \{ fr: '([^']*)', en: '([^']*)' \}/g)) found.push(locale === 'fr' ? fr : en);
    }
  }
  return new Set(found.map((word) => word.replaceAll('’', "'").replace(' ({{count}})', '')));
}

test('both READMEs hold the steps walked here, and their words in italics are on the screen', () => {
  for (const language of languages) {
    const [file, , locale, place] = language;
    assert.deepEqual(stepsOf(language), walk.map((step) => step[place]), `${file}: its steps are not those of this test`);
    const words = wordsOnScreen(locale);
    const steps = section(language).replaceAll('**', '').replace(/\s+/g, ' ');
    for (const [, said] of steps.matchAll(/\*([^*]+)\*/g)) {
      for (const word of said.split(' › ')) assert.ok(words.has(word.replaceAll('’', "'")) || /^(italics|italique)$/.test(word), `${file}: no screen says “${word}”`);
    }
  }
});

before(async () => {
  if (skip) return;
  [parvis, browser] = await Promise.all([startParvis({ demo: true }), openBrowser({ agent })]);
  page = await openPage(browser, { base: parvis.base });
  watchRequests(page);
}, { timeout: 240_000 });
after(async () => {
  await browser?.close();
  await parvis?.stop();
});

/** Those after a step that failed do not try. */
let broken = '';
for (const [place, name] of stepsOf(languages[1]).entries()) {
  test(`README ${place + 1}: ${name}`, { skip, timeout: 200_000 }, async () => {
    assert.equal(broken, '', 'an earlier step failed');
    broken = name;
    try {
      await walk[place][2]();
    } catch (error) {
      await picture(page, 'readme-failed');
      throw error;
    }
    broken = '';
    assert.deepEqual(page.complaints.splice(0), []);
  });
}
