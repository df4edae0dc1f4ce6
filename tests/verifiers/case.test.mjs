// SPDX-License-Identifier: AGPL-3.0-or-later
// The referential as a CASE 1.1 package, before 1EdTech's own schema.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import Ajv from 'ajv/dist/2019.js';
import addFormats from 'ajv-formats';

const place = ['../shared', '../../shared'].map((up) => `${up}/data/case-1edtech/apps/opencase/schemas/official/case-v1p1-cfpackage.json`).find(existsSync);
const skip = place ? false : "1EdTech's schema is not here (../shared/data/case-1edtech)";

function validator() {
  const ajv = new Ajv({ strict: false, allErrors: true });
  addFormats(ajv);
  const schema = JSON.parse(readFileSync(place, 'utf8'));
  schema.$schema = 'https://json-schema.org/draft/2019-09/schema'; // the file's own has a trailing #
  return ajv.compile(schema);
}
const printed = () => JSON.parse(execFileSync('build/dev/tests/parvis_case_printer', { encoding: 'utf8', maxBuffer: 1 << 26 }));

test('the embedded referential is a valid CASE 1.1 package', { skip }, () => {
  const valid = validator();
  assert.ok(valid(printed()), JSON.stringify(valid.errors?.slice(0, 5)));
});

test('the package holds every block, activity, competency and criterion', () => {
  const all = printed();
  const counted = ['Bloc de compétences', 'Activité', 'Compétence', "Modalité d'évaluation", 'Livrable'].map((kind) => all.CFItems.filter((item) => item.CFItemType === kind).length);
  assert.deepEqual(counted, [5, 17, 34, 11, 29]);
  assert.equal(all.CFRubrics.flatMap((rubric) => rubric.CFRubricCriteria).length, 46);
  const ids = new Set([...all.CFItems, ...all.CFAssociations, ...all.CFRubrics].map((one) => one.identifier));
  assert.equal(ids.size, all.CFItems.length + all.CFAssociations.length + all.CFRubrics.length);
});

test('the schema refuses what is not of it', { skip }, () => {
  const valid = validator();
  const changed = [
    (all) => delete all.CFDocument.title,
    (all) => (all.CFItems[0].identifier = 'B1'),
    (all) => delete all.CFItems[3].fullStatement,
    (all) => (all.CFDocument.CFPackageURI = {}),
    (all) => (all.CFAssociations[0].associationType = 'isBelow'),
  ];
  for (const change of changed) {
    const all = printed();
    change(all);
    assert.equal(valid(all), false, change.toString());
  }
});
