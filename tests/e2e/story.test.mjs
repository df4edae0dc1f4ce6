// SPDX-License-Identifier: AGPL-3.0-or-later
// The whole thread on screens, by one person at a desk, a client on a phone and a buyer: from the first run to the return on
// investment and its report. The networks are the real servers of tests/peers where they are installed, else simulated beside
// Parvis like the shop (`simulated_port`); the names of the steps say which. C1.1.1 C1.3.1 C1.5.1 C2.1.1
// C1.6.1 C1.6.2 C3.2.1 C4.2.1 C5.1.2 C5.2.1 C5.2.3.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { inflateSync } from 'node:zlib';
import { startPeer } from '../peers/peer.mjs';
import { candle } from './support/candle.mjs';
import { narrow, openBrowser, openPage, picture } from './support/browser.mjs';
import { binary, owner, startParvis } from './support/server.mjs';
import { settled, watchRequests } from './support/settled.mjs';

const skip = binary() ? false : 'skipped: parvis is not built';
// A headless browser calls itself one, and is counted as a robot: a buyer's phone does not.
const phone_agent = 'Mozilla/5.0 (Linux; Android 15; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Mobile Safari/537.36';
let parvis, browser, page, brand, objective, guest_link, short_link;
const publications = {};

const peers = skip ? {} : Object.fromEntries(await Promise.all(['bluesky', 'wordpress'].map(async (name) => [name, await startPeer(name)])));
const names = { bluesky: 'Bluesky', wordpress: 'WordPress' };
const networks = Object.keys(names);
const said = (network) => `${peers[network] ? 'the real' : 'the simulated'} ${names[network]}`;
/** Where the network answers and by which account: the real server's, or the simulator's. */
const account = (network) => {
  const peer = peers[network];
  if (peer) return { service: peer.service, name: peer.handle ?? peer.name, secret: peer.password ?? peer.secret };
  return { service: parvis.networks, name: network === 'bluesky' ? 'demo.test' : 'demo', secret: 'simulated-password' };
};

before(async () => {
  if (skip) return;
  const private_hosts = Object.values(peers).filter(Boolean).map((peer) => new URL(peer.service).host);
  [parvis, browser] = await Promise.all([startParvis({ simulated: true, private_hosts }), openBrowser({ agent: phone_agent })]);
  page = await openPage(browser, { base: parvis.base });
  watchRequests(page);
}, { timeout: 60_000 });
after(async () => {
  await browser?.close();
  await parvis?.stop();
  await Promise.all(Object.values(peers).map((peer) => peer?.stop()));
});

const button = (name, where = page) => where.getByRole('button', { name, exact: true });
const field = (name, where = page) => where.getByRole('textbox', { name });
const aside = () => page.locator('aside');
const dialog = () => page.getByRole('dialog');
async function go(rest) {
  await page.goto(rest.startsWith('/') ? rest : `/b/${brand}/${rest}`);
  await settled(page);
}
/** The day so many days from today, as a date field takes it. */
const day = (days) => new Date(Date.now() + days * 86_400_000).toLocaleDateString('sv', { timeZone: 'Europe/Paris' });
/** A step: it counts only when the page complained of nothing; those after one that failed do not try. */
let broken = '';
const step = (name, act) => test(name, { skip, timeout: 180_000 }, async () => {
  assert.equal(broken, '', 'an earlier step failed');
  broken = name;
  try {
    await act();
  } catch (error) {
    await picture(page, 'story-failed');
    throw error;
  }
  broken = '';
  assert.deepEqual(page.complaints.splice(0), []);
});
async function downloaded(act) {
  const [file] = await Promise.all([page.waitForEvent('download'), act()]);
  return readFileSync(await file.path());
}
const opened = async (path) => Buffer.from(await (await page.request.get(path)).body());

step('the workspace opens on its first run', async () => {
  await page.goto('/');
  await page.waitForURL('**/bienvenue');
  await field('Nom de l’espace de travail').fill(owner.workspace_name);
  await page.getByLabel(/^Nom( \*)?$/).first().fill(owner.person_name);
  await field('Adresse électronique').fill(owner.email);
  await page.locator('input[type=password]').fill(owner.password);
  await button('Ouvrir l’espace de travail').click();
  await page.waitForURL('**/fil');
});

step('a brand and an objective: a figure, a date, a budget', async () => {
  await button('Ouvrir une marque').last().click();
  await field('Nom').fill('Maison Rivage');
  await aside().getByRole('button', { name: 'Ouvrir une marque' }).click();
  await page.waitForURL('**/b/*/comprendre/**');
  brand = new URL(page.url()).pathname.split('/')[2];
  await go('comprendre/objectifs?open=new');
  await aside().getByRole('textbox', { name: 'Objectif' }).fill('Quarante coffrets');
  await aside().getByLabel('Chiffre à atteindre').fill('40');
  await aside().getByLabel('Début').fill(day(-1));
  await aside().getByLabel('Fin').fill(day(30));
  await aside().getByRole('button', { name: 'Poser un objectif' }).click();
  await page.waitForURL(/open=0/);
  objective = new URL(page.url()).searchParams.get('open');
});

