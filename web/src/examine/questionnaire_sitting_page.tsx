// SPDX-License-Identifier: AGPL-3.0-or-later
// A candidate before a questionnaire: one question at a time or all, each answer kept as it is given, the time that is left,
// and a way out that asks before it is final. Leaving the page loses nothing: the sitting goes on where it was.
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useAct } from '../api/act';
import { Loaded } from '../api/loaded';
import { wordsOfProblem } from '../api/problem';
import { queries, refresh } from '../api/queries';
import { useParam } from '../ui/address';
import { useConfirm } from '../ui/feedback';
import { formatMoment, formatTime } from '../ui/format';
import { Go, Page } from '../ui/page';
import { Badge, Note } from '../ui/states';
import { useWords, useZone } from '../ui/words';
import { useKeeping, type Keeping } from './questionnaire_keeping';
import { ResultPart } from './questionnaire_result';
import { blank, isEmpty, QuestionCard } from './questionnaire_question';
import { handInSitting, pauseSitting, resumeSitting, sittingOf, type Answer, type Sheet } from './questionnaire_queries';
import { TimeLeft } from './questionnaire_time';
import styles from './questionnaire.module.css';

export default function SittingPage() {
  const sitting = useParam('sitting');
  const sheet = useQuery(sittingOf(sitting));
  return <Loaded page of={sheet}>{(found) => <Moment key={`${found.state}:${found.id}`} sheet={found} />}</Loaded>;
}

/** Only where it still stands: what was left is asked anew. */
const put = (sheet: Sheet) => queries.setQueryData<Sheet>(['sitting', sheet.id], (shown) => shown && sheet);

function Moment({ sheet }: { sheet: Sheet }) {
  if (sheet.state === 'handed_in') return <HandedIn sheet={sheet} />;
  return sheet.state === 'paused' ? <Paused sheet={sheet} /> : <UnderWay sheet={sheet} />;
}

function HandedIn({ sheet }: { sheet: Sheet }) {
  const { t, locale } = useWords();
  const zone = useZone();
  return (
    <Page title={sheet.title}>
      <Note tone="good">
        <strong>{t('examine.quiz.handed_in', { at: formatMoment(sheet.handed_in_at, locale, { zone }) })}</strong>{' '}
        {sheet.handed_in_by === 'deadline' ? t('examine.quiz.by_deadline') : null} {t('examine.quiz.answered_of', { count: sheet.answered, of: sheet.of })}
      </Note>
      <p className="small soft">{t('examine.quiz.receipt', { id: sheet.id })}</p>
      <ResultPart sitting={sheet.id} />
      <p><Go to="/certifier/mes-questionnaires">{t('examine.quiz.all_mine')}</Go></p>
    </Page>
  );
}

function Paused({ sheet }: { sheet: Sheet }) {
  const { t } = useWords();
  const [run, busy] = useAct();
  return (
    <Page title={sheet.title}>
      <Note>{t('examine.quiz.paused', { minutes: Math.ceil(sheet.pause_left_ms / 60_000) })}</Note>
      <div><Button loading={busy} onClick={() => void run({ act: async () => put(await resumeSitting(sheet.id)) })}>{t('examine.quiz.resume')}</Button></div>
    </Page>
  );
}

