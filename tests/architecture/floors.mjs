// SPDX-License-Identifier: AGPL-3.0-or-later
// Who may include whom: src/floors.txt, read as CMake reads it.
import { cpp, files, folderOf, folders, heights, house, includesOf, isTest, stemOf } from './sources.mjs';

const nameOf = (folder) => folder.split('/').pop();
const production = house.filter((path) => !isTest(path));

function* crossings(paths) {
  for (const path of paths) {
    const from = folderOf(path);
    for (const include of includesOf(path)) {
      const to = include.target && folderOf(include.target);
      if (from && to && from !== to) yield { path, from, to, ...include };
    }
  }
}

function* includes_go_down() {
  for (const { path, line, from, to } of crossings(house)) {
    if (heights.get(to) >= heights.get(from)) yield `${path}:${line}: ${from} includes ${to}, which is not beneath it`;
  }
}

function isFace(from, to, target) {
  if (!to.startsWith('domain/')) return !target.includes('/internal/');
  const stem = stemOf(target);
  return stem === nameOf(to) || (from === 'app' && (stem === 'routes' || stem === 'jobs'));
}

function* only_the_face_of_a_room_is_included() {
  for (const { path, line, from, to, target, name } of crossings(production)) {
    if (!isFace(from, to, target)) yield `${path}:${line}: includes ${name}, not the public header of ${to}`;
  }
}

function* no_two_folders_include_each_other() {
  const seen = new Map();
  for (const { path, line, from, to } of crossings(house)) seen.set(`${from}>${to}`, `${path}:${line}`);
  for (const [pair, place] of seen) {
    const [from, to] = pair.split('>');
    const back = seen.get(`${to}>${from}`);
    if (back && from < to) yield `${place}: ${from} and ${to} include each other (${back})`;
  }
}

function* every_source_stands_on_a_floor() {
  for (const path of house) if (!folderOf(path)) yield `${path}: its folder is not in src/floors.txt`;
}

function* beast_stays_in_http_and_net() {
  for (const path of cpp) {
    if (/^src\/foundation\/(http|net)\//.test(path)) continue;
    for (const { line, name } of includesOf(path)) {
      if (name.startsWith('boost/beast')) yield `${path}:${line}: Boost.Beast outside http and net`;
    }
  }
}

function* every_module_says_what_it_is() {
  for (const folder of folders) {
    const exists = house.some((path) => path.startsWith(`src/${folder}/`));
    if (exists && folder !== 'app' && !files.includes(`src/${folder}/README.md`)) yield `src/${folder}: no README.md`;
  }
}

export default [
  includes_go_down,
  only_the_face_of_a_room_is_included,
  no_two_folders_include_each_other,
  every_source_stands_on_a_floor,
  beast_stays_in_http_and_net,
  every_module_says_what_it_is,
];
