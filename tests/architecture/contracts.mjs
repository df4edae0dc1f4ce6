// SPDX-License-Identifier: AGPL-3.0-or-later
// What is written twice must agree: documents and paths, contract and program, words and codes, competencies and scenarios.
// A check that has nothing to look at yet says why instead of passing.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, join, normalize } from 'node:path';
import { files, house, isTest, linesOf, textOf } from './sources.mjs';

export class Absent extends Error {}

const documents = files.filter((path) => path.endsWith('.md'));
const topLevel = new Set(files.map((path) => path.split('/')[0]));
const folders = new Set(files.flatMap((path) => path.split('/').slice(0, -1).map((_, index, parts) => parts.slice(0, index + 1).join('/'))));
const exists = (path) => files.includes(path) || folders.has(path.replace(/\/$/, ''));

// `src/x/y.cpp`, `docs/`, [text](path): whatever begins with a name of the top folder, or is a relative link.
function* pathsNamedBy(path) {
  for (const [index, line] of linesOf(path).entries()) {
    for (const [, quoted] of line.matchAll(/`([A-Za-z0-9_.-]+\/[A-Za-z0-9_./-]*)`/g)) {
      if (topLevel.has(quoted.split('/')[0])) yield { line: index + 1, name: quoted, target: quoted };
    }
    for (const [, link] of line.matchAll(/\]\(([^)#:\s]+)(?:#[^)]*)?\)/g)) {
      yield { line: index + 1, name: link, target: normalize(join(dirname(path), link)) };
    }
  }
}

// Products of the build, and the two files that the program writes (their own checks follow).
const isBuilt = (target) => /^(build|web\/dist|web\/node_modules|web\/src\/api\/schema\.d\.ts)\b|^(api\/openapi\.json|migrations\/schema\.sql)$/.test(target);

function* documents_name_only_paths_that_exist() {
  for (const path of documents) {
    for (const { line, name, target } of pathsNamedBy(path)) {
      if (!isBuilt(target) && !exists(target)) yield `${path}:${line}: ${name} does not exist`;
    }
  }
}

function program() {
  const found = ['build/dev/parvis', 'build/release/parvis'].find((path) => existsSync(path));
  if (!found) throw new Absent('no program is built yet');
  return found;
}

function* compare(path, verb) {
  const said = execFileSync(program(), verb, { encoding: 'utf8', maxBuffer: 1 << 26 });
  if (!existsSync(path)) return yield `${path} does not exist: make api writes it`;
  const written = readFileSync(path, 'utf8');
  if (said.trimEnd() === written.trimEnd()) return;
  const one = said.split('\n');
  const two = written.split('\n');
  const at = one.findIndex((line, index) => line !== two[index]);
  yield `${path}:${at + 1}: is not what the program says (make api rewrites it)`;
  yield `  program: ${one[at]}`;
  yield `  file:    ${two[at]}`;
}

function* openapi_is_current() {
  yield* compare('api/openapi.json', ['openapi']);
}

// A route's path with its parameters, and a request line with its captures, both come down to one form.
const anywhere = (path) => path.split('?')[0].replace(/\{\{[^}]*\}\}|\{[^}]*\}/g, '*');
const requestLine = /^(GET|POST|PUT|PATCH|DELETE) (\S+)/gm;

function matches(route, asked) {
  const [one, two] = [route.split('/'), asked.split('/')];
  return one.length === two.length && one.every((part, index) => part === two[index] || part.startsWith('*') && two[index] !== '');
}

function* every_route_has_a_scenario() {
  if (!existsSync('api/openapi.json')) throw new Absent('api/openapi.json is not written yet');
  const asked = new Map();
  for (const path of files.filter((name) => /^tests\/scenarios\/.*\.test$/.test(name))) {
    for (const [, method, target] of textOf(path).matchAll(requestLine)) asked.set(`${method} ${anywhere(target)}`, [method, anywhere(target)]);
  }
  const stories = [...asked.values()];
  for (const [path, methods] of Object.entries(JSON.parse(readFileSync('api/openapi.json', 'utf8')).paths)) {
    for (const method of Object.keys(methods).map((name) => name.toUpperCase())) {
      if (!/^(GET|POST|PUT|PATCH|DELETE)$/.test(method)) continue;
      if (!stories.some(([said, target]) => said === method && matches(anywhere(path), target))) yield `${method} ${path}: no scenario in tests/scenarios asks it`;
    }
  }
}

function* migrations_are_numbered_once() {
  const seen = new Map();
  for (const path of files.filter((name) => /^migrations\/.*\.sql$/.test(name) && basename(name) !== 'schema.sql')) {
    const found = /^(\d{4})_[a-z]+_[a-z0-9_]+\.sql$/.exec(basename(path));
    if (!found) yield `${path}: not NNNN_<module>_<what>.sql`;
    else if (seen.has(found[1])) yield `${path}: number ${found[1]} is ${seen.get(found[1])}'s`;
    else seen.set(found[1], path);
  }
}

