// SPDX-License-Identifier: AGPL-3.0-or-later
// The tree as the architecture checks see it: files, modules, floors, includes.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, join, normalize } from 'node:path';

// What git knows plus what it would add: build products and node_modules stay out.
export const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], { encoding: 'utf8', maxBuffer: 1 << 26 })
  .split('\n')
  .filter((path) => path && existsSync(path));

const texts = new Map();
export function textOf(path) {
  if (!texts.has(path)) texts.set(path, readFileSync(path, 'utf8'));
  return texts.get(path);
}
export const linesOf = (path) => textOf(path).split('\n');

export const cpp = files.filter((path) => /\.(h|cpp)$/.test(path));
export const house = cpp.filter((path) => path.startsWith('src/'));
export const isTest = (path) => /_test\.|^tests\/|_fuzz\./.test(path);
export const isHeader = (path) => path.endsWith('.h');

// Floors, top down: folders of src, each with its height (1 is the lowest).
const rows = linesOf('src/floors.txt').filter((line) => line && !line.startsWith('#'));
export const heights = new Map(rows.flatMap((row, index) => row.split(/\s+/).map((folder) => [folder, rows.length - index])));
export const folders = [...heights.keys()];

// src/domain/publish/channels/x.cpp -> domain/publish; a file outside every floor -> undefined.
export function folderOf(path) {
  return folders.find((folder) => path.startsWith(`src/${folder}/`));
}

const known = new Set(files);
const roots = ['src', 'src/foundation', 'src/engines', 'src/domain'];

// The file that `#include "name"` of `source` means, or undefined when it is not one of ours.
export function resolveInclude(source, name) {
  return [dirname(source), ...roots].map((root) => normalize(join(root, name))).find((path) => known.has(path));
}

export function* includesOf(path) {
  for (const [index, line] of linesOf(path).entries()) {
    const found = /^\s*#\s*include\s*[<"]([^">]+)[">]/.exec(line);
    if (found) yield { line: index + 1, name: found[1], target: resolveInclude(path, found[1]) };
  }
}

export const stemOf = (path) => basename(path).replace(/\.[^.]+$/, '');