step('a brief with the client’s document, highlighted', async () => {
  await go('comprendre/briefs?open=new');
  await aside().getByRole('textbox').fill('Noël au Panier');
  await aside().getByRole('button', { name: 'Ouvrir un brief' }).click();
  await page.waitForURL('**/briefs/*');
  await field('Problématique').fill('Comment vendre en ligne sans brader ?');
  await page.getByText(/^Enregistré à/).waitFor();
  await page.locator('input[type=file]').setInputFiles({ name: 'brief.txt', mimeType: 'text/plain', buffer: Buffer.from('Nous voulons quarante coffrets.\n\nLe budget est de 400 euros.\n') });
  await button('Surligner le paragraphe 1').click();
  await button('Surligner').click();
  await page.locator('mark').first().waitFor();
});

step('a persona', async () => {
  await go('comprendre/personas?open=new');
  await aside().getByRole('textbox', { name: 'Prénom ou surnom' }).fill('Nadia, qui offre');
  await aside().getByRole('button', { name: 'Dessiner un persona' }).click();
  await page.waitForURL(/open=0|personas\/0/);
});

step('a charter with a forbidden word, printed as a tagged PDF', async () => {
  await go('definir/charte');
  await field('Promesse').fill('Une bougie dont on sait qui l’a coulée.');
  await button('Ajouter un mot interdit').click();
  await page.getByRole('textbox', { name: 'Mot', exact: true }).fill('promo');
  await page.getByText(/^Enregistré à/).waitFor();
  const pdf = await opened(`/api/brands/${brand}/charter.pdf`);
  assert.ok(tagged(pdf), 'the charter is a tagged PDF');
});

for (const network of networks) step(`a channel connected to ${said(network)}, and only the simulated one is said to be so`, async () => {
  await go('publier/canaux');
  await button('Ouvrir un canal').last().click();
  await dialog().getByLabel('Réseau').selectOption(network);
  await field('Nom', dialog()).fill(names[network]);
  await dialog().getByRole('radio', { name: 'Parvis publie' }).check();
  await dialog().getByRole('button', { name: 'Ouvrir un canal' }).click();
  const { service, name, secret } = account(network);
  const card = page.getByRole('region', { name: names[network] });
  await card.getByRole('button', { name: 'Connecter' }).click();
  await card.getByLabel('Adresse du serveur').fill(service);
  await card.getByLabel('Identifiant').fill(name);
  await card.locator('input[type=password]').fill(secret);
  await card.getByRole('button', { name: 'Connecter' }).click();
  await card.getByText('En ordre').waitFor();
  await card.getByText('Réseau simulé').waitFor({ state: peers[network] ? 'detached' : 'visible' });
});

step('the shop carries the site’s script: pasted on the shop’s own page', async () => {
  await go('convertir/sites');
  await button('Ajouter un site').last().click();
  await field('Nom', dialog()).fill('Boutique');
  await field('Domaines', dialog()).fill(new URL(parvis.shop).host);
  await dialog().getByRole('radio', { name: /^Hybride/ }).check();
  await dialog().getByRole('button', { name: 'Ajouter un site' }).click();
  const line = await page.locator('code, textarea, input[readonly]').filter({ hasText: /p\.js/ }).first().textContent();
  const shop = await openPage(browser, { base: parvis.shop });
  await shop.goto('/reglages');
  await shop.getByLabel('Script de mesure').fill(line);
  await shop.getByRole('button', { name: 'Enregistrer' }).click();
  await shop.getByText('La ligne est en place.').waitFor();
  await shop.context().close();
});

step('a content: the verdict follows the words, its image speaks', async () => {
  await go('produire');
  await button('Écrire un contenu').last().click();
  await page.waitForURL('**/produire/*');
  await field('Titre').fill('Le coffret des quatre');
  const text = page.getByLabel('Texte du contenu');
  await text.fill('La promo des quatre senteurs est là.');
  await page.getByText(/à corriger/).first().waitFor();
  await text.fill('Les quatre senteurs dans un coffret, coulées au Panier mardi.');
  await page.locator('input[type=file]').setInputFiles({ name: 'coffret.png', mimeType: 'image/png', buffer: candle() });
  await page.getByLabel('Texte de remplacement de l’image 1').or(page.getByLabel("Texte de remplacement de l'image 1")).fill('Quatre bougies dans une boîte bleue.');
  await page.getByLabel('Lien', { exact: true }).fill(`${parvis.shop}/coffrets`);
  await page.getByLabel('Objectif').selectOption({ label: 'Quarante coffrets' });
  await page.getByText(/^Enregistré à/).waitFor();
  await button('Déclarer prêt').click();
  await button('Repasser en brouillon').waitFor();
  await page.getByText(/à corriger/).waitFor({ state: 'hidden' });
  await page.getByText(/^Enregistré à/).waitFor();
});