function UnderWay({ sheet }: { sheet: Sheet }) {
  const { t } = useWords();
  const [ends, setEnds] = useState(() => performance.now() + sheet.remaining_ms);
  const [at, setAt] = useState(0);
  const heading = useRef<HTMLDivElement>(null);
  const given = useMemo(() => Object.fromEntries(sheet.questions.map((question) => [question.position, question.answer ?? blank])), [sheet]);
  const onTime = useCallback((remaining: number) => setEnds(performance.now() + remaining), []);
  const { answers, answer, keeping, settled } = useKeeping(sheet.id, given, onTime);
  useEffect(() => void onTime(sheet.remaining_ms), [onTime, sheet]);
  const onOver = useCallback(() => void refresh('sitting', sheet.id), [sheet.id]);
  const question = sheet.questions[at]!;
  const go = (place: number) => {
    setAt(place);
    requestAnimationFrame(() => heading.current?.focus());
  };
  return (
    <Page title={sheet.title} lead={sheet.instructions}>
      <div className={styles.bar}>
        <TimeLeft ends={ends} onOver={onOver} />
        <KeepingState keeping={keeping} />
        <Acts sheet={sheet} answers={answers} settled={settled} />
      </div>
      <Places sheet={sheet} answers={answers} at={at} go={go} />
      <div ref={heading} tabIndex={-1}>
        <QuestionCard key={question.position} question={question} answer={answers[question.position] ?? blank} onAnswer={(next) => answer(question.position, next)} place={t('examine.quiz.question_of', { at: at + 1, of: sheet.questions.length })} />
      </div>
      <div className="spread">
        <Button variant="default" disabled={at === 0} onClick={() => go(at - 1)}>{t('examine.quiz.before')}</Button>
        <Button variant="default" disabled={at === sheet.questions.length - 1} onClick={() => go(at + 1)}>{t('examine.quiz.next')}</Button>
      </div>
    </Page>
  );
}

interface Answered {
  sheet: Sheet;
  answers: Record<number, Answer>;
}

function Places({ sheet, answers, at, go }: Answered & { at: number; go: (place: number) => void }) {
  const { t } = useWords();
  return (
    <nav aria-label={t('examine.quiz.questions')}>
      <ol className={styles.places}>
        {sheet.questions.map((question, place) => {
          const done = !isEmpty(answers[question.position] ?? blank);
          return (
            <li key={question.position}>
              <button type="button" className={styles.place} data-answered={done || undefined} aria-current={place === at ? 'step' : undefined} aria-label={t(done ? 'examine.quiz.place_done' : 'examine.quiz.place_open', { at: place + 1 })} onClick={() => go(place)}>{place + 1}</button>
            </li>
          );
        })}
      </ol>
    </nav>
  );
}

function Acts({ sheet, answers, settled }: Answered & { settled: () => Promise<boolean> }) {
  const { t } = useWords();
  const confirm = useConfirm();
  const [run, busy] = useAct();
  const open = sheet.questions.filter((question) => isEmpty(answers[question.position] ?? blank)).length;
  const handIn = async () => {
    if (!(await settled())) return;
    const consequence = open ? t('examine.quiz.hand_in_open', { count: open }) : t('examine.quiz.hand_in_final');
    if (await confirm({ title: t('examine.quiz.hand_in_title'), consequence, verb: t('examine.quiz.hand_in') })) await run({ act: async () => put(await handInSitting(sheet.id)), touches: ['sitting'] });
  };
  const pause = async () => {
    if (await settled()) await run({ act: async () => put(await pauseSitting(sheet.id)) });
  };
  return (
    <span className="line">
      {sheet.pause_left_ms > 0 ? <Button variant="default" loading={busy} onClick={() => void pause()}>{t('examine.quiz.pause')}</Button> : null}
      <Button loading={busy} onClick={() => void handIn()}>{t('examine.quiz.hand_in')}</Button>
    </span>
  );
}

function KeepingState({ keeping }: { keeping: Keeping }) {
  const { t, locale } = useWords();
  const zone = useZone();
  const quiet = keeping.kind === 'kept' || keeping.kind === 'sending';
  const said = keeping.kind === 'kept' && keeping.at ? t('examine.quiz.kept_at', { time: formatTime(keeping.at, locale, { zone }) }) : t(`examine.quiz.keeping.${keeping.kind}`);
  return (
    <span role={quiet ? undefined : 'alert'}>
      <Badge tone={quiet ? 'plain' : keeping.kind === 'offline' ? 'warn' : 'bad'}>{said}</Badge>
      {keeping.kind === 'refused' ? ` ${wordsOfProblem(t, keeping.problem)}` : null}
    </span>
  );
}
