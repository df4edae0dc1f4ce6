// SPDX-License-Identifier: AGPL-3.0-or-later
// Questionnaires: how many questions of what are drawn, what each is worth, in how long; and a trial draw by a seed.
import { ActionIcon, Button, NativeSelect, NumberInput, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useAct } from '../api/act';
import { Form, useForm, type FormState } from '../api/form';
import { Loaded } from '../api/loaded';
import { refresh } from '../api/queries';
import { useAddress } from '../ui/address';
import { toast } from '../ui/feedback';
import { Icon } from '../ui/icons';
import { LinesInput } from '../ui/lines_input';
import { List, type Column } from '../ui/list';
import { Detail, Page, Section, Split } from '../ui/page';
import { Badge, EmptyState } from '../ui/states';
import { useWords } from '../ui/words';
import {
  asked_kinds, createQuestionnaire, difficulties, saveQuestionnaire, tryDraw, useQuestionnaire, useQuestionnaires, type Blueprint, type DrawLine, type QuestionItem, type Questionnaire, type QuestionnaireSheet,
} from './questionnaire_queries';

interface Values {
  title: string;
  block: string;
  state: Questionnaire['state'];
  blueprint: Blueprint;
  revision?: number;
}
const line: DrawLine = { tags: [], count: 5, points: 1 };
const blank: Values = { title: '', block: 'B4', state: 'draft', blueprint: { draws: [line], minutes: 60, draw_for: 'everyone', questions: 'as_written', options: 'shuffled', credit: 'partial', instructions: '' } };

/** A condition that is not chosen is absent. */
const trimmed = ({ kind, difficulty, competency, ...rest }: DrawLine): DrawLine => ({ ...rest, ...(kind ? { kind } : {}), ...(difficulty ? { difficulty } : {}), ...(competency ? { competency } : {}) });
const sent = (values: Values): Values => ({ ...values, blueprint: { ...values.blueprint, draws: values.blueprint.draws.map(trimmed) } });

export default function BlueprintsPage() {
  const { t } = useWords();
  const [query, change] = useAddress();
  const make = <Button onClick={() => change({ open: 'new' })}>{t('examine.quiz.create')}</Button>;
  const columns: Column<Questionnaire>[] = [
    { key: 'title', title: t('examine.quiz.title'), value: (one) => one.title },
    { key: 'block', title: t('examine.quiz.block'), value: (one) => one.block },
    { key: 'questions', title: t('examine.quiz.questions'), value: (one) => one.blueprint.draws.reduce((sum, draw) => sum + draw.count, 0), number: true },
    { key: 'minutes', title: t('examine.quiz.minutes'), value: (one) => one.blueprint.minutes, number: true, minor: true },
    { key: 'state', title: t('examine.quiz.state'), value: (one) => t(`examine.quiz.readiness.${one.state}`), show: (one) => <Badge tone={one.state === 'ready' ? 'good' : 'plain'}>{t(`examine.quiz.readiness.${one.state}`)}</Badge> },
  ];
  const close = () => change({ open: undefined });
  const done = (made: QuestionnaireSheet) => (void refresh('questionnaire'), change({ open: made.questionnaire.id }));
  const detail = query.open === 'new' ? <Detail title={t('examine.quiz.create')} onClose={close}><New done={done} /></Detail> : query.open ? <Detail key={query.open} title={t('examine.quiz.blueprint')} onClose={close}><Edit id={query.open} /></Detail> : null;
  return (
    <Page title={t('examine.quiz.blueprints')} lead={t('examine.quiz.blueprints_lead')} actions={make} wide>
      <Loaded of={useQuestionnaires()}>
        {({ items }) => (
          <Split detail={detail}>
            <List name="questionnaires" label={t('examine.quiz.blueprints')} rows={items} id={(one) => one.id} columns={columns} open={query.open} onOpen={(one) => change({ open: one.id })}
              empty={<EmptyState title={t('examine.quiz.no_blueprint')} action={make}>{t('examine.quiz.no_blueprint_more')}</EmptyState>} />
          </Split>
        )}
      </Loaded>
    </Page>
  );
}

function New({ done }: { done: (made: QuestionnaireSheet) => void }) {
  const { t } = useWords();
  const form = useForm<Values, QuestionnaireSheet>({ name: 'questionnaire:new', initial: blank, send: (values) => createQuestionnaire(sent(values)), done });
  return <Form form={form} verb={t('examine.quiz.create')}><Fields form={form} available={[]} /></Form>;
}

function Edit({ id }: { id: string }) {
  return <Loaded of={useQuestionnaire(id)}>{(sheet) => <EditOne key={sheet.questionnaire.revision} sheet={sheet} />}</Loaded>;
}

function EditOne({ sheet }: { sheet: QuestionnaireSheet }) {
  const { t } = useWords();
  const { id, title, block, state, blueprint, revision } = sheet.questionnaire;
  const form = useForm<Values, QuestionnaireSheet>({ name: `questionnaire:${id}:${revision}`, initial: { title, block, state, blueprint, revision }, send: (values) => saveQuestionnaire(id, sent(values)), done: () => (void refresh('questionnaire'), toast({ said: t('examine.quiz.saved') })) });
  return (
    <>
      <p className="soft">{t('examine.quiz.totals', { questions: sheet.questions, points: sheet.points, minutes: blueprint.minutes })}</p>
      <Form form={form} verb={t('examine.quiz.save')}><Fields form={form} available={sheet.available} /></Form>
      <Trial id={id} />
    </>
  );
}