step('scheduled in the calendar on both, at the next minute that leaves time to approve', async () => {
  await go('publier');
  const { date, time } = soon();
  for (const network of networks) {
    await button('Programmer').first().click();
    await dialog().getByLabel('Contenu').selectOption({ label: 'Le coffret des quatre' });
    await dialog().getByLabel('Canal').selectOption({ label: names[network] });
    await dialog().locator('input[type=date]').fill(date);
    await dialog().locator('input[type=time]').fill(time);
    await dialog().getByRole('button', { name: 'Programmer' }).click();
    await dialog().waitFor({ state: 'detached' });
  }
  await button('Demander l’accord (2)').or(button("Demander l'accord (2)")).click();
  await dialog().getByLabel('Adresse du client').fill('elise@rivage.example');
  await dialog().getByRole('button', { name: 'Envoyer le lien' }).click();
  guest_link = await dialog().getByLabel('Lien', { exact: true }).inputValue();
});

step('the client approves on a phone, without an account', async () => {
  const phone = await openPage(browser, { base: parvis.base, viewport: narrow });
  await phone.goto(guest_link);
  await phone.getByLabel('Votre nom').fill('Élise Garnier');
  const only_simulated = networks.every((network) => !peers[network]);
  await phone.getByText('à un réseau réel').waitFor({ state: only_simulated ? 'visible' : 'detached' });
  for (const network of networks) {
    const post = phone.getByRole('article', { name: new RegExp(`^${names[network]}`) });
    await post.getByText('Les quatre senteurs dans un coffret').waitFor();
    assert.equal(await post.locator('img').getAttribute('alt'), 'Quatre bougies dans une boîte bleue.');
    await post.getByRole('button', { name: /D.accord/ }).click();
    await post.getByRole('button', { name: /D.accord/ }).waitFor({ state: 'detached' });
  }
  await phone.getByText('Tout est relu. Merci.').waitFor();
  await picture(phone, 'story-approval');
  assert.deepEqual(phone.complaints, []);
  await phone.context().close();
});

step('what it cost, noted while the hour comes', async () => {
  await go('mesurer/couts');
  const form = page.locator('form').filter({ has: page.getByRole('button', { name: 'Ajouter', exact: true }) });
  await form.getByLabel(/^Montant/).fill('40');
  await form.getByLabel('Objectif').selectOption({ label: 'Quarante coffrets' });
  await form.getByRole('button', { name: 'Ajouter', exact: true }).click();
  await page.getByText('Coût ajouté.').waitFor();
});

