// SPDX-License-Identifier: AGPL-3.0-or-later
// Starts a peer for a test, and publishes to it with the program's own fence.
import { spawn, execFile } from 'node:child_process';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '../..');
const publisher = path.join(root, 'build', process.env.RING_PRESET ?? 'dev', 'tests/parvis_peer_publisher');

/// What the peer's start script says of itself, with stop(); undefined when it is not installed.
export async function startPeer(name) {
  const child = spawn(path.join(root, 'tests/peers', name, 'start'), { stdio: ['pipe', 'pipe', 'inherit'] });
  const ended = new Promise((done) => child.once('exit', done));
  const first = createInterface({ input: child.stdout })[Symbol.asyncIterator]().next();
  const said = await Promise.race([first, ended.then(() => ({ done: true }))]);
  if (said.done) {
    if ((await ended) === 77) return undefined;
    throw new Error(`the peer ${name} did not start`);
  }
  return { ...JSON.parse(said.value), stop: () => (child.stdin.end(), ended) };
}

export async function publishTwice(network, service, name, secret) {
  const { stdout } = await promisify(execFile)(publisher, [network, service, name, secret]);
  return JSON.parse(stdout);
}
