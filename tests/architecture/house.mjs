// SPDX-License-Identifier: AGPL-3.0-or-later
// Sizes, words and places: what keeps a file readable and a rule where it belongs.
import { basename } from 'node:path';
import { cpp, files, house, isHeader, isTest, linesOf, textOf } from './sources.mjs';

const limits = { test: 800, header: 250, source: 500, function: 60 };

function* files_fit_in_the_head() {
  for (const path of cpp) {
    const most = isTest(path) ? limits.test : isHeader(path) ? limits.header : limits.source;
    const count = linesOf(path).length - 1;
    if (count > most) yield `${path}: ${count} lines, at most ${most}`;
  }
}

const control = /^\s*(?:\}?\s*else|if|for|while|switch|catch|do|namespace|class|struct|enum|union|extern|try|return|case|default)\b/;
const withoutText = (line) => line.replace(/"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])'|\/\/.*/g, '');
const count = (text, letter) => text.split(letter).length - 1;

// A function opens where a line ends in { after parentheses and is no control flow; it closes when depth returns.
function* functionsOf(path) {
  let depth = 0;
  let open;
  let before = '';
  for (const [index, line] of linesOf(path).entries()) {
    const code = withoutText(line);
    const opens = code.trimEnd().endsWith('{') && (code + before).includes('(') && !control.test(code);
    if (!open && opens && !code.split('(')[0].includes('=')) open = { line: index + 1, depth, title: code.trim() };
    depth += count(code, '{') - count(code, '}');
    if (open && depth <= open.depth) {
      yield { ...open, length: index + 2 - open.line };
      open = undefined;
    }
    before = line;
  }
}

function* functions_stay_short() {
  for (const path of house) {
    if (isTest(path) || basename(path) === 'routes.cpp') continue;
    for (const { line, length, title } of functionsOf(path)) {
      if (length > limits.function) yield `${path}:${line}: ${length} lines, at most ${limits.function}: ${title.slice(0, 70)}`;
    }
  }
}

const banned = /(?:^|_)(manager|helpers?|utils?|common|misc|processor|info|data)(?:_|\.|$)/i;
const bannedType = /\b(?:class|struct|enum class)\s+(?:\w*(?:Manager|Helper|Util|Utils|Misc|Processor|Info)|Base[A-Z]\w*|Common\w*|\w*Data)\b/;
// The trade's own noun and the standard library's, not ours to rename.
const innocent = (name) => name.replace(/community_manager/g, '');

function* names_say_what_they_name() {
  for (const path of cpp) {
    if (banned.test(innocent(basename(path)))) yield `${path}: a banned word in a file's name`;
    for (const [index, line] of linesOf(path).entries()) {
      if (bannedType.test(withoutText(line))) yield `${path}:${index + 1}: a banned word in a type's name: ${line.trim().slice(0, 80)}`;
    }
  }
}

const sql = /\b(SELECT\s+[\w.*(),\s]+\sFROM\s+\w+_\w+|INSERT\s+INTO|UPDATE\s+\w+\s+SET|DELETE\s+FROM|CREATE\s+TABLE)\b/;
const mayHoldSql = (path) => /_store(_\w+)?\.(cpp|h)$/.test(path) || /^src\/(foundation\/(store|events|jobs)|engines\/track)\//.test(path) || isTest(path);

function* sql_stands_only_in_stores() {
  for (const path of house) {
    if (mayHoldSql(path)) continue;
    for (const [index, line] of linesOf(path).entries()) {
      if (sql.test(line) && !line.trimStart().startsWith('//')) yield `${path}:${index + 1}: SQL outside a store`;
    }
  }
}

function* a_domain_catches_nothing() {
  for (const path of house) {
    if (!path.startsWith('src/domain/') || isTest(path)) continue;
    for (const [index, line] of linesOf(path).entries()) {
      if (/^\s*(?:\}\s*)?(try\s*\{|catch\s*\()/.test(line)) yield `${path}:${index + 1}: try or catch in a domain folder`;
    }
  }
}

// object["a"] = object.at("b") reads "b" where it stood before "a" made the object move its members: freed memory.
const copiedWithin = /\b(\w+)\["\w+"\] = (?:\w+\()?\1(?:\.at\(|\.find\(|\[)/;

function* nothing_is_copied_within_an_object_that_grows() {
  for (const path of house) {
    for (const [index, line] of linesOf(path).entries()) {
      if (copiedWithin.test(line)) yield `${path}:${index + 1}: ${line.trim().slice(0, 80)}`;
    }
  }
}

const ours = /\.(h|cpp|cmake|mjs|ts|tsx|sh|sql|css|typ)$|(^|\/)(CMakeLists\.txt|run|test|Makefile)$/;

function* every_source_names_its_licence() {
  for (const path of files) {
    if (!ours.test(path) || path === 'migrations/schema.sql') continue;
    if (!textOf(path).slice(0, 400).includes('SPDX-License-Identifier: AGPL-3.0-or-later')) yield `${path}: no SPDX line on top`;
  }
}

// Written in two halves, so that this file does not find itself.
const leftovers = new RegExp(['TO' + 'DO', '\\bX' + 'XX\\b', 'lorem' + ' ipsum'].join('|'));
const hosts = new RegExp(['registry\\.npm' + 'js', 'npm' + 'js\\.org', 'registry\\.yarn' + 'pkg'].join('|'));
const readable = /\.(h|cpp|cmake|mjs|ts|tsx|sh|sql|css|html|md|txt|json|typ|yml|yaml|test)$|(^|\/)(run|test|Makefile|\.npmrc)$/;

function* nothing_is_left_for_later() {
  for (const path of files) {
    if (!readable.test(path) || /package-lock\.json$|^referential\//.test(path)) continue;
    for (const [index, line] of linesOf(path).entries()) {
      if (leftovers.test(line)) yield `${path}:${index + 1}: ${line.trim().slice(0, 80)}`;
    }
  }
}

// What an editor, a patch or a merge leaves beside the work; markers at the very beginning of a line, as git writes them.
const litter = /(\.(orig|rej|swp|bak)|~)$/;
const conflict = /^(<{7}|>{7}|\|{7})( |$)|^={7}$/;

function* no_merge_leaves_anything() {
  for (const path of files) {
    if (litter.test(path)) yield `${path}: left over, not a source`;
    if (!readable.test(path)) continue;
    for (const [index, line] of linesOf(path).entries()) {
      if (conflict.test(line)) yield `${path}:${index + 1}: a conflict that nobody settled`;
    }
  }
}

function* no_download_host_is_named() {
  for (const path of files) {
    if (!readable.test(path)) continue;
    for (const [index, line] of linesOf(path).entries()) {
      if (hosts.test(line)) yield `${path}:${index + 1}: ${line.trim().slice(0, 80)}`;
    }
  }
}

// npm ci refuses a lock file that names an optional build it has no entry for (tools/prune_lock.mjs drops those names).
function* lock_files_are_whole() {
  for (const path of files.filter((name) => basename(name) === 'package-lock.json')) {
    const packages = JSON.parse(textOf(path)).packages;
    const locked = new Set(Object.keys(packages).map((key) => key.replace(/^.*node_modules\//, '')));
    for (const [key, entry] of Object.entries(packages)) {
      if (entry.resolved?.startsWith('http')) yield `${path}: ${key} names a download address`;
      for (const name of Object.keys(entry.optionalDependencies ?? {})) {
        if (!locked.has(name)) yield `${path}: ${name} has no entry (node tools/prune_lock.mjs ${path.replace('/package-lock.json', '')})`;
      }
    }
  }
}

const top = new Set(('.ci .clang-format .clang-tidy .gitattributes .gitignore .npmrc ARCHITECTURE.md CMakeLists.txt CMakePresets.json ' +
  'CONTRIBUTING.md LICENSE Makefile README.fr.md README.md api bench cmake docs migrations packages packaging referential run src ' +
  'test tests tools web').split(' '));

function* the_top_folder_holds_nothing_else() {
  for (const name of new Set(files.map((path) => path.split('/')[0]))) {
    if (!top.has(name)) yield `${name}: not one of the house's (tests/architecture/house.mjs lists them)`;
  }
}

export default [
  the_top_folder_holds_nothing_else,
  lock_files_are_whole,
  files_fit_in_the_head,
  functions_stay_short,
  names_say_what_they_name,
  sql_stands_only_in_stores,
  a_domain_catches_nothing,
  nothing_is_copied_within_an_object_that_grows,
  every_source_names_its_licence,
  nothing_is_left_for_later,
  no_merge_leaves_anything,
  no_download_host_is_named,
];
