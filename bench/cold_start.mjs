// SPDX-License-Identifier: AGPL-3.0-or-later
// How long from starting the program to /readyz, on records that exist, and what it holds in memory once idle.
// No peer: the figures stand against the product's own aims (1 s, 150 MB). PARVIS names another program.
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const program = [process.env.PARVIS, 'build/release/parvis', 'build/dev/parvis'].find((path) => path && existsSync(path));
if (!program) throw new Error('no program is built: ./run --build');
const data = mkdtempSync(join(tmpdir(), 'parvis-cold-start-'));
const port = 20000 + (process.pid % 20000);
const starts = 7;

async function untilReady() {
  for (;;) {
    try {
      if ((await fetch(`http://127.0.0.1:${port}/readyz`)).ok) return;
    } catch {
      // not listening yet
    }
    await pause(2);
  }
}

const residentMegabytes = (pid) => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1]) / 1024;

async function start(idle) {
  const began = performance.now();
  const child = spawn(program, ['serve', '--data', data, '--listen', `127.0.0.1:${port}`], { stdio: 'ignore' });
  const ended = new Promise((resolve) => child.on('exit', resolve));
  await untilReady();
  const seconds = (performance.now() - began) / 1000;
  await pause(idle);
  const memory = residentMegabytes(child.pid);
  child.kill('SIGTERM');
  await ended;
  return { seconds, memory };
}

try {
  const first = await start(0);
  const later = [];
  for (let i = 0; i < starts; i++) later.push(await start(i === 0 ? 3000 : 0));
  const sorted = later.map(({ seconds }) => seconds).sort((a, b) => a - b);
  console.log(JSON.stringify({
    bench: 'cold_start', value: Number(sorted[Math.floor(starts / 2)].toFixed(3)), unit: 's', peer: null, peer_value: null, ratio: null,
    first_start_s: Number(first.seconds.toFixed(3)), worst_s: Number(sorted.at(-1).toFixed(3)), idle_memory_mb: Number(later[0].memory.toFixed(1)),
    conditions: `${program}, median of ${starts} starts on an empty installation, ${cpus().length} cores, memory after 3 s idle`,
  }));
} finally {
  rmSync(data, { recursive: true, force: true });
}
