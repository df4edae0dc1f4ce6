// SPDX-License-Identifier: AGPL-3.0-or-later
// An exam session on screens, each with a browser of their own: the certifier, two candidates, two jurors of whom one
// presides, and whoever verifies a certificate. Card, version, rules, case and people stand before (`support/exam.mjs`).
// The window leaves the candidates all the time they want; then the program's clock goes on, and the certifier sees it closed.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { narrow, openBrowser, openPage, picture } from './support/browser.mjs';
import { asker, candidate, certification, juror, password, person, readyCase } from './support/exam.mjs';
import { clock_binary, setUp, startOnOwnClock } from './support/server.mjs';
import { settled, watchRequests } from './support/settled.mjs';

const skip = clock_binary() ? false : 'skipped: parvis_clock_server is not built';
const window_open = 3_600_000;
let parvis, browser, pages, owner, lea, jean, ana, ben, session, lea_number, jean_number, receipt, certificate;

/** A browser signed in as that person. */
async function opened(cookies, more = {}) {
  const page = await openPage(browser, { base: parvis.base, cookies, ...more });
  watchRequests(page);
  return page;
}

before(async () => {
  if (skip) return;
  [parvis, browser] = await Promise.all([startOnOwnClock(), openBrowser()]);
  const cookies = await setUp(parvis.base);
  const ask = asker(parvis.base, cookies);
  const { version } = await certification(ask);
  const [a, b, l, j] = [await person(parvis.base, ask, 'Ana Sol', 'president'), await person(parvis.base, ask, 'Ben Kerr', 'juror'), await person(parvis.base, ask, 'Léa Martin', 'candidate'), await person(parvis.base, ask, 'Jean Petit', 'candidate')];
  await juror(ask, a, 'external');
  await juror(ask, b, 'certifier');
  await readyCase(ask);
  const { enrolment } = await candidate(ask, l, version, ['B1', 'B2', 'B3', 'B4', 'B5']);
  await candidate(ask, j, version, ['B2']);
  // What Léa had before: four blocks, on paper.
  const decisions = ['B1', 'B3', 'B4', 'B5'].map((block) => ({ enrolment_id: enrolment, block, verdict: 'VALIDE', motive: '' }));
  await ask('/api/certification/minutes-on-paper', { number: 'PV-2025-0007', closed_on: '2025-06-14', decisions });
  [owner, ana, ben, lea, jean] = [await opened(cookies), await opened(a.cookies), await opened(b.cookies), await opened(l.cookies, { viewport: narrow }), await opened(j.cookies)];
  pages = { owner, ana, ben, lea, jean };
}, { timeout: 90_000 });
after(async () => {
  await browser?.close();
  await parvis?.stop();
});

const button = (page, name) => page.getByRole('button', { name, exact: true });
const dialog = (page) => page.getByRole('dialog');
async function go(page, path) {
  await page.goto(path);
  await settled(page);
}
/** Presses a button and the same again in the dialog that asks whether one is sure. */
async function sure(page, name) {
  await button(page, name).first().click();
  await dialog(page).getByRole('button', { name, exact: true }).click();
  await dialog(page).waitFor({ state: 'detached' });
}
async function downloaded(page, act) {
  const [file] = await Promise.all([page.waitForEvent('download'), act()]);
  return readFileSync(await file.path());
}
const is_pdf = (bytes) => bytes.subarray(0, 5).toString() === '%PDF-';
const fetched = async (page, path) => Buffer.from(await (await page.request.get(path)).body());

let broken = '';
/** A step counts only when no page complained, nor showed the name of a word in place of the word. */
const step = (name, act, timeout = 60_000) => test(name, { skip, timeout }, async () => {
  assert.equal(broken, '', 'an earlier step failed');
  broken = name;
  try {
    await act();
    for (const [who, page] of Object.entries(pages)) {
      assert.deepEqual(page.complaints.splice(0), [], who);
      const said = await page.locator('body').innerText();
      assert.doesNotMatch(said, /\b(examine|judge|certify|enrol|identity|ui)\.[a-z_]+(\.[a-z_]+)*\b/, `${who} sees the name of a word`);
    }
  } catch (error) {
    for (const [who, page] of Object.entries(pages)) await picture(page, `exam-failed-${who}`);
    throw error;
  }
  broken = '';
});

