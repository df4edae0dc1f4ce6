// SPDX-License-Identifier: AGPL-3.0-or-later
// The first screen's script, gzipped: the entry and all it imports at once. Above the budget it fails, and with
// --tell only says so: a build goes on, ./test does not.
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const budget = 220_000;
const dist = new URL('dist/', import.meta.url);
const manifest = JSON.parse(readFileSync(new URL('.vite/manifest.json', dist), 'utf8'));
const entry = Object.values(manifest).find((chunk) => chunk.isEntry);

const first = new Set();
const follow = (chunk) => {
  if (first.has(chunk.file)) return;
  first.add(chunk.file);
  for (const name of chunk.imports ?? []) follow(manifest[name]);
};
follow(entry);

const weight = (file) => gzipSync(readFileSync(new URL(file, dist)), { level: 9 }).length;
const scripts = Object.values(manifest).map((chunk) => chunk.file).filter((file) => file.endsWith('.js'));
const total = [...first].reduce((sum, file) => sum + weight(file), 0);
const kilobytes = (bytes) => `${(bytes / 1000).toFixed(1)} kB`;

const later = [...new Set(scripts)].filter((file) => !first.has(file)).map((file) => [file, weight(file)]).sort((a, b) => b[1] - a[1]);
console.log(`first screen: ${kilobytes(total)} of script gzipped (budget ${kilobytes(budget)})`);
for (const [file, bytes] of later.slice(0, 5)) console.log(`  later: ${kilobytes(bytes)} ${file}`);
if (total > budget) {
  console.error(`over budget by ${kilobytes(total - budget)}: ${[...first].join(', ')}`);
  process.exit(process.argv.includes('--tell') ? 0 : 1);
}
