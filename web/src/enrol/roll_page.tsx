// SPDX-License-Identifier: AGPL-3.0-or-later
// A school's list of candidates: looked at, then entered. Refused lines come back as a file with the reason.
import { Button, SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import { wordsOfField, wordsOfProblem } from '../api/problem';
import { refresh } from '../api/queries';
import { download } from '../ui/download';
import { toast } from '../ui/feedback';
import { FileDrop } from '../ui/file_drop';
import { formatNumber } from '../ui/format';
import { Go, Page, Section } from '../ui/page';
import { Badge, Note } from '../ui/states';
import { useWords } from '../ui/words';
import styles from './enrol.module.css';
import { sendRoll, type RollAnswer } from './queries';

const shown_lines = 100;

export default function RollPage() {
  const { t } = useWords();
  const [file, setFile] = useState<File | null>(null);
  const [answer, setAnswer] = useState<RollAnswer | null>(null);
  const [duplicates, setDuplicates] = useState('skip');
  const [busy, setBusy] = useState(false);
  const ask = async (act: 'preview' | 'import', chosen: File, how: string, told?: (share: number) => void) => {
    setBusy(true);
    try {
      const got = await sendRoll(act, chosen, how, told);
      setAnswer(got);
      if (act === 'import') {
        void refresh('enrol_candidate');
        setFile(null);
        toast({ said: t('enrol.roll.entered', { n: got.entered }) });
      }
    } catch (refused) {
      return wordsOfProblem(t, refused);
    } finally {
      setBusy(false);
    }
  };
  const look = (chosen: File, told: (share: number) => void) => (setFile(chosen), setAnswer(null), ask('preview', chosen, duplicates, told));
  const tell = (refused: string | undefined) => refused && toast({ said: refused, tone: 'bad' });
  const choose = (how: string) => void (file && ask('preview', file, how).then((refused) => (refused ? tell(refused) : setDuplicates(how))));
  return (
    <Page title={t('enrol.roll.title')} lead={t('enrol.roll.lead')} actions={<Go to="/certifier/candidats">{t('enrol.roll.back')}</Go>}>
      <FileDrop label={t('enrol.roll.file')} accept={['.csv', '.txt', 'text/csv']} types="CSV" most_bytes={4 * 1024 * 1024} send={look} />
      {answer ? <Seen answer={answer} /> : <Note>{t('enrol.roll.columns_more')}</Note>}
      {answer && file ? (
        <div className="line">
          <SegmentedControl aria-label={t('enrol.roll.duplicates')} value={duplicates} onChange={choose} data={[{ value: 'skip', label: t('enrol.roll.skip') }, { value: 'enter', label: t('enrol.roll.enter_too') }]} />
          <Button loading={busy} disabled={answer.good === 0} onClick={() => void ask('import', file, duplicates).then(tell)}>{t('enrol.roll.enter', { n: answer.good })}</Button>
        </div>
      ) : null}
    </Page>
  );
}

function Seen({ answer }: { answer: RollAnswer }) {
  const { t, locale } = useWords();
  const n = (value: number) => formatNumber(value, locale);
  return (
    <>
      <Note tone={answer.refused.length ? 'warn' : 'good'}>
        {answer.entered ? t('enrol.roll.done', { entered: n(answer.entered), lines: n(answer.lines) }) : t('enrol.roll.seen', { good: n(answer.good), lines: n(answer.lines), refused: n(answer.refused.length), duplicates: n(answer.duplicates.length) })}
      </Note>
      {answer.left_csv ? <Button variant="default" onClick={() => download('lignes-non-prises.csv', answer.left_csv, 'text/csv')}>{t('enrol.roll.left')}</Button> : null}
      <Section title={t('enrol.roll.columns')}>
        <ul className="line" style={{ listStyle: 'none', padding: 0, margin: 0 }}>
          {answer.columns.map((column) => <li key={column.heading}><Badge tone={column.field ? 'good' : 'plain'}>{column.heading} → {column.field ? t(`enrol.field.${column.field}`) : t('enrol.roll.aside')}</Badge></li>)}
        </ul>
      </Section>
      {answer.duplicates.length ? (
        <Section title={t('enrol.roll.duplicates')}>
          <ul>{answer.duplicates.slice(0, shown_lines).map((one) => <li key={one.line}>{one.candidate_number ? t('enrol.roll.stands', { line: n(one.line), number: one.candidate_number }) : t('enrol.roll.twice', { line: n(one.line), earlier: n(one.earlier_line ?? 0) })}</li>)}</ul>
        </Section>
      ) : null}
      {answer.refused.length ? (
        <Section title={t('enrol.roll.refused')}>
          <table className={styles.table}>
            <thead><tr><th>{t('enrol.roll.line')}</th><th>{t('enrol.roll.why')}</th></tr></thead>
            <tbody>
              {answer.refused.slice(0, shown_lines).map((one) => (
                <tr key={one.line}>
                  <td>{n(one.line)}</td>
                  <td><ul style={{ margin: 0 }}>{one.faults.map((fault) => <li key={fault.field + fault.code}>{t(`enrol.field.${fault.field}`)} : {wordsOfField(t, { path: fault.field, code: fault.code, limit: fault.limit, value: fault.value })}</li>)}</ul></td>
                </tr>
              ))}
            </tbody>
          </table>
          {answer.refused.length > shown_lines ? <p className="soft">{t('enrol.roll.more', { n: n(answer.refused.length - shown_lines) })}</p> : null}
        </Section>
      ) : null}
    </>
  );
}
