// SPDX-License-Identifier: AGPL-3.0-or-later
// A grid marked on paper: its scan is kept, the juror types it in above, and a second person compares both afterwards.
import { refresh } from '../api/queries';
import { wordsOfProblem } from '../api/problem';
import { FileDrop } from '../ui/file_drop';
import { Note } from '../ui/states';
import { useWords } from '../ui/words';
import { keepPaper, type MarkingSheet } from './queries';

const most_bytes = 20_000_000;

export function PaperPart({ sheet }: { sheet: MarkingSheet }) {
  const { t } = useWords();
  const send = async (file: File) => {
    try {
      await keepPaper(sheet.id, file);
      await refresh('grid', sheet.id);
    } catch (refused) {
      return wordsOfProblem(t, refused);
    }
  };
  return (
    <details>
      <summary>{t('judge.paper')}</summary>
      <div className="stack">
        <p className="soft">{t('judge.paper_more')}</p>
        {sheet.has_paper ? <Note tone="good">{t('judge.paper_kept')} <a href={`/api/grids/${sheet.id}/paper`} target="_blank" rel="noopener">{t('judge.paper_see')}</a></Note> : null}
        <FileDrop label={t('judge.paper_add')} accept={['application/pdf', 'image/png', 'image/jpeg']} types="PDF, PNG, JPEG" most_bytes={most_bytes} send={send} />
      </div>
    </details>
  );
}
