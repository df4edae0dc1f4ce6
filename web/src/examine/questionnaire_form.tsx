// SPDX-License-Identifier: AGPL-3.0-or-later
// One question of the bank: its words and answers, how a candidate sees it, and the versions it had.
import { ActionIcon, Button, Checkbox, NativeSelect, Radio, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { Form, useForm, type FormState } from '../api/form';
import { Loaded } from '../api/loaded';
import { refresh } from '../api/queries';
import { toast } from '../ui/feedback';
import { formatMoment } from '../ui/format';
import { Icon } from '../ui/icons';
import { LinesInput } from '../ui/lines_input';
import { Section } from '../ui/page';
import { Note } from '../ui/states';
import { useWords, useZone } from '../ui/words';
import { Troubles } from './questionnaire_import';
import { plainWords } from './questionnaire_prose';
import { blank as no_answer, QuestionCard } from './questionnaire_question';
import {
  asked_kinds, createQuestion, difficulties, question_states, saveQuestion, useQuestion, useQuestionPreview, type Choice, type Question, type QuestionSheet, type SaveQuestion,
} from './questionnaire_queries';
import styles from './questionnaire.module.css';

const plain = (text = '') => ({ format: 'plain' as const, text });
const option = (correct = false): Choice => ({ correct, text: plain() });
const blank: Question = { kind: 'single_choice', id: '', tags: [], title: '', stem: plain(), choices: [option(true), option()], pairs: [], kept: [] };

/** What the other kinds need is kept while one tries another, but only the kind's own is sent. */
function own(question: Question): Question {
  const choices = ['single_choice', 'multiple_choice', 'short_answer', 'numerical'].includes(question.kind);
  const numbers = (choice: Choice): Choice => ({ ...choice, correct: true, number: choice.number ?? numberOf(choice.text.text), text: plain() });
  const accepted = (choice: Choice): Choice => ({ ...choice, correct: true });
  const shaped = question.kind === 'numerical' ? question.choices.map(numbers) : question.kind === 'short_answer' ? question.choices.map(accepted) : question.choices;
  return { ...question, choices: choices ? shaped : [], pairs: question.kind === 'matching' ? question.pairs : [], truth: question.kind === 'true_false' ? (question.truth ?? true) : null };
}
function numberOf(text: string): Choice['number'] {
  const [first = '', second = ''] = text.replace(',', '.').split(/\.\.|:|±/).map((part) => part.trim());
  return { form: text.includes('..') ? 'between' : second ? 'around' : 'exact', first, second };
}
/** A number is edited as it is written: "1822", "3.14:0.01", "1..5". */
const written = (choice: Choice): Choice => (choice.number ? { ...choice, number: null, text: plain(choice.number.first + (choice.number.form === 'between' ? '..' : choice.number.form === 'around' ? ':' : '') + choice.number.second) } : choice);
const sent = (values: SaveQuestion): SaveQuestion => ({ ...values, question: own(values.question) });

export function NewQuestion({ done, next }: { done: (made: QuestionSheet) => void; next: string }) {
  const { t } = useWords();
  const form = useForm<SaveQuestion, QuestionSheet>({ name: 'question:new', initial: { reference: next, competency: '', difficulty: 'medium', tags: [], state: 'draft', question: blank }, send: (values) => createQuestion(sent(values)), done });
  return <Form form={form} verb={t('examine.quiz.add')}><Fields form={form} /></Form>;
}

export function EditQuestion({ id, revision }: { id: string; revision: number }) {
  return <Loaded of={useQuestion(id)}>{(sheet) => <Edit key={Math.max(revision, sheet.item.revision)} sheet={sheet} />}</Loaded>;
}

function Edit({ sheet }: { sheet: QuestionSheet }) {
  const { t } = useWords();
  const { item, question } = sheet;
  const initial: SaveQuestion = { reference: item.reference, competency: item.competency, difficulty: item.difficulty, tags: item.tags, state: item.state, revision: item.revision, question: { ...question, choices: question.choices.map(written) } };
  const form = useForm<SaveQuestion, QuestionSheet>({ name: `question:${item.id}:${item.revision}`, initial, send: (values) => saveQuestion(item.id, sent(values)), done: () => (void refresh('question'), toast({ said: t('examine.quiz.saved') })) });
  return (
    <>
      {sheet.faults.length || sheet.warnings.length ? <Note tone="warn"><Troubles of={[...sheet.faults, ...sheet.warnings]} /></Note> : null}
      <Form form={form} verb={t('examine.quiz.save')}><Fields form={form} /></Form>
      <Preview id={item.id} version={item.version} />
      <Versions sheet={sheet} />
    </>
  );
}

function Fields({ form }: { form: FormState<SaveQuestion> }) {
  const { t } = useWords();
  const { question } = form.values;
  const kinds = asked_kinds.map((value) => ({ value, label: t(`examine.quiz.kinds.${value}`) }));
  return (
    <>
      <NativeSelect label={t('examine.quiz.kind')} data={kinds} {...form.text('question/kind')} />
      <Textarea label={t('examine.quiz.stem')} autosize minRows={3} required {...form.text('question/stem/text')} />
      {question.kind === 'matching' ? <PairFields form={form} /> : question.kind === 'true_false' ? <TruthField form={form} /> : question.kind === 'essay' ? null : <ChoiceFields form={form} />}
      <TextInput label={t('examine.quiz.reference')} maxLength={60} required {...form.text('reference')} />
      <TextInput label={t('examine.quiz.competency')} description={t('examine.quiz.competency_more')} maxLength={20} {...form.text('competency')} />
      <LinesInput label={t('examine.quiz.tags')} description={t('examine.quiz.tags_more')} {...form.field('tags')} />
      <NativeSelect label={t('examine.quiz.difficulty')} data={difficulties.map((value) => ({ value, label: t(`examine.quiz.difficulties.${value}`) }))} {...form.text('difficulty')} />
      <NativeSelect label={t('examine.quiz.state')} description={t('examine.quiz.state_more')} data={question_states.map((value) => ({ value, label: t(`examine.quiz.states.${value}`) }))} {...form.text('state')} />
    </>
  );
}

function TruthField({ form }: { form: FormState<SaveQuestion> }) {
  const { t } = useWords();
  return (
    <Radio.Group label={t('examine.quiz.right_answer')} value={String(form.values.question.truth ?? true)} onChange={(value) => form.set('question/truth', value === 'true')}>
      <div className="line"><Radio value="true" label={t('examine.quiz.true')} /><Radio value="false" label={t('examine.quiz.false')} /></div>
    </Radio.Group>
  );
}

function ChoiceFields({ form }: { form: FormState<SaveQuestion> }) {
  const { t } = useWords();
  const { kind, choices } = form.values.question;
  const set = (next: Choice[]) => form.set('question/choices', next);
  const ticked = kind === 'single_choice' || kind === 'multiple_choice';
  const mark = (at: number, on: boolean) => set(choices.map((choice, place) => ({ ...choice, correct: place === at ? on : kind === 'single_choice' ? false : choice.correct })));
  return (
    <fieldset className="stack-tight" style={{ border: 0, padding: 0, margin: 0, minInlineSize: 0 }}>
      <legend>{t(ticked ? 'examine.quiz.options' : 'examine.quiz.accepted')}</legend>
      <p className="small soft">{t(`examine.quiz.weights_more.${kind}`)}</p>
      {choices.map((choice, at) => (
        <div key={at} className={styles.row}>
          {ticked ? <Checkbox aria-label={t('examine.quiz.is_right', { at: at + 1 })} checked={choice.correct} onChange={(event) => mark(at, event.currentTarget.checked)} mb={8} /> : <span />}
          <TextInput label={t('examine.quiz.option', { at: at + 1 })} {...form.text(`question/choices/${at}/text/text`)} />
          <TextInput label={t('examine.quiz.weight')} inputMode="decimal" rightSection="%" value={choice.weight ?? ''} onChange={(event) => form.set(`question/choices/${at}/weight`, event.currentTarget.value.replace(',', '.') || null)} />
          <ActionIcon variant="subtle" color="gray" mb={4} aria-label={t('examine.quiz.drop_option', { at: at + 1 })} onClick={() => set(choices.filter((_, place) => place !== at))}><Icon name="close" /></ActionIcon>
        </div>
      ))}
      <div><Button variant="default" leftSection={<Icon name="plus" small />} onClick={() => set([...choices, option()])}>{t('examine.quiz.add_option')}</Button></div>
    </fieldset>
  );
}

function PairFields({ form }: { form: FormState<SaveQuestion> }) {
  const { t } = useWords();
  const { pairs } = form.values.question;
  const set = (next: Question['pairs']) => form.set('question/pairs', next);
  return (
    <fieldset className="stack-tight" style={{ border: 0, padding: 0, margin: 0, minInlineSize: 0 }}>
      <legend>{t('examine.quiz.pairs')}</legend>
      <p className="small soft">{t('examine.quiz.pairs_more')}</p>
      {pairs.map((_, at) => (
        <div key={at} className="line">
          <TextInput className="grow" label={t('examine.quiz.left', { at: at + 1 })} {...form.text(`question/pairs/${at}/left/text`)} />
          <TextInput className="grow" label={t('examine.quiz.right', { at: at + 1 })} {...form.text(`question/pairs/${at}/right`)} />
          <ActionIcon variant="subtle" color="gray" aria-label={t('examine.quiz.drop_option', { at: at + 1 })} onClick={() => set(pairs.filter((__, place) => place !== at))}><Icon name="close" /></ActionIcon>
        </div>
      ))}
      <div><Button variant="default" leftSection={<Icon name="plus" small />} onClick={() => set([...pairs, { left: plain(), right: '' }])}>{t('examine.quiz.add_pair')}</Button></div>
    </fieldset>
  );
}

function Preview({ id, version }: { id: string; version: number }) {
  const { t } = useWords();
  const [answer, setAnswer] = useState(no_answer);
  return (
    <Section title={t('examine.quiz.preview')}>
      <Loaded of={useQuestionPreview(id, version)}>{(question) => <QuestionCard question={question} answer={answer} onAnswer={setAnswer} />}</Loaded>
    </Section>
  );
}

function Versions({ sheet }: { sheet: QuestionSheet }) {
  const { t, locale } = useWords();
  const zone = useZone();
  if (sheet.versions.length < 2) return null;
  return (
    <Section title={t('examine.quiz.versions')}>
      <ol className={styles.list}>
        {sheet.versions.map((version) => (
          <li key={version.id} className="small"><strong>{version.number}</strong> · {formatMoment(version.made_at, locale, { zone })}<br />{plainWords(version.question.stem)}</li>
        ))}
      </ol>
    </Section>
  );
}
