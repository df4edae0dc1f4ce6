#!/usr/bin/env bash
# SPDX-License-Identifier: AGPL-3.0-or-later
# Runs the web side's tests and prints them in the form that ./test reads (tools/rings.sh).
set -uo pipefail
cd "$(dirname "$0")/../web" || exit 1
report=$(mktemp)
trap 'rm -f "$report"' EXIT
npx --no-install vitest run --reporter=json --outputFile="$report"
status=$?
node --input-type=module - "$report" <<'JS'
import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
const report = JSON.parse(readFileSync(process.argv[2], 'utf8'));
for (const file of report.testResults) {
  const stem = relative(process.cwd(), file.name).replace(/^src\//, '').replace(/[._]test\.tsx?$/, '');
  if (file.assertionResults.length === 0 && file.status === 'failed') console.log(`failed unit/web/${stem}\n${file.message}`);
  for (const test of file.assertionResults) {
    const name = `unit/web/${stem}/${test.fullName}`.replace(/[\n:]/g, ' ');
    if (test.status === 'passed') console.log(`ok ${name}`);
    else if (test.status === 'failed') console.log(`failed ${name}\n${test.failureMessages.join('\n')}`);
    else console.log(`skipped ${name}: marked ${test.status}`);
  }
}
JS
exit "$status"
