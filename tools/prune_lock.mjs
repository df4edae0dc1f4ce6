// SPDX-License-Identifier: AGPL-3.0-or-later
// node tools/prune_lock.mjs FOLDER...: a package may name optional builds for platforms that were never published; npm
// leaves them out of the lock file, and npm ci then refuses that very file. This drops the names the file has no entry
// for, so that what is locked is what is installed. Run it after npm install has written a lock file.
import { readFileSync, writeFileSync } from 'node:fs';

for (const folder of process.argv.slice(2)) {
  const path = `${folder}/package-lock.json`;
  const lock = JSON.parse(readFileSync(path, 'utf8'));
  const locked = new Set(Object.keys(lock.packages).map((key) => key.replace(/^.*node_modules\//, '')));
  for (const entry of Object.values(lock.packages)) {
    for (const name of Object.keys(entry.optionalDependencies ?? {})) {
      if (!locked.has(name)) delete entry.optionalDependencies[name];
    }
  }
  writeFileSync(path, `${JSON.stringify(lock, null, 2)}\n`);
}