/** Day and time as fields take them, so many milliseconds from now, at the minute after. */
function moment(ahead) {
  const [date, time] = new Date(Math.ceil((parvis.now().getTime() + ahead) / 60_000) * 60_000).toLocaleString('sv', { timeZone: 'Europe/Paris' }).split(' ');
  return { date, time: time.slice(0, 5) };
}
async function typeMoment(page, label, { date, time }) {
  await page.getByLabel(`${label} : date`).fill(date);
  await page.getByLabel(`${label} : heure`).fill(time);
}

step('the certifier plans a session', async () => {
  await go(owner, '/certifier/epreuves');
  await button(owner, 'Planifier une session').first().click();
  const form = owner.locator('aside form');
  await form.getByLabel('Titre').fill('Bloc 2, session de novembre');
  await form.getByLabel('Bloc').selectOption('B2');
  await form.getByLabel('Version du référentiel').selectOption({ label: '2026' });
  await form.getByLabel('Règlement').selectOption({ index: 1 });
  await form.getByLabel('Centre').selectOption('Paris');
  await typeMoment(owner, 'Ouverture', moment(-120_000));
  await typeMoment(owner, 'Fin', moment(window_open));
  await button(form, 'Planifier une session').click();
  await owner.waitForURL(/epreuves\/[0-9a-f-]{36}$/);
  session = owner.url().split('/').pop();
  await owner.getByText('Aucun candidat n’est inscrit à la session').waitFor();
  await owner.getByText('Le jury n’a pas de président').waitFor();
  await button(owner, 'Modifier la session').click();
  await form.getByLabel('Titre').fill('Bloc 2, session du soir');
  await button(form, 'Enregistrer la session').click();
  await owner.getByRole('heading', { level: 1, name: 'Bloc 2, session du soir' }).waitFor();
});

step('who sits it and who judges it; the rules freeze', async () => {
  await owner.getByRole('checkbox', { name: 'Léa Martin', exact: false }).check();
  await owner.getByRole('checkbox', { name: 'Jean Petit', exact: false }).check();
  await button(owner, 'Inscrire à la session').click();
  await owner.getByRole('rowheader', { name: /Léa/ }).waitFor();
  await owner.getByRole('link', { name: 'Jury et assignations' }).click();
  for (const [name, position] of [['Ana Sol', 'president'], ['Ben Kerr', 'member']]) {
    await owner.getByLabel('Juré', { exact: true }).selectOption({ label: `${name} · Directrice marketing` });
    await owner.getByLabel('Rôle').selectOption(position);
    await button(owner, 'Faire siéger').click();
    await owner.getByRole('rowheader', { name }).waitFor();
  }
  await owner.getByRole('link', { name: 'Session d’examen', exact: true }).click();
  await sure(owner, 'Constituer');
  await owner.getByText('Constituée').waitFor();
});

step('cases are drawn, candidates convoked', async () => {
  await button(owner, 'Tirer les sujets').click();
  await owner.getByText('Graine du tirage').waitFor();
  await button(owner, 'Envoyer les convocations').click();
  await owner.getByText(/convocations? (n’est|ne sont) pas parti/).waitFor({ state: 'detached' });
  const mail = await (await owner.request.get('/api/workspace/sent-mail')).json();
  assert.equal(mail.items.filter(({ body }) => body.includes('Bloc 2, session du soir')).length, 2);
  await owner.getByText('Ana Sol n’a pas déclaré ses relations avec tous les candidats').waitFor();
});

step('each juror declares their ties', async () => {
  for (const page of [ana, ben]) {
    await go(page, '/certifier/mes-jurys');
    const choices = page.getByRole('combobox').filter({ hasText: 'aucune relation' });
    await choices.nth(1).waitFor();
    for (const place of [0, 1]) {
      await choices.nth(place).selectOption('none');
      await page.waitForFunction((at) => document.querySelectorAll('select')[at]?.value === 'none', place);
    }
    await page.getByText(/candidats? reste/).waitFor({ state: 'detached' });
  }
});

step('the session opens once nothing is missing', async () => {
  await go(owner, `/certifier/epreuves/${session}`);
  await owner.getByText('Bloque', { exact: true }).waitFor({ state: 'detached', timeout: 30_000 });
  await sure(owner, 'Ouvrir');
  await owner.getByText('Ouverte', { exact: true }).waitFor();
});

