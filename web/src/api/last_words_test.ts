// SPDX-License-Identifier: AGPL-3.0-or-later
import { expect, test } from 'vitest';
import { lastWords, type ClientAnswer } from './last_words';

const answer = (publication_id: string, comment: string, decided_at: string | null): ClientAnswer => ({ publication_id, comment, decided_at, decision: 'changes_requested' });

test('the last words to a publication are those decided last', () => {
  const answers = [answer('a', 'Non : 5 h', '2026-11-26T09:00:00Z'), answer('a', 'Encore', '2026-11-26T10:00:00.5Z'), answer('b', 'Bien', '2026-11-27T00:00:00Z')];
  expect(lastWords(answers, ['a'])?.comment).toBe('Encore');
  expect(lastWords(answers, ['a', 'b'])?.comment).toBe('Bien');
});

test('an answer without words, or of another publication, says nothing', () => {
  expect(lastWords([answer('a', '', '2026-11-26T09:00:00Z'), answer('b', 'Non', '2026-11-26T09:00:00Z'), answer('a', 'Pas encore', null)], ['a'])).toBeUndefined();
});
