// SPDX-License-Identifier: AGPL-3.0-or-later
// Starts a real Bluesky personal data server and an in-memory identity directory on loopback, makes one account, and
// prints one JSON line: {"service","did","handle","password","pid"}. Stops when its standard input closes or on SIGTERM.
// Needs Node 22; run by ./start, from the folder where the packages were installed.
import http from 'node:http';
import net from 'node:net';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { randomBytes } from 'node:crypto';
import { createRequire } from 'node:module';

// Both servers call listen(port) and would answer every interface.
const listen = net.Server.prototype.listen;
net.Server.prototype.listen = function (port, ...rest) {
  if (typeof port === 'number') return listen.call(this, port, '127.0.0.1', ...rest.filter((one) => typeof one === 'function'));
  return listen.call(this, port, ...rest);
};

const require = createRequire(path.join(process.cwd(), 'package.json'));
const { PlcServer, Database } = require('@did-plc/server');
const { PDS, envToCfg, envToSecrets } = require('@atproto/pds');

const free = () => new Promise((done) => {
  const probe = net.createServer().listen(0, () => { const { port } = probe.address(); probe.close(() => done(port)); });
});

const folder = mkdtempSync(path.join(tmpdir(), 'parvis-pds-'));
const plcPort = await free();
const plc = PlcServer.create({ db: Database.mock(), port: plcPort });
await plc.start();

const port = await free();
const environment = {
  devMode: true, port, hostname: 'localhost', serviceHandleDomains: ['.test'], didPlcUrl: `http://127.0.0.1:${plcPort}`,
  dataDirectory: folder, blobstoreDiskLocation: path.join(folder, 'blobs'), inviteRequired: false, disableSsrfProtection: true,
  jwtSecret: randomBytes(16).toString('hex'), adminPassword: randomBytes(8).toString('hex'),
  plcRotationKeyK256PrivateKeyHex: randomBytes(32).toString('hex'), bskyAppViewUrl: 'http://127.0.0.1:1', bskyAppViewDid: 'did:web:localhost',
  modServiceUrl: 'http://127.0.0.1:1', modServiceDid: 'did:web:localhost', rateLimitsEnabled: false, logLevel: 'error',
};
const server = await PDS.create(envToCfg(environment), envToSecrets(environment));
await server.start();

const service = `http://127.0.0.1:${port}`;
const account = { handle: 'parvis.test', email: 'parvis@example.org', password: 'peer-password' };
const answer = await fetch(`${service}/xrpc/com.atproto.server.createAccount`, {
  method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(account),
});
if (!answer.ok) throw new Error(`createAccount: ${answer.status} ${await answer.text()}`);
const { did, handle } = await answer.json();
console.log(JSON.stringify({ service, did, handle, password: account.password, pid: process.pid }));

const stop = () => { rmSync(folder, { recursive: true, force: true }); process.exit(0); };
process.on('SIGTERM', stop);
process.on('SIGINT', stop);
process.stdin.on('end', stop).resume();