step('a candidate writes in their sandbox, freezes it, adds a file, deposits and keeps the receipt', async () => {
  await go(lea, '/certifier/mes-examens');
  await lea.getByText('Temps restant').waitFor();
  await lea.getByRole('link', { name: /^Ouvrir le dossier/ }).click();
  lea_number = await lea.locator('main code').first().innerText();
  await lea.getByRole('link', { name: 'Travailler dans les pièces de Parvis' }).click();
  await lea.waitForURL(/\/b\/[^/]+\/comprendre/);
  const brand = lea.url().match(/\/b\/([^/]+)/)[1];
  await go(lea, `/b/${brand}/definir/charte`);
  await lea.getByRole('textbox', { name: 'Promesse' }).fill('Une bougie dont on sait qui l’a coulée.');
  await lea.getByText(/^Enregistré à/).waitFor();
  await go(lea, `/certifier/mes-examens/${session}`);
  const part = lea.getByRole('region', { name: /^L2\.1/ });
  await part.getByText('Remettre une pièce pour L2.1').click();
  await part.getByLabel('Travail fait dans Parvis').selectOption('charter');
  await button(part, 'Figer et remettre').click();
  await part.getByRole('link', { name: 'Charte éditoriale' }).waitFor();
  const second = lea.getByRole('region', { name: /^L2\.2/ });
  await second.getByText('Remettre une pièce pour L2.2').click();
  await second.locator('input[type=file]').setInputFiles({ name: 'article.txt', mimeType: 'text/plain', buffer: Buffer.from('Un article pour Noël, écrit au Panier.\n') });
  await second.getByText('1 pièce remise').waitFor();
  await sure(lea, 'Déposer le dossier');
  await lea.getByText('Dépôts et récépissés').waitFor();
  receipt = await downloaded(lea, () => button(lea, 'Récépissé du dépôt n° 1').click());
  assert.match(receipt.toString('utf8'), /[0-9a-f]{64}/);
  await picture(lea, 'exam-dossier');
});

step('another deposits a file alone, and is told what lacks', async () => {
  await go(jean, `/certifier/mes-examens/${session}`);
  jean_number = await jean.locator('main code').first().innerText();
  const part = jean.getByRole('region', { name: /^L2\.1/ });
  await part.getByText('Remettre une pièce pour L2.1').click();
  await part.locator('input[type=file]').setInputFiles({ name: 'charte.txt', mimeType: 'text/plain', buffer: Buffer.from('Une charte.\n') });
  await part.getByText('1 pièce remise').waitFor();
  await button(jean, 'Déposer le dossier').click();
  await dialog(jean).getByText(/Il manque encore\s*: L2\.2/).waitFor();
  await dialog(jean).getByRole('button', { name: 'Déposer le dossier' }).click();
  await jean.getByText('Dépôts et récépissés').waitFor();
});

step('the window ends; the session closes under its seal and goes to marking', async () => {
  await go(owner, `/certifier/epreuves/${session}`);
  await owner.getByText('Vérifier un récépissé présenté').click();
  await owner.locator('input[accept=".json"]').setInputFiles({ name: 'recepisse.json', mimeType: 'application/json', buffer: receipt });
  await owner.getByText(`Authentique : dépôt n° 1 de ${lea_number}, celui qui compte.`).waitFor();
  await owner.getByText(/délais? cour/).waitFor();
  await parvis.advance(window_open + 120_000);
  await owner.reload();
  await settled(owner);
  await owner.getByText(/délais? cour/).waitFor({ state: 'detached' });
  await sure(owner, 'Clore');
  await owner.getByText('2 dépôts scellés sous cette racine').waitFor();
  await owner.getByText(/copies? anonymisées? se prépare/).waitFor({ state: 'detached', timeout: 30_000 });
  await sure(owner, 'Commencer la notation');
  await owner.getByText('En notation', { exact: true }).waitFor();
  await owner.getByText('4 grilles ne sont pas verrouillées').waitFor();
});

/** Marks a whole grid by the keyboard: 3 is "acquis". `apart`: one criterion by its place, with its level and remark. */
async function markByKeys(page, number, apart) {
  await go(page, '/certifier/mes-jurys');
  await page.getByRole('link', { name: number }).click();
  await page.getByRole('region', { name: 'Grille', exact: true }).waitFor();
  const criteria = await page.locator('[data-criterion]').count();
  await page.locator('[data-criterion] input').first().focus();
  for (let place = 0; place < criteria; ++place) {
    await page.keyboard.press(place === apart?.place ? apart.key : '3');
    if (place === apart?.place) {
      await page.keyboard.press('Tab');
      await page.keyboard.type(apart.remark);
      await page.keyboard.press('Shift+Tab');
    }
    await page.keyboard.press('Enter');
  }
  await page.getByText(`${criteria} critères sur ${criteria} complets`).waitFor();
}
/** Without loading the page again: what it shows is asked for anew. */
async function seenAgain(page, number) {
  const complete = await page.getByText(/complets$/).innerText();
  await page.getByText(/^Enregistré/).waitFor();
  await page.getByRole('link', { name: 'Mes jurys' }).last().click();
  await page.getByRole('link', { name: number }).click();
  await page.locator('[data-criterion] input').first().waitFor();
  assert.equal(await page.getByText(/complets$/).innerText(), complete);
}
async function lock(page) {
  await page.getByText(/^Enregistré/).waitFor();
  await sure(page, 'Verrouiller la grille');
  await page.getByText(/^Verrouillée le/).waitFor();
}

