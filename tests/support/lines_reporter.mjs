// SPDX-License-Identifier: AGPL-3.0-or-later
// node --test reporter: one line a test, in the form that ./test reads (tools/rings.sh). The ring is the folder:
// tests/e2e -> e2e/, tests/peers/<peer> -> peer/<peer>/.
import { basename, dirname, relative } from 'node:path';

function nameOf(event) {
  const file = relative(process.cwd(), event.file ?? '');
  const stem = basename(file).replace(/\.test\.m?js$/, '');
  const folder = dirname(file).replace(/^tests\/peers\b/, 'peer').replace(/^tests\//, '');
  return `${folder}/${stem}/${event.name}`.replace(/[\n:]/g, ' ');
}

function reasonOf(error) {
  const cause = error?.cause ?? error;
  return String(cause?.stack ?? cause?.message ?? cause);
}

export default async function* lines(source) {
  for await (const { type, data } of source) {
    if (type === 'test:stdout' || type === 'test:stderr') yield data.message;
    if (data?.nesting !== 0) continue;
    if (type === 'test:pass' && data.skip !== undefined) yield `skipped ${nameOf(data)}: ${data.skip}\n`;
    else if (type === 'test:pass') yield `ok ${nameOf(data)}\n`;
    else if (type === 'test:fail') yield `failed ${nameOf(data)}\n${reasonOf(data.details?.error)}\n`;
  }
}
