// SPDX-License-Identifier: AGPL-3.0-or-later
// A Parvis of its own for a test: own folder, own port, ended with the test.
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const places = [process.env.PARVIS_BINARY, 'build/dev/parvis', 'build/release/parvis', 'build/dev/src/app/parvis'].filter(Boolean);

/** The program built last, or undefined: tests then skip and say why. */
export const binary = () => places.map((place) => (place.startsWith('/') ? place : join(root, place))).find((place) => existsSync(place));

async function freePort() {
  const probe = createServer().listen(0, '127.0.0.1');
  await new Promise((done) => probe.once('listening', done));
  const { port } = probe.address();
  await new Promise((done) => probe.close(done));
  return port;
}

async function answers(base, child) {
  const end = Date.now() + 20_000;
  while (Date.now() < end) {
    if (child.exitCode !== null) throw new Error(`parvis ended with ${child.exitCode}: ${child.said}`);
    const response = await fetch(`${base}/api/setup`).catch(() => null);
    if (response?.ok) return;
    await new Promise((done) => setTimeout(done, 100));
  }
  throw new Error(`parvis did not answer on ${base}: ${child.said}`);
}

const clock_servers = ['build/dev/tests/parvis_clock_server', 'build/release/tests/parvis_clock_server'];
/** The program whose clock a story may advance, or undefined. */
export const clock_binary = () => clock_servers.map((place) => join(root, place)).find((place) => existsSync(place));

/**
 * The same as startParvis, bare, by a clock that is the day's until `advance(milliseconds)` moves it on; `now()` tells it.
 */
export async function startOnOwnClock() {
  let ahead = 0;
  const parvis = await startParvis({ program: clock_binary() });
  const advance = (by) =>
    new Promise((done) => {
      parvis.child.stdout.on('data', function heard(text) {
        if (!String(text).includes('advanced')) return;
        parvis.child.stdout.off('data', heard);
        ahead += by;
        done();
      });
      parvis.child.stdin.write(`advance ${by}\n`);
    });
  return { ...parvis, advance, now: () => new Date(Date.now() + ahead) };
}

/**
 * `demo: true` fills the folder first, with simulated networks and a shop beside it; `simulated: true` has those two alone.
 * `private_hosts`: hosts on loopback that channels may be on all the same, such as real servers of tests/peers.
 * Answers { base, stop, folder, said (what the demo printed), networks, shop }, and `halt()` and `resume()`, between which
 * nobody answers at the same address.
 */
export async function startParvis({ demo = false, simulated = demo, private_hosts = [], program = '' } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'parvis-e2e-'));
  const port = await freePort();
  const base = `http://127.0.0.1:${port}`;
  const beside = simulated ? await freePort() : 0;
  const settings = ['--data', folder, '--listen', `127.0.0.1:${port}`, ...(beside ? ['--simulated-port', String(beside)] : []), ...(private_hosts.length ? ['--private-hosts', private_hosts.join(',')] : [])];
  const said = demo ? await run(binary(), ['demo', ...settings]) : '';
  const serve = () => {
    const child = spawn(program || binary(), [...(program ? [] : ['serve']), ...settings, '--web', join(root, 'web/dist')], { cwd: root });
    child.said = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (child.said = (child.said + text).slice(-4000)));
    return child;
  };
  let child = serve();
  await answers(base, child);
  const halt = async () => {
    child.kill('SIGTERM');
    await new Promise((done) => (child.exitCode === null ? child.once('exit', done) : done()));
  };
  const resume = async () => answers(base, (child = serve()));
  const stop = async () => {
    await halt();
    rmSync(folder, { recursive: true, force: true });
  };
  return { base, stop, halt, resume, child, folder, said, networks: `http://127.0.0.1:${beside}`, shop: `http://maison-rivage.localhost:${beside}` };
}

function run(program, given) {
  return new Promise((done, failed) => {
    const child = spawn(program, given, { cwd: root });
    let said = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (said += text));
    child.once('exit', (code) => (code === 0 ? done(said) : failed(new Error(`parvis ${given[0]} ended with ${code}: ${said}`))));
  });
}

export const owner = { person_name: 'Camille Roy', email: 'camille@parvis.test', password: 'quatre chevaux bleus', workspace_name: 'Atelier Roy', locale: 'fr', zone: 'Europe/Paris', currency: 'EUR', approval: 'required' };

/** Sets up a first workspace and answers the owner's cookies for openPage. */
export async function setUp(base, who = owner) {
  const answer = await fetch(`${base}/api/setup`, { method: 'POST', headers: { 'Content-Type': 'application/json', Origin: base }, body: JSON.stringify(who) });
  if (!answer.ok) throw new Error(`setup: ${answer.status} ${await answer.text()}`);
  return cookiesOf(answer, base);
}

export async function signIn(base, { email, password } = owner) {
  const answer = await fetch(`${base}/api/session`, { method: 'POST', headers: { 'Content-Type': 'application/json', Origin: base }, body: JSON.stringify({ email, password }) });
  if (!answer.ok) throw new Error(`sign-in: ${answer.status} ${await answer.text()}`);
  return cookiesOf(answer, base);
}

function cookiesOf(answer, base) {
  const [pair] = (answer.headers.get('set-cookie') ?? '').split(';');
  const [name, value] = pair.split('=');
  return [{ name, value, url: base }];
}
