// SPDX-License-Identifier: AGPL-3.0-or-later
// What a receipt that a candidate shows is worth, by what the session holds.
import { useState } from 'react';
import { wordsOfProblem } from '../api/problem';
import { FileDrop } from '../ui/file_drop';
import { Note, type Tone } from '../ui/states';
import { useWords } from '../ui/words';
import { checkReceipt, type ReceiptCheck } from './exam_queries';

const most_bytes = 1_000_000;
const tones: Record<ReceiptCheck['verdict'], Tone> = { holds: 'good', superseded: 'warn', altered: 'bad', foreign: 'bad' };

export function ReceiptPart({ session }: { session: string }) {
  const { t } = useWords();
  const [found, setFound] = useState<ReceiptCheck>();
  const send = async (file: File) => {
    setFound(undefined);
    let receipt: unknown;
    try {
      receipt = JSON.parse(await file.text());
    } catch {
      return t('examine.receipt_unread');
    }
    return checkReceipt(session, receipt).then(setFound, (refused: unknown) => wordsOfProblem(t, refused));
  };
  return (
    <details>
      <summary>{t('examine.receipt_check')}</summary>
      <div className="form">
        <FileDrop label={t('examine.receipt_file')} accept={['.json']} types="JSON" most_bytes={most_bytes} send={send} />
        {found ? <Note tone={tones[found.verdict]}>{t(`examine.receipt_verdict.${found.verdict}`, { attempt: found.attempt ?? '–', pseudonym: found.pseudonym ?? '–' })}</Note> : null}
      </div>
    </details>
  );
}
