// SPDX-License-Identifier: AGPL-3.0-or-later
// The web side's law: ui beneath api beneath the rooms beneath app; a room sees another only downward and through its
// index.ts. An answer that is there is shown before a failure to ask again. An effect says what it returns; a write is not
// begun twice. No colour or size outside ui/tokens.css. Every source has its licence line.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const source = fileURLToPath(new URL('src', import.meta.url));
const house = readFileSync(new URL('../src/floors.txt', import.meta.url), 'utf8');
const rooms = [...house.matchAll(/^domain\/(\w+)/gm)].map((found) => found[1]).reverse();
const floors = ['ui', 'api', ...rooms, 'app'];
const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((name) => /\.(tsx?|css)$/.test(name) && !name.endsWith('.d.ts'));
const wrong = [];

function checkImports(file, text) {
  const from = file.split('/')[0];
  if (!floors.includes(from)) wrong.push(`${file}: ${from} is not a floor`);
  for (const [, target] of text.matchAll(/(?:from|import)\s*\(?\s*'(\.[^']+)'/g)) {
    const path = relative(source, normalize(join(source, dirname(file), target)));
    const to = path.split('/')[0];
    if (to === from || from === 'app' || path.endsWith('.css')) continue;
    if (floors.indexOf(to) > floors.indexOf(from)) wrong.push(`${file}: imports ${path}, which is above it`);
    else if (rooms.includes(to) && path !== to) wrong.push(`${file}: imports ${path}; of ${to} only its index.ts`);
  }
}

/** What fails to be asked again must not take away what is there, and what is typed into it. */
function checkKept(file, text) {
  for (const [test, name] of text.matchAll(/if \((\w+)\.(?:isError|error)\) return/g)) {
    if (!text.includes(`const ${name} = useMutation`)) wrong.push(`${file}: "${test}" before its data; api/loaded.tsx shows what is there first`);
  }
}

/** React calls what an effect returns when the screen goes: nothing but a cleanup, said by braces, may come back from one. */
function checkEffects(file, text) {
  for (const [effect] of text.matchAll(/use(?:Layout)?Effect\(\(\) =>(?!\s*(?:\{|void |\(\) =>)).{0,40}/g)) {
    wrong.push(`${file}: "${effect}" may return anything: write void, or braces that return the cleanup`);
  }
}

/** The second click of a double click must not write twice. */
function checkOnce(file, text) {
  if (file !== 'api/mutation.ts' && /useMutation\b[^;]*'@tanstack/.test(text)) wrong.push(`${file}: useMutation is api/mutation.ts's, which does nothing twice at once`);
}

function checkLiterals(file, text) {
  if (file === 'ui/tokens.css') return;
  for (const [index, line] of text.split('\n').entries()) {
    const bare = line.replace(/@media[^{]*/, '').replace(/url\([^)]*\)/, '');
    const colour = /#[0-9a-f]{3,8}\b(?!['`]?\s*\))|\brgba?\(/i.exec(file.endsWith('.css') ? bare : bare.replace(/href="#[^"]*"/g, ''));
    const size = file.endsWith('.css') && /\b\d*\.?\d+(?:px|rem)\b/.exec(bare);
    if (colour || size) wrong.push(`src/${file}:${index + 1}: ${(colour || size)[0]} belongs in ui/tokens.css`);
  }
}

for (const file of files) {
  const text = readFileSync(join(source, file), 'utf8');
  if (/\.tsx?$/.test(file)) {
    if (!text.startsWith('// SPDX-License-Identifier')) wrong.push(`${file}: no licence line`);
    checkImports(file, text);
    checkKept(file, text);
    checkEffects(file, text);
    checkOnce(file, text);
  }
  checkLiterals(file, text);
  const most = file.includes('_test.') ? 800 : 500;
  if (text.split('\n').length > most) wrong.push(`${file}: over ${most} lines`);
}

if (wrong.length) {
  console.error(wrong.join('\n'));
  process.exit(1);
}
console.log(`floors: ${files.length} files stand where they should`);
