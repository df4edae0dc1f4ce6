// SPDX-License-Identifier: AGPL-3.0-or-later
// Both languages have the same words, and every word that the source asks for by its full name is there.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const source = fileURLToPath(new URL('src', import.meta.url));
const names = readdirSync(source, { recursive: true, encoding: 'utf8' });
const singular = (key) => key.replace(/_(zero|one|two|few|many|other)$/, '');
const wrong = [];

function keysOf(tree, prefix) {
  return Object.entries(tree).flatMap(([name, value]) => (typeof value === 'string' ? [singular(`${prefix}.${name}`)] : keysOf(value, `${prefix}.${name}`)));
}
function wordsIn(file) {
  const { problems = {}, ...own } = JSON.parse(readFileSync(join(source, file), 'utf8'));
  return new Set([...keysOf(own, file.split('/')[0]), ...keysOf({ problems }, '').map((key) => key.slice(1))]);
}

const known = new Set();
for (const french of names.filter((name) => name.endsWith('words.fr.json'))) {
  const [fr, en] = [wordsIn(french), wordsIn(french.replace('.fr.', '.en.'))];
  for (const key of fr) if (!en.has(key)) wrong.push(`${french.replace('.fr.', '.en.')}: lacks ${key}`);
  for (const key of en) if (!fr.has(key)) wrong.push(`${french}: lacks ${key}`);
  fr.forEach((key) => known.add(key));
}
for (const file of names.filter((name) => /\.tsx?$/.test(name) && !name.includes('_test.'))) {
  const text = readFileSync(join(source, file), 'utf8').replace(/^\s*(\/\/|\*).*$/gm, '');
  for (const [, key] of text.matchAll(/\bt\(\s*'([a-z0-9_.]+)'/g)) if (!known.has(key)) wrong.push(`${file}: no word ${key}`);
  for (const [, prefix] of text.matchAll(/\bt\(\s*`([a-z0-9_.]+\.)\$\{/g)) if (![...known].some((key) => key.startsWith(prefix))) wrong.push(`${file}: no word under ${prefix}`);
}
if (wrong.length) {
  console.error(wrong.join('\n'));
  process.exit(1);
}
console.log(`words: ${known.size} in both languages`);
