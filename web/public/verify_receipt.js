// SPDX-License-Identifier: AGPL-3.0-or-later
// Shows by itself that a manifest stands in a tree (RFC 6962 §2.1) and that files are those it names.
const said = document.getElementById('said');
const hex = (bytes) => [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
const raw = (text) => Uint8Array.from(text.match(/../g) ?? [], (pair) => parseInt(pair, 16));
const joined = (...parts) => Uint8Array.from(parts.flatMap((part) => [...part]));
const sha256 = async (bytes) => new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));

function say(good, french, english) {
  const line = document.createElement('li');
  line.textContent = `${good ? '✓' : '✗'} ${french} – ${english}`;
  said.append(line);
}

// RFC 9162 §2.1.3.2.
async function rootOf(leaf, index, size, proof) {
  let [node, last, hash] = [index, size - 1, leaf];
  for (const step of proof) {
    if (last === 0) return null;
    if (node % 2 === 1 || node === last) {
      hash = await sha256(joined([1], step, hash));
      while (node % 2 === 0 && node !== 0) [node, last] = [Math.floor(node / 2), Math.floor(last / 2)];
    } else {
      hash = await sha256(joined([1], hash, step));
    }
    [node, last] = [Math.floor(node / 2), Math.floor(last / 2)];
  }
  return last === 0 ? hash : null;
}

async function check(receipt, files) {
  said.replaceChildren();
  const manifest = new TextEncoder().encode(receipt.manifest);
  const leaf = await sha256(joined([0], manifest));
  say(hex(await sha256(manifest)) === receipt.manifest_sha256 && hex(leaf) === receipt.leaf, 'le manifeste porte son empreinte', 'the manifest bears its digest');
  const root = await rootOf(leaf, receipt.index, receipt.tree_size, receipt.proof.map(raw));
  say(root !== null && hex(root) === receipt.root, `il est sous la racine ${receipt.root}`, 'it stands under that root');
  if (receipt.sealed_root) say(receipt.sealed_root === receipt.root, `c’est la racine du procès-verbal ${receipt.sealed_root}`, 'it is the root in the minutes');
  const named = JSON.parse(receipt.manifest).files;
  for (const file of files) {
    const digest = hex(await sha256(await file.arrayBuffer()));
    const found = named.find((one) => one.sha256 === digest);
    say(Boolean(found), `${file.name} ${found ? `a été déposé (${found.name})` : 'n’est pas dans ce dépôt'}`, found ? 'was deposited' : 'is not in this deposit');
  }
}

async function run() {
  const [chosen] = document.getElementById('receipt').files;
  if (!chosen) return;
  try {
    await check(JSON.parse(await chosen.text()), [...document.getElementById('files').files]);
  } catch {
    said.replaceChildren();
    say(false, 'ce fichier n’est pas un récépissé', 'this file is not a receipt');
  }
}
for (const id of ['receipt', 'files']) document.getElementById(id).addEventListener('change', run);
