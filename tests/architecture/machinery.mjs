// SPDX-License-Identifier: AGPL-3.0-or-later
// The checks themselves can fail: each reads a small tree that breaks its rule.
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

const spdx = '// SPDX-License-Identifier: AGPL-3.0-or-later\n';
const broken = {
  includes_go_down: { 'src/foundation/base/a.h': `${spdx}#include "store/b.h"\n` },
  only_the_face_of_a_room_is_included: { 'src/app/a.cpp': `${spdx}#include "publish/c.h"\n` },
  no_two_folders_include_each_other: {
    'src/foundation/base/a.h': `${spdx}#include "store/b.h"\n`, 'src/foundation/store/b.h': `${spdx}#include "base/a.h"\n`,
  },
  every_source_stands_on_a_floor: { 'src/attic/a.h': spdx },
  beast_stays_in_http_and_net: { 'src/app/a.cpp': `${spdx}#include <boost/beast.hpp>\n` },
  files_fit_in_the_head: { 'src/app/a.h': spdx + '\n'.repeat(260) },
  functions_stay_short: { 'src/app/a.cpp': `${spdx}void f() {\n${'  g();\n'.repeat(70)}}\n` },
  names_say_what_they_name: { 'src/app/post_helper.cpp': spdx },
  sql_stands_only_in_stores: { 'src/app/a.cpp': `${spdx}auto q = "DELETE FROM publish_post";\n` },
  a_domain_catches_nothing: { 'src/domain/publish/a.cpp': `${spdx}void f() {\n  try {\n  } catch (...) {\n  }\n}\n` },
  every_source_names_its_licence: { 'src/app/a.cpp': 'int a;\n' },
  lock_files_are_whole: { 'web/package-lock.json': '{"packages":{"":{"optionalDependencies":{"a":"1"}}}}' },
  the_top_folder_holds_nothing_else: { 'notes.md': 'Notes.\n' },
  nothing_is_left_for_later: { 'src/app/a.cpp': `${spdx}// ${'TO' + 'DO'}: later\n` },
  no_merge_leaves_anything: { 'src/app/a.cpp.orig': spdx, 'src/app/a.cpp': `${spdx}${'<'.repeat(7)} HEAD\n` },
  documents_name_only_paths_that_exist: { 'README.md': 'See `src/app/nowhere.cpp`.\n' },
  migrations_are_numbered_once: { 'migrations/0001_a_b.sql': '-- SPDX\n', 'migrations/0001_a_c.sql': '-- SPDX\n' },
  both_languages_have_the_same_words: { 'web/src/a/words.fr.json': '{"a":"b"}', 'web/src/a/words.en.json': '{"c":"d"}' },
  rules_and_states_name_tests_that_exist: { 'docs/certification.md': '| 1 | a | b | `x.test` | `Nowhere.nothing` |\n' },
  every_problem_has_words: {
    'web/src/a/words.fr.json': '{"a":"b"}', 'web/src/a/words.en.json': '{"a":"b"}',
    'src/app/a.cpp': `${spdx}auto p = invalid("app.too_long");\n`,
  },
};
const rest = {
  'src/floors.txt': 'app\ndomain/publish\nfoundation/store\nfoundation/base\n',
  'src/foundation/base/a.h': spdx, 'src/foundation/store/b.h': spdx, 'src/domain/publish/c.h': spdx,
};

function outcome(name, tree) {
  const root = mkdtempSync(join(tmpdir(), 'parvis-architecture-'));
  try {
    for (const [path, text] of Object.entries({ ...rest, ...tree })) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    }
    cpSync(resolve('tests/architecture'), join(root, 'tests/architecture'), { recursive: true });
    execFileSync('git', ['init', '-q'], { cwd: root });
    const script = `const all = (await Promise.all(['floors', 'house', 'contracts'].map((file) => import('./tests/architecture/' + file + '.mjs')))).flatMap((module) => module.default);
      console.log([...all.find((check) => check.name === '${name}')()].length);`;
    writeFileSync(join(root, 'one.mjs'), script);
    return Number(execFileSync(process.execPath, ['one.mjs'], { cwd: root, encoding: 'utf8' }));
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

function* each_check_finds_what_it_forbids() {
  for (const [name, tree] of Object.entries(broken)) {
    if (!outcome(name, tree)) yield `${name} finds nothing in a tree that breaks its rule`;
  }
}

export default [each_check_finds_what_it_forbids];
