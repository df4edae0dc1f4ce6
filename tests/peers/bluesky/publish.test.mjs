// SPDX-License-Identifier: AGPL-3.0-or-later
import test from 'node:test';
import assert from 'node:assert/strict';
import { publishTwice, startPeer } from '../peer.mjs';

test('a post goes to a real personal data server once, with its facets and image', async (context) => {
  const peer = await startPeer('bluesky');
  if (!peer) return context.skip('peer bluesky absent');
  try {
    const { first, restored } = await publishTwice('bluesky', peer.service, peer.handle, peer.password);
    assert.equal(first.state, 'live', JSON.stringify(first));
    // The restored instance sends the same record key: the server refuses it, and looking finds the first.
    assert.equal(restored.state, 'live', JSON.stringify(restored));
    assert.equal(restored.remote_id, first.remote_id);
    assert.deepEqual(restored.attempts, ['send unknown', 'look seen']);
    const answer = await fetch(`${peer.service}/xrpc/com.atproto.repo.listRecords?repo=${peer.did}&collection=app.bsky.feed.post`);
    const { records } = await answer.json();
    assert.equal(records.length, 1);
    const { value } = records[0];
    const bytes = Buffer.from(value.text);
    const marked = value.facets.map(({ index }) => bytes.subarray(index.byteStart, index.byteEnd).toString());
    assert.deepEqual(marked, ['https://exemple.fr/été', '#Rentrée']);
    assert.equal(value.embed.images[0].alt, 'Une porte bleue');
    assert.deepEqual(value.langs, ['fr']);
  } finally {
    await peer.stop();
  }
});
