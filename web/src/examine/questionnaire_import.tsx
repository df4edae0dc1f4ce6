// SPDX-License-Identifier: AGPL-3.0-or-later
// Questions from a file: first what would enter, line by line, then the act.
import { Button } from '@mantine/core';
import { useState } from 'react';
import { useAct } from '../api/act';
import { wordsOfProblem } from '../api/problem';
import { FileDrop } from '../ui/file_drop';
import { Badge, Note } from '../ui/states';
import { useWords } from '../ui/words';
import { plainWords } from './questionnaire_prose';
import { readFile, type QuestionImport, type Trouble } from './questionnaire_queries';
import styles from './questionnaire.module.css';

const formatOf = (file: File) => (file.name.toLowerCase().endsWith('.xml') ? 'xml' : 'gift');

export function ImportPart({ done }: { done: () => void }) {
  const { t } = useWords();
  const [read, setRead] = useState<{ file: File; found: QuestionImport } | null>(null);
  const [run, busy] = useAct();
  const send = async (file: File, told: (share: number) => void) => {
    try {
      setRead({ file, found: await readFile(formatOf(file), file, 'preview', told) });
    } catch (refused) {
      return wordsOfProblem(t, refused);
    }
  };
  const write = ({ file, found }: { file: File; found: QuestionImport }) =>
    run({ act: () => readFile(formatOf(file), file, 'write', () => undefined), said: t('examine.quiz.imported', { count: fresh(found) }), touches: ['question'] }).then((ok) => ok && done());
  return (
    <>
      <FileDrop label={t('examine.quiz.file')} accept={['.gift', '.txt', '.xml']} types="GIFT, Moodle XML" most_bytes={8_000_000} send={send} />
      {read ? <Found of={read.found} /> : <p className="small soft">{t('examine.quiz.import_lead')}</p>}
      {read && fresh(read.found) ? <div><Button loading={busy} onClick={() => void write(read)}>{t('examine.quiz.import_act', { count: fresh(read.found) })}</Button></div> : null}
    </>
  );
}

const fresh = (found: QuestionImport) => found.questions.filter((question) => !question.present).length;

function Found({ of }: { of: QuestionImport }) {
  const { t } = useWords();
  return (
    <>
      {of.troubles.length ? <Note tone="warn"><strong>{t('examine.quiz.troubles', { count: of.troubles.length })}</strong><Troubles of={of.troubles} /></Note> : null}
      <ul className={styles.list}>
        {of.questions.map((question, place) => (
          <li key={place} className="panel stack-tight">
            <div className="spread">
              <span className="small soft">{t('examine.quiz.line', { line: question.line })} · {t(`examine.quiz.kinds.${question.question.kind}`)}</span>
              {question.present ? <Badge>{t('examine.quiz.present')}</Badge> : question.faults.length ? <Badge tone="warn">{t('examine.quiz.faulty')}</Badge> : null}
            </div>
            <span>{plainWords(question.question.stem) || question.question.title}</span>
            {question.tags.length ? <span className="small soft">{question.tags.join(', ')}</span> : null}
            <Troubles of={[...question.faults, ...question.warnings]} />
          </li>
        ))}
      </ul>
    </>
  );
}

export function Troubles({ of }: { of: Trouble[] }) {
  const { t } = useWords();
  if (!of.length) return null;
  return (
    <ul className="small">
      {of.map((trouble, place) => (
        <li key={place}>{trouble.line ? `${t('examine.quiz.line', { line: trouble.line })} : ` : ''}{t(`problems.${trouble.code}`, { value: trouble.shown, limit: '' })}{trouble.line && trouble.shown ? <code> {trouble.shown}</code> : null}</li>
      ))}
    </ul>
  );
}