step('a juror marks both by keyboard, evidence beside; the other grid is refused', async () => {
  await markByKeys(ana, lea_number);
  const [left, right] = [await ana.getByRole('region', { name: 'Dossier' }).boundingBox(), await ana.getByRole('region', { name: 'Grille', exact: true }).boundingBox()];
  assert.ok(left.x + left.width <= right.x, 'evidence left, grid right');
  assert.doesNotMatch(await ana.locator('body').innerText(), /Léa|Martin/);
  await lock(ana);
  const anas = ana.url();
  await markByKeys(ana, jean_number);
  await seenAgain(ana, jean_number);
  await lock(ana);
  await go(ben, new URL(anas).pathname);
  await ben.getByText(/grille n’existe pas|introuvable|n’est pas/i).first().waitFor();
  assert.equal((await ben.request.get(`/api/grids/${anas.split('/').pop()}`)).status(), 404);
  assert.equal(await ben.locator('[data-criterion]').count(), 0);
});

step('the other loses the connection while marking, and nothing is lost', async () => {
  await markByKeys(ben, lea_number);
  await lock(ben);
  await go(ben, '/certifier/mes-jurys');
  await ben.getByRole('link', { name: jean_number }).click();
  await ben.locator('[data-criterion] input').first().waitFor();
  await ben.context().setOffline(true);
  const criteria = await ben.locator('[data-criterion]').count();
  await ben.locator('[data-criterion] input').first().focus();
  for (let place = 0; place < criteria; ++place) {
    await ben.keyboard.press(place === 1 ? '2' : '3');
    if (place === 1) {
      await ben.keyboard.press('Tab');
      await ben.keyboard.type('Les canaux ne sont pas distingués.');
      await ben.keyboard.press('Shift+Tab');
    }
    await ben.keyboard.press('Enter');
  }
  await ben.getByText(/Hors ligne/).waitFor();
  await picture(ben, 'exam-offline');
  await button(ben, 'Verrouiller la grille').click();
  await ben.getByText(/^Pas verrouillée/).waitFor();
  assert.equal(await dialog(ben).count(), 0);
  await ben.context().setOffline(false);
  await ben.getByText(/^Enregistré à/).waitFor();
  await ben.reload();
  await settled(ben);
  await ben.getByText(`${criteria} critères sur ${criteria} complets`).waitFor();
  assert.equal(await ben.getByLabel('Remarque', { exact: false }).nth(1).inputValue(), 'Les canaux ne sont pas distingués.');
  await lock(ben);
});

step('the president convenes: what is identical is confirmed at once, one disagreement is settled by casting vote', async () => {
  await go(ana, '/certifier/mes-jurys');
  await ana.getByRole('link', { name: 'Délibération' }).click();
  await button(ana, 'Réunir le jury').click();
  await ana.getByLabel('Lieu').fill('Paris, salle 4');
  await button(ana, 'Constater le quorum').click();
  await ana.getByText('1 candidat à regarder').waitFor();
  await ana.getByText('1 candidat aux grilles identiques').waitFor();
  assert.equal(await ana.locator('section[aria-label^="K2."]').count(), 1, 'only the disagreement is shown');
  await picture(ana, 'exam-deliberation');
  await button(ana, 'Confirmer les grilles identiques').click();
  await ana.getByText('1 candidat à décider').waitFor();
  const apart = ana.locator('section[aria-label^="K2."]');
  await apart.getByText('Les canaux ne sont pas distingués.').waitFor();
  await apart.getByLabel('Niveau accordé').selectOption('vote');
  await apart.getByLabel('Ana Sol').selectOption('A');
  await apart.getByLabel('Ben Kerr').selectOption('PA');
  await apart.getByLabel('Motif').fill('Relu ensemble : la charte distingue les canaux en annexe.');
  await button(apart, 'Arrêter ce niveau').click();
  await apart.getByText('Accordé', { exact: true }).waitFor();
  await button(ana, 'Décider').first().click();
  await ana.getByText('0 candidat à décider').waitFor();
});

