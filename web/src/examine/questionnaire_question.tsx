// SPDX-License-Identifier: AGPL-3.0-or-later
// One question as a candidate sees it, in a sitting and in the bank's preview: native inputs in a fieldset whose legend is
// the question, so that a screen reader says what is asked with every option.
import { NativeSelect, Textarea, TextInput } from '@mantine/core';
import { useWords } from '../ui/words';
import { ProseText } from './questionnaire_prose';
import type { Answer, CandidateQuestion } from './questionnaire_queries';
import styles from './questionnaire.module.css';

interface Parts {
  question: CandidateQuestion;
  answer: Answer;
  onAnswer: (answer: Answer) => void;
  /** Said in the legend: "Question 3 sur 12". */
  place?: string;
  disabled?: boolean;
}

export const blank: Answer = { chosen: [], text: '', matched: [] };
export const isEmpty = (answer: Answer): boolean => !answer.chosen.length && !answer.text.trim() && !answer.matched.some((place) => place >= 0);

export function QuestionCard({ question, answer, onAnswer, place, disabled }: Parts) {
  const { t } = useWords();
  return (
    <fieldset className={styles.question} disabled={disabled}>
      <legend className={styles.legend}>
        {place ? <span className="small soft">{place} · {t('examine.quiz.points', { count: question.points })}</span> : null}
        <span className={styles.stem}><ProseText of={question.stem} /></span>
        {question.kind === 'multiple_choice' ? <span className="small soft">{t('examine.quiz.several_allowed')}</span> : null}
      </legend>
      <Inputs question={question} answer={answer} onAnswer={onAnswer} />
    </fieldset>
  );
}

function Inputs({ question, answer, onAnswer }: Parts) {
  const { t } = useWords();
  const text = (value: string) => onAnswer({ ...blank, text: value });
  if (question.kind === 'essay') return <Textarea label={t('examine.quiz.your_answer')} autosize minRows={6} value={answer.text} onChange={(event) => text(event.currentTarget.value)} />;
  if (question.kind === 'short_answer') return <TextInput label={t('examine.quiz.your_answer')} value={answer.text} onChange={(event) => text(event.currentTarget.value)} autoComplete="off" />;
  if (question.kind === 'numerical') return <TextInput label={t('examine.quiz.your_number')} inputMode="decimal" value={answer.text} onChange={(event) => text(event.currentTarget.value)} autoComplete="off" />;
  if (question.kind === 'matching') return <Pairs question={question} answer={answer} onAnswer={onAnswer} />;
  return <Options question={question} answer={answer} onAnswer={onAnswer} />;
}

function Options({ question, answer, onAnswer }: Parts) {
  const { t } = useWords();
  const several = question.kind === 'multiple_choice';
  const options = question.kind === 'true_false' ? [t('examine.quiz.true'), t('examine.quiz.false')].map((said) => ({ format: 'plain' as const, text: said })) : question.options;
  const tick = (place: number, on: boolean) => {
    const rest = several ? answer.chosen.filter((one) => one !== place) : [];
    onAnswer({ ...blank, chosen: on ? [...rest, place].sort((a, b) => a - b) : rest });
  };
  return (
    <div className={styles.options}>
      {options.map((option, place) => (
        <label key={place} className={styles.option}>
          <input type={several ? 'checkbox' : 'radio'} name={`question-${question.position}`} checked={answer.chosen.includes(place)} onChange={(event) => tick(place, event.currentTarget.checked)} />
          <ProseText of={option} inline />
        </label>
      ))}
      {!several && answer.chosen.length ? <button type="button" className={styles.clear} onClick={() => onAnswer(blank)}>{t('examine.quiz.clear')}</button> : null}
    </div>
  );
}

function Pairs({ question, answer, onAnswer }: Parts) {
  const { t } = useWords();
  const matched = question.lefts.map((_, place) => answer.matched[place] ?? -1);
  const rights = [{ value: '-1', label: t('examine.quiz.choose') }, ...question.rights.map((right, place) => ({ value: String(place), label: right }))];
  return (
    <div className="stack-tight">
      {question.lefts.map((left, place) => (
        <NativeSelect key={place} label={<ProseText of={left} inline />} data={rights} value={String(matched[place])}
          onChange={(event) => onAnswer({ ...blank, matched: matched.map((one, at) => (at === place ? Number(event.currentTarget.value) : one)) })} />
      ))}
    </div>
  );
}
