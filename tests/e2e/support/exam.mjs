// SPDX-License-Identifier: AGPL-3.0-or-later
// What stands before an exam session is held, set up through the API: the card, a confirmed version, rules in force, a case
// with its client's document, people with their roles, and admitted candidates.
import { candle } from './candle.mjs';
import { owner, signIn } from './server.mjs';

export const password = 'une phrase assez longue';

/** Asks as one person: ask(path) reads, ask(path, body) posts, ask(path, body, method) else. Throws what was refused. */
export function asker(base, cookies) {
  const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
  return async (path, body, method = body === undefined ? 'GET' : 'POST') => {
    const raw = body instanceof Uint8Array;
    const headers = { Cookie: cookie, Origin: base, 'Content-Type': raw ? 'application/octet-stream' : 'application/json' };
    const answer = await fetch(base + path, { method, headers, body: body === undefined || body === null ? undefined : raw ? body : JSON.stringify(body) });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
    return text ? JSON.parse(text) : null;
  };
}

/** Invites someone, who accepts: { id, name, email, cookies, ask }. */
export async function person(base, ask, name, role) {
  const email = `${name.toLowerCase().normalize('NFD').replace(/[^a-z]+/g, '.')}@exemple.fr`;
  await ask('/api/workspace/invitations', { email, role });
  const { items } = await ask('/api/workspace/sent-mail');
  const { body } = items.find((mail) => mail.to === email || JSON.stringify(mail).includes(email));
  const token = body.match(/\/invitation\/([\w-]+)/)[1];
  await fetch(`${base}/api/invitations/${token}`, { method: 'POST', headers: { 'Content-Type': 'application/json', Origin: base }, body: JSON.stringify({ name, password, locale: 'fr' }) });
  const cookies = await signIn(base, { email, password });
  const asks = asker(base, cookies);
  return { id: (await asks('/api/me')).id, name, email, cookies, ask: asks };
}

const card = {
  certifier: "L'École Multimédia", title: 'Community manager', rncp_number: 'RNCP38000', level: 6, registered_on: '2025-01-01', registered_until: '2035-01-01', representative: 'Anne Roy',
  representative_function: 'Directrice', address: '12 rue de la Digue, 75010 Paris', siret: '', cdc_client: 'AB123456', cdc_contract: 'MC1234', centres: [{ name: 'Paris', postcode: '75010', blocks: [] }], revision: 0,
};

/** Card, confirmed version, rules in force: { version, rules }. */
export async function certification(ask) {
  await ask('/api/certification/card', card, 'PUT');
  const { id: version } = await ask('/api/certification/versions', { label: '2026', rncp_number: '' });
  const signature = { typed_name: owner.person_name, password: owner.password };
  for (const code of ['K3.6', 'C3.2.3', 'M3.2']) await ask(`/api/certification/versions/${version}/truncations/${code}`, { kind: 'confirmed', text: '', motive: 'Relu avec la source.', signature }, 'PUT');
  await ask(`/api/certification/versions/${version}/confirmation`, signature);
  const shipped = await ask('/api/certification/shipped-rule-sets');
  const { id: rules } = await ask('/api/certification/rule-sets', { name: 'Règlement 2026', rules: shipped.items.default });
  await ask(`/api/certification/rule-sets/${rules}/in-force`, null, 'POST');
  return { version, rules };
}

/** A juror with the proof that the law asks for. */
export async function juror(ask, who, belongs) {
  const { id } = await ask('/api/jurors', { person_id: who.id, quality: 'Directrice marketing', employer: 'Atelier Nord', belongs, gender: 'unsaid', qualification: 'Titre de niveau 6' });
  await ask(`/api/jurors/${id}/proof?name=diplome.png`, candle(), 'POST');
  return id;
}

/** A candidate with an account, admitted to the blocks: { candidate, enrolment }. */
export async function candidate(ask, who, version, blocks) {
  const [first_name, birth_name] = who.name.split(' ');
  const made = await ask('/api/certification/candidates', { route: 'continuing', identity: { birth_name, first_name, sex: 'F', birth_year: 2002, birth_month: 2, birth_day: 28, birth_insee: '75110', email: who.email }, revision: 0 });
  const id = made.candidate.id;
  await ask(`/api/certification/candidates/${id}/person`, { person_id: who.id }, 'PUT');
  const { id: enrolment } = await ask('/api/certification/enrolments', { candidate_id: id, version_id: version, blocks });
  await ask(`/api/certification/enrolments/${enrolment}/submission`, {});
  await ask(`/api/certification/enrolments/${enrolment}/admission`, null, 'POST');
  return { candidate: id, enrolment };
}

/** A case made ready for the block. */
export async function readyCase(ask, block = 'B2', deliverables = ['L2.1', 'L2.2']) {
  const supplied = { client: '', channels: [], posts: [], orders: [], costs: [] };
  const { id } = await ask('/api/exam-cases', { block, title: 'Maison Rivage', brief: 'Maison Rivage coule des bougies à Marseille. Écrire les contenus de Noël, de la charte au calendrier.', deliverables, supplied });
  await ask(`/api/exam-cases/${id}/events`, { event: 'make_ready' });
  return id;
}