step('the minutes are signed by each and closed, with their number and their PDF', async () => {
  await button(ana, 'Établir le procès-verbal').click();
  await ana.waitForURL(/mes-pv/);
  await ana.getByLabel('Votre nom, comme ici').fill('Ana Sol');
  await ana.locator('input[type=password]').fill(password);
  await button(ana, 'Signer de mon nom').click();
  await ana.getByText('signé de son nom').waitFor();
  await go(ben, '/certifier/mes-jurys');
  await ben.getByText('Le procès-verbal est établi').waitFor();
  await ben.getByRole('link', { name: 'Procès-verbal' }).click();
  await ben.getByLabel('Votre nom, comme ici').fill('Ben Kerr');
  await ben.locator('input[type=password]').fill(password);
  await button(ben, 'Signer de mon nom').click();
  await ben.getByText('signé de son nom').nth(1).waitFor();
  await ana.reload();
  await settled(ana);
  // The PDF is made before anything closes: on a busy machine its compiler takes its time to start.
  const [closing] = await Promise.all([ana.waitForResponse(/\/closing$/, { timeout: 90_000 }), sure(ana, 'Clore le procès-verbal')]);
  assert.equal(closing.status(), 200, await closing.text());
  await ana.getByText(/^clos/).first().waitFor();
  assert.match(await ana.locator('h1').innerText(), /PV-\d{4}-\d{4}/);
  assert.ok(is_pdf(await fetched(ana, await ana.getByRole('link', { name: 'Ouvrir le PDF' }).getAttribute('href'))));
}, 150_000);

step('results are sent; the final decision gives the certificate', async () => {
  await go(owner, '/certifier/pv');
  await owner.getByRole('row', { name: /PV-\d{4}-\d{4}/ }).first().waitFor();
  await go(owner, '/certifier/resultats');
  await owner.getByText('Léa MARTIN').click();
  await owner.locator('aside').getByText('Bloc 2').waitFor();
  await owner.locator('aside').getByRole('button', { name: /^Envoyer les résultats du PV-2025-0007/ }).click();
  await owner.locator('aside').getByRole('button', { name: /^Envoyer les résultats du PV-2025/ }).waitFor({ state: 'detached' });
  await owner.locator('aside').getByRole('button', { name: /^Envoyer les résultats/ }).click();
  await owner.locator('aside').getByRole('button', { name: /^Envoyer les résultats/ }).waitFor({ state: 'detached' });
  await button(owner, 'Reprendre un procès-verbal papier').click();
  const form = dialog(owner);
  await form.getByLabel(/^Procès-verbal/).fill('PV-FINAL-1');
  await form.getByLabel('Date de la décision').fill(parvis.now().toLocaleDateString('sv', { timeZone: 'Europe/Paris' }));
  const choice = form.getByLabel('Candidat');
  await choice.selectOption(await choice.locator('option', { hasText: 'MARTIN' }).getAttribute('value'));
  await form.getByLabel('Bloc').selectOption('final');
  await form.getByLabel(/^Décision/).selectOption('CERTIFIE');
  await button(form, 'Reprendre').click();
  await form.waitFor({ state: 'detached' });
  await go(owner, '/certifier/certificats');
  await owner.getByText(/CERT-\d{4}-\d{6}/).first().waitFor();
  certificate = (await owner.getByRole('link', { name: 'Certificat (PDF)' }).getAttribute('href')).match(/certificates\/([^/]+)/)[1];
  assert.ok(is_pdf(await fetched(owner, `/api/certification/certificates/${certificate}/certificate.pdf?locale=fr`)));
  await go(owner, `/certifier/epreuves/${session}`);
  await sure(owner, 'Notifier');
  await owner.getByText('Notifiée', { exact: true }).waitFor();
});

step('the candidate reads the decision; anyone verifies the certificate, without an account', async () => {
  await go(lea, '/certifier/mon-parcours');
  await lea.getByText('Bloc 2').first().waitFor();
  const anyone = await openPage(browser, { base: parvis.base, viewport: narrow });
  await anyone.goto('/verification');
  await anyone.getByLabel('Code ou adresse').fill(certificate);
  await anyone.getByRole('button', { name: 'Vérifier', exact: true }).click();
  await anyone.getByText('Valide', { exact: true }).waitFor();
  assert.doesNotMatch(await anyone.locator('body').innerText(), /Léa|Martin/i);
  await picture(anyone, 'exam-verification');
  assert.deepEqual(anyone.complaints, []);
  await anyone.context().close();
});