const wordFiles = files.filter((path) => /^web\/src\/.*words\.fr\.json$/.test(path));
const keysOf = (value, prefix = '') =>
  Object.entries(value).flatMap(([key, inner]) =>
    inner && typeof inner === 'object' ? keysOf(inner, `${prefix}${key}.`) : [`${prefix}${key}`]);
// Plural forms differ between languages (French has `many`); the word they belong to may not.
const singular = (key) => key.replace(/_(zero|one|two|few|many|other)$/, '');
const wordKeys = (path) => new Set(keysOf(JSON.parse(textOf(path))).map(singular));

function* both_languages_have_the_same_words() {
  if (!wordFiles.length) throw new Absent('the web side has no words yet');
  for (const french of wordFiles) {
    const english = french.replace('.fr.', '.en.');
    if (!existsSync(english)) {
      yield `${english} does not exist`;
      continue;
    }
    const [fr, en] = [wordKeys(french), wordKeys(english)];
    for (const key of fr) if (!en.has(key)) yield `${english}: lacks ${key}`;
    for (const key of en) if (!fr.has(key)) yield `${french}: lacks ${key}`;
  }
}

// A problem code is "module.what_is_wrong" given to Problem or a helper that makes one.
const code = /\b(?:Problem|FieldError|fail|refuse|invalid|not_found|conflict|forbidden|limited|unavailable|unauthenticated|problem)\w*\s*[({][^;"]{0,80}?"([a-z_]+\.[a-z0-9_]+)"/g;

function* every_problem_has_words() {
  if (!wordFiles.length) throw new Absent('the web side has no words yet');
  const known = new Set(wordFiles.flatMap((path) => [...wordKeys(path)]));
  const seen = new Set();
  // The command line's own settings are told on the terminal, never on a page.
  for (const path of house.filter((name) => !isTest(name) && name.endsWith('.cpp') && name !== 'src/app/configuration.cpp')) {
    for (const [, name] of textOf(path).matchAll(code)) {
      if (seen.has(name)) continue;
      seen.add(name);
      if (![...known].some((key) => key === name || key.endsWith(`.${name}`))) yield `${path}: no words for the problem ${name}`;
    }
  }
}

function* every_working_competency_has_a_scenario() {
  const page = 'docs/referential.md';
  if (!existsSync(page)) throw new Absent(`${page} is not written yet`);
  const stories = files.filter((path) => /^tests\/(scenarios|e2e)\//.test(path)).map(textOf).join('\n');
  const seen = new Set();
  for (const [index, line] of linesOf(page).entries()) {
    const row = /^\|\s*\[?(C\d\.\d\.\d)\]?/.exec(line);
    if (!row) continue;
    seen.add(row[1]);
    if (/\|\s*\**works\**\s*\|/.test(line) && !stories.includes(row[1])) {
      yield `${page}:${index + 1}: ${row[1]} is said to work and no scenario names it`;
    }
  }
  if (seen.size !== 34) yield `${page}: ${seen.size} competencies, the referential has 34`;
}

function* rules_and_states_name_tests_that_exist() {
  const page = 'docs/certification.md';
  if (!existsSync(page)) throw new Absent(`${page} is not written yet`);
  const tests = new Set(files.filter((path) => path.endsWith('_test.cpp')).flatMap((path) => [...textOf(path).matchAll(/TEST(?:_F|_P)?\((\w+),\s*(\w+)\)/g)].map(([, suite, name]) => `${suite}.${name}`)));
  for (const [index, line] of linesOf(page).entries()) {
    if (/^\| (?!rule|machine|-)/.test(line) && !line.includes('.test`')) yield `${page}:${index + 1}: names no story`;
    for (const [, name] of line.matchAll(/`([A-Z]\w*\.\w+)`/g)) if (!tests.has(name)) yield `${page}:${index + 1}: ${name} is no test`;
  }
}

// With the types, which the build of the web side checks before this ring runs, it is the whole of `npm run lint`.
function* the_web_side_keeps_its_law() {
  for (const law of ['web/floors.mjs', 'web/words.mjs']) {
    if (!existsSync(law)) throw new Absent(`${law} is not there`);
    try {
      execFileSync(process.execPath, [law], { encoding: 'utf8', stdio: 'pipe' });
    } catch (error) {
      yield* error.stderr.trim().split('\n');
    }
  }
}

function* the_first_screen_stays_within_its_budget() {
  if (!existsSync('web/dist/.vite/manifest.json')) throw new Absent('the web side is not built');
  try {
    execFileSync(process.execPath, ['web/budget.mjs'], { encoding: 'utf8', stdio: 'pipe' });
  } catch (error) {
    yield* error.stderr.trim().split('\n');
  }
}

export default [
  the_first_screen_stays_within_its_budget,
  the_web_side_keeps_its_law,
  documents_name_only_paths_that_exist,
  openapi_is_current,
  every_route_has_a_scenario,
  migrations_are_numbered_once,
  both_languages_have_the_same_words,
  every_problem_has_words,
  every_working_competency_has_a_scenario,
  rules_and_states_name_tests_that_exist,
];