for (const network of networks) step(`the post passes the fence to ${said(network)} once, with its proof`, async () => {
  const answer = await page.request.get(`/api/brands/${brand}/publications?from=${day(-1)}T00:00:00Z&to=${day(2)}T00:00:00Z`);
  for (const entry of (await answer.json()).items) publications[entry.network] = entry.publication.id;
  await go(`publier/${publications[network]}`);
  await page.getByText('Confirmé par le réseau').waitFor({ timeout: 100_000 });
  await page.getByText('Réseau simulé').waitFor({ state: peers[network] ? 'detached' : 'visible' });
  const address = await page.getByRole('link', { name: 'Voir le post' }).getAttribute('href');
  const kept = await stored(network);
  assert.equal(kept.length, 1);
  assert.ok(address === kept[0].address || address.endsWith(kept[0].id), `${address} is not ${JSON.stringify(kept[0])}`);
  const [link] = kept[0].text.match(/http:[^\s"<]+\/l\/\w+/);
  if (network === 'bluesky') short_link = link;
});

step('a visitor follows the tagged link, refuses, another consents and buys', async () => {
  await visit(async (shop) => {
    await shop.getByRole('button', { name: 'Refuser' }).click();
    await buy(shop);
  });
  await visit(async (shop) => {
    await shop.getByRole('button', { name: 'Accepter' }).click();
    await buy(shop);
  });
});

step('results: each figure opens on its origin', async () => {
  await go(`mesurer/objectifs/${objective}`);
  await page.evaluate(async (path) => {
    const end = Date.now() + 30_000;
    for (;;) {
      const result = await (await fetch(path)).json();
      if (result.conversions.length === 1 && result.attribution.some(({ visits }) => visits === 1)) return;
      if (Date.now() > end) throw new Error(`no conversion came: ${JSON.stringify({ seen: result.conversions, attribution: result.attribution, consent: result.consent })}`);
      await new Promise((done) => setTimeout(done, 250));
    }
  }, `/api/brands/${brand}/objectives/${objective}/result`);
  await page.reload();
  await settled(page);
  const origins = { Publications: ['2', 'publications'], Visites: ['1', 'attribution'], Conversions: ['1', 'conversions'], 'CA relié': ['124 €', 'conversions'], Coût: ['40 €', 'costs'], ROI: ['210 %', 'costs'] };
  for (const [figure, [value, part]] of Object.entries(origins)) {
    const box = page.locator('dl > div').filter({ has: page.locator('dt', { hasText: new RegExp(`^${figure}`) }) }).first();
    const said = (await box.locator('dd').innerText()).replace(/\s/g, ' ');
    assert.ok(said.startsWith(value), `${figure}: ${said}`);
    await box.getByRole('link').click();
    assert.ok(page.url().endsWith(`#${part}`), `${figure} opens ${page.url()}`);
    await page.locator(`#${part} tbody tr`).first().waitFor();
  }
  await page.getByText(/^1 conversions? sur 1/).first().waitFor();
  await page.getByText('Reliée', { exact: true }).waitFor();
  await picture(page, 'story-results');
});

step('the report leaves as a tagged PDF, a workbook and a CSV', async () => {
  await page.getByLabel('Lecture des chiffres').fill('Un coffret vendu par le premier post.');
  const pdf = await downloaded(() => button('Produire le PDF').click());
  assert.ok(tagged(pdf), 'the report is a tagged PDF');
  const csv = (await downloaded(() => button('CSV').click())).toString('utf8');
  assert.match(csv, /Conversions;1;/);
  assert.match(csv, /Chiffre d’affaires relié aux publications;124,00;EUR/);
  const simulated = networks.some((network) => !peers[network]);
  assert.equal(/Réseau simulé;oui/.test(csv), simulated, 'a report says when no real network was reached');
  const xlsx = await downloaded(() => button('Tableur (XLSX)').click());
  assert.equal(xlsx.subarray(0, 2).toString(), 'PK');
});

/** What anyone may read there: { id, address, text } of each post. */
async function stored(network) {
  const peer = peers[network];
  if (!peer) {
    const all = await (await fetch(`${parvis.networks}/simulator/stored`)).json();
    return all[network].posts.map(({ id, url, text }) => ({ id, address: url, text }));
  }
  if (network === 'bluesky') {
    const { records } = await (await fetch(`${peer.service}/xrpc/com.atproto.repo.listRecords?repo=${peer.did}&collection=app.bsky.feed.post`)).json();
    return records.map(({ uri, value }) => ({ id: uri.split('/').pop(), address: uri, text: value.text }));
  }
  const posts = await (await fetch(`${peer.service}/?rest_route=/wp/v2/posts`)).json();
  return posts.filter((post) => post.title.rendered === 'Le coffret des quatre').map(({ id, link, content }) => ({ id: String(id), address: link, text: content.rendered }));
}

/** The next minute that leaves the client the time to approve. */
function soon() {
  const at = new Date(Math.ceil((Date.now() + 30_000) / 60_000) * 60_000);
  const [date, time] = at.toLocaleString('sv', { timeZone: 'Europe/Paris' }).split(' ');
  return { date, time: time.slice(0, 5) };
}

/** A person with a browser of their own, come by the post's link. */
async function visit(act) {
  const shop = await openPage(browser, { base: parvis.shop, viewport: narrow });
  await shop.goto(short_link);
  assert.ok(shop.url().startsWith(`${parvis.shop}/coffrets?utm_source=bluesky`), shop.url());
  await act(shop);
  assert.deepEqual(shop.complaints.filter((one) => !/localStorage.*Access is denied/.test(one)), []);
  await shop.context().close();
}

async function buy(shop) {
  await shop.getByRole('button', { name: 'Acheter' }).click();
  await shop.getByRole('button', { name: 'Commander' }).click();
  await shop.getByRole('heading', { name: 'Merci' }).waitFor();
  // Gone before the script has told anything by its clock.
  await shop.goto('about:blank');
}

/** Whether a PDF is tagged: its catalogue, plain or in a compressed object stream, marks it so. */
function tagged(pdf) {
  if (pdf.subarray(0, 5).toString() !== '%PDF-') return false;
  const marks = (text) => /\/MarkInfo\s*<<[^>]*\/Marked\s+true/.test(text) && text.includes('/StructTreeRoot');
  const plain = pdf.toString('latin1');
  if (marks(plain)) return true;
  for (const found of plain.matchAll(/\/Type\s*\/ObjStm[\s\S]*?stream\r?\n/g)) {
    const start = found.index + found[0].length;
    try {
      if (marks(inflateSync(pdf.subarray(start), { finishFlush: 2 }).toString('latin1'))) return true;
    } catch { /* not deflated */ }
  }
  return false;
}