function Fields({ form, available }: { form: FormState<Values>; available: number[] }) {
  const { t } = useWords();
  const choice = (name: string, values: readonly string[]) => values.map((value) => ({ value, label: t(`examine.quiz.${name}.${value}`) }));
  return (
    <>
      <TextInput label={t('examine.quiz.title')} maxLength={120} required {...form.text('title')} />
      <TextInput label={t('examine.quiz.block')} maxLength={10} required {...form.text('block')} />
      <NumberInput label={t('examine.quiz.minutes')} description={t('examine.quiz.minutes_more')} min={1} max={600} {...form.field('blueprint/minutes')} />
      <Draws form={form} available={available} />
      <NativeSelect label={t('examine.quiz.draw_for')} data={choice('draws_for', ['everyone', 'each'])} {...form.text('blueprint/draw_for')} />
      <NativeSelect label={t('examine.quiz.order_questions')} data={choice('order', ['as_written', 'shuffled'])} {...form.text('blueprint/questions')} />
      <NativeSelect label={t('examine.quiz.order_options')} data={choice('order', ['as_written', 'shuffled'])} {...form.text('blueprint/options')} />
      <NativeSelect label={t('examine.quiz.credit')} description={t('examine.quiz.credit_more')} data={choice('credits', ['partial', 'all_or_nothing'])} {...form.text('blueprint/credit')} />
      <Textarea label={t('examine.quiz.instructions')} autosize minRows={2} maxLength={4000} {...form.text('blueprint/instructions')} />
      <NativeSelect label={t('examine.quiz.state')} data={choice('readiness', ['draft', 'ready', 'retired'])} {...form.text('state')} />
    </>
  );
}

function Draws({ form, available }: { form: FormState<Values>; available: number[] }) {
  const { t } = useWords();
  const { draws } = form.values.blueprint;
  const set = (next: DrawLine[]) => form.set('blueprint/draws', next);
  const any = { value: '', label: t('examine.quiz.any') };
  return (
    <fieldset className="stack-tight" style={{ border: 0, padding: 0, margin: 0, minInlineSize: 0 }}>
      <legend>{t('examine.quiz.draws')}</legend>
      {draws.map((draw, at) => {
        const error = form.field(`blueprint/draws/${at}`).error;
        return (
          <div key={at} className="panel stack-tight">
            <div className="spread">
              <strong>{t('examine.quiz.draw_line', { at: at + 1 })}</strong>
              {available[at] === undefined ? null : <Badge tone={available[at] < draw.count ? 'warn' : 'plain'}>{t('examine.quiz.available', { count: available[at] })}</Badge>}
              <ActionIcon variant="subtle" color="gray" aria-label={t('examine.quiz.drop_line', { at: at + 1 })} onClick={() => set(draws.filter((_, place) => place !== at))}><Icon name="close" /></ActionIcon>
            </div>
            {error ? <p role="alert" className="small">{error}</p> : null}
            <NumberInput label={t('examine.quiz.count')} min={1} max={100} {...form.field(`blueprint/draws/${at}/count`)} />
            <NumberInput label={t('examine.quiz.points_each')} min={1} max={100} {...form.field(`blueprint/draws/${at}/points`)} />
            <LinesInput label={t('examine.quiz.tags_all')} {...form.field(`blueprint/draws/${at}/tags`)} />
            <NativeSelect label={t('examine.quiz.kind')} data={[any, ...asked_kinds.map((value) => ({ value, label: t(`examine.quiz.kinds.${value}`) }))]} {...form.text(`blueprint/draws/${at}/kind`)} />
            <NativeSelect label={t('examine.quiz.difficulty')} data={[any, ...difficulties.map((value) => ({ value, label: t(`examine.quiz.difficulties.${value}`) }))]} {...form.text(`blueprint/draws/${at}/difficulty`)} />
          </div>
        );
      })}
      <div><Button variant="default" leftSection={<Icon name="plus" small />} onClick={() => set([...draws, line])}>{t('examine.quiz.add_line')}</Button></div>
    </fieldset>
  );
}

function Trial({ id }: { id: string }) {
  const { t } = useWords();
  const [seed, setSeed] = useState('1');
  const [drawn, setDrawn] = useState<{ items: QuestionItem[]; points: number[] } | null>(null);
  const [run, busy] = useAct();
  return (
    <Section title={t('examine.quiz.trial')}>
      <p className="small soft">{t('examine.quiz.trial_more')}</p>
      <div className="line">
        <TextInput label={t('examine.quiz.seed')} maxLength={100} value={seed} onChange={(event) => setSeed(event.currentTarget.value)} />
        <Button variant="default" loading={busy} disabled={!seed} style={{ alignSelf: 'end' }} onClick={() => void run({ act: async () => setDrawn(await tryDraw(id, seed)) })}>{t('examine.quiz.draw')}</Button>
      </div>
      {drawn ? <ol>{drawn.items.map((item, at) => <li key={item.id}>{item.reference} · {item.summary} <span className="soft">({t('examine.quiz.points', { count: drawn.points[at] })})</span></li>)}</ol> : null}
    </Section>
  );
}
