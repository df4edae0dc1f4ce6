// SPDX-License-Identifier: AGPL-3.0-or-later
// node src/engines/track/script/build.mjs: makes parvis.min.js from parvis.js. Its last line names the source it was made
// from, so that a test sees when the two no longer belong together.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const folder = dirname(fileURLToPath(import.meta.url));
const source = readFileSync(join(folder, 'parvis.js'));
const code = execFileSync('npx', ['--yes', 'esbuild@0.25.12', '--minify', '--target=es2017', '--legal-comments=none', '--log-level=error'],
  { input: source, encoding: 'utf8' }).trim();
const mark = createHash('sha256').update(source).digest('hex').slice(0, 8);
writeFileSync(join(folder, 'parvis.min.js'), `${code}\n//${mark} AGPL-3.0-or-later\n`);
console.log(`${gzipSync(readFileSync(join(folder, 'parvis.min.js')), { level: 9 }).length} bytes gzip`);
