// SPDX-License-Identifier: AGPL-3.0-or-later
// What a client wrote to one publication, and the way to the text to put right.
import { useClientAnswer } from '../api/answers';
import { useMay } from '../identity';
import { formatMoment } from '../ui/format';
import { Go } from '../ui/page';
import { Note } from '../ui/states';
import { useWords, useZone } from '../ui/words';
import { canMove } from './moving';

export function ClientWords({ brand, publication }: { brand: string; publication: { id: string; state: string; content_id: string } }) {
  const { t, locale } = useWords();
  const zone = useZone();
  const may = useMay();
  const answer = useClientAnswer(brand, [publication.id]);
  const correct = canMove(publication) && may('write_content') ? <Go to={`/b/${brand}/produire/${publication.content_id}`}>{t('publish.client_words.correct')}</Go> : null;
  if (!answer) return correct;
  return (
    <Note tone={answer.decision === 'changes_requested' ? 'warn' : 'plain'}>
      <p className="small soft">{t('publish.client_words.said', { name: answer.decided_by ?? '', when: formatMoment(answer.decided_at, locale, { zone }) })}</p>
      <blockquote style={{ margin: 0, whiteSpace: 'pre-wrap' }}>{answer.comment}</blockquote>
      {correct}
    </Note>
  );
}
