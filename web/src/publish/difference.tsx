// SPDX-License-Identifier: AGPL-3.0-or-later
// What changed between the words that were approved and those offered now.
import { useWords } from '../ui/words';
import { changed } from './changes';

export function Difference({ before, after }: { before: string; after: string }) {
  const { t } = useWords();
  const { start, removed, added, end } = changed(before, after);
  return (
    <div className="stack-tight">
      <p className="soft small">{t('publish.guest.changed')}</p>
      <p style={{ whiteSpace: 'pre-wrap' }}>
        {start}
        {removed ? <del>{removed}</del> : null}
        {added ? <ins>{added}</ins> : null}
        {end}
      </p>
    </div>
  );
}
