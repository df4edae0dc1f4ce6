// SPDX-License-Identifier: AGPL-3.0-or-later
// Turns one template and its data into a PDF/UA-1 document, then waits for the next. Frames both ways on stdin and
// stdout: four bytes of length (big endian), then JSON.
//   first      {"templates": {"charter.typ": "..."}, "fonts": ["/path/Inter-Regular.otf"]}
//   request    {"template": "charter", "data": {...}, "assets": {"chart-1.svg": "<base64>"}, "made_at": 1764000000}
//   answer     {"pdf": "<base64>", "pages": 4}  or  {"failure": "what the compiler said"}
// Data reach the template through json("data.json") only: nothing a person typed is ever Typst source.
import fs from 'node:fs';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import { Coverage } from './coverage.mjs';

const folder = '/parvis/'; // exists only in the compiler's memory: a template can read nothing else
const standard = 'ua-1';

let compiler;
let coverage;
let texts; // templates and vocabularies, by name

function prepare({ templates, fonts }) {
  const blobs = fonts.filter((path) => fs.existsSync(path)).map((path) => fs.readFileSync(path));
  compiler = NodeCompiler.create({ workspace: folder, fontArgs: [{ fontBlobs: blobs }] });
  coverage = new Coverage(blobs);
  texts = templates;
}

// The compiler refuses a cluster that no one font shows whole (a mark stacked on a strange letter); what it names is
// shown as squares at the next try.
const refused = /the text `\\?"(.+?)\\?"` could not be displayed/gu;
const most_tries = 3;

function draw(request) {
  for (let tries = 1; ; tries++) {
    try {
      return drawn(request);
    } catch (error) {
      const named = [...String(error?.message ?? error).matchAll(refused)].map((match) => match[1]);
      if (named.length === 0 || tries === most_tries) throw error;
      coverage.forget(named);
    }
  }
}

function drawn({ template, data, assets, made_at }) {
  compiler.resetShadow();
  for (const [name, source] of Object.entries(texts)) compiler.mapShadow(folder + name, Buffer.from(source));
  for (const [name, bytes] of Object.entries(assets)) compiler.mapShadow(folder + name, Buffer.from(bytes, 'base64'));
  compiler.mapShadow(folder + 'data.json', Buffer.from(JSON.stringify(coverage.shown(data))));
  const compiled = compiler.compile({ mainFilePath: `${folder}${template}.typ`, resetRead: true });
  if (compiled.hasError()) throw new Error(JSON.stringify(compiler.fetchDiagnostics(compiled.takeDiagnostics())));
  const pdf = compiler.pdf(compiled.result, { pdfStandard: standard, creationTimestamp: made_at });
  const pages = compiled.result.numOfPages;
  compiler.evictCache(2);
  return { pdf: pdf.toString('base64'), pages };
}

function answer(frame) {
  const message = JSON.parse(frame.toString('utf8'));
  if (message.templates) return prepare(message);
  try {
    send(draw(message));
  } catch (error) {
    send({ failure: String(error?.message ?? error).slice(0, 2000) });
  }
}

function send(message) {
  const body = Buffer.from(JSON.stringify(message));
  const length = Buffer.alloc(4);
  length.writeUInt32BE(body.length);
  process.stdout.write(Buffer.concat([length, body]));
}

let pending = Buffer.alloc(0);
process.stdin.on('data', (chunk) => {
  pending = Buffer.concat([pending, chunk]);
  while (pending.length >= 4 && pending.length >= 4 + pending.readUInt32BE()) {
    const end = 4 + pending.readUInt32BE();
    const frame = pending.subarray(4, end);
    pending = pending.subarray(end);
    answer(frame);
  }
});
process.stdin.on('end', () => process.exit(0));
