// SPDX-License-Identifier: AGPL-3.0-or-later
import test from 'node:test';
import assert from 'node:assert/strict';
import { publishTwice, startPeer } from '../peer.mjs';

test('a post goes to a real WordPress once, with its image and its links alive', async (context) => {
  const peer = await startPeer('wordpress');
  if (!peer) return context.skip('peer wordpress absent');
  try {
    const { first, restored } = await publishTwice('wordpress', peer.service, peer.name, peer.secret);
    assert.equal(first.state, 'live', JSON.stringify(first));
    assert.equal(restored.state, 'live', JSON.stringify(restored));
    assert.equal(restored.remote_id, first.remote_id);
    const answer = await fetch(`${peer.service}/?rest_route=/wp/v2/posts&_embed=1`);
    const all = await answer.json();
    const posts = all.filter((post) => post.title.rendered === 'La rentrée');
    assert.equal(posts.length, 1);
    assert.equal(all.some((post) => post.title.rendered.startsWith('Le titre d')), false, 'found under its first title, not written anew');
    assert.match(posts[0].content.rendered, /<a href="https:\/\/exemple\.fr\/[^"]+">/);
    assert.equal(posts[0]._embedded['wp:featuredmedia'][0].alt_text, 'Une porte bleue');
  } finally {
    await peer.stop();
  }
});
