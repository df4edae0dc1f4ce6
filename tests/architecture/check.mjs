// SPDX-License-Identifier: AGPL-3.0-or-later
// The architecture tests: node tests/architecture/check.mjs, from the root of the tree. A check is a generator of
// offences; one that yields none passes. Prints the lines that ./test reads (tools/rings.sh).
import contracts, { Absent } from './contracts.mjs';
import floors from './floors.mjs';
import house from './house.mjs';
import machinery from './machinery.mjs';

const shown = 12;
let failures = 0;

function report(name, offences) {
  if (!offences.length) return console.log(`ok ${name}`);
  failures += 1;
  console.log(`failed ${name}: ${offences.length} place${offences.length > 1 ? 's' : ''}`);
  for (const offence of offences.slice(0, shown)) console.log(`  ${offence}`);
  if (offences.length > shown) console.log(`  and ${offences.length - shown} more`);
}

for (const check of [...floors, ...house, ...contracts, ...machinery]) {
  const name = `architecture/${check.name}`;
  try {
    report(name, [...check()]);
  } catch (error) {
    if (error instanceof Absent) console.log(`skipped ${name}: ${error.message}`);
    else report(name, [String(error.stack ?? error)]);
  }
}
process.exit(failures ? 1 : 0);
