// SPDX-License-Identifier: AGPL-3.0-or-later
import { Button, NativeSelect, Radio, TextInput } from '@mantine/core';
import { useAct } from '../api/act';
import { Form, useForm, type FormState } from '../api/form';
import { refresh } from '../api/queries';
import { useBrand, useMay } from '../identity';
import { toast } from '../ui/feedback';
import type { Money } from '../ui/format';
import { PercentInput, WholeInput } from '../ui/figure_input';
import { MoneyInput } from '../ui/inputs';
import { Go } from '../ui/page';
import { Note } from '../ui/states';
import { useWords } from '../ui/words';
import { createObjective, inMoney, metrics, renewObjective, saveObjective, shelveObjective, type Metric, type Objective, type ObjectiveView } from './queries';

interface Values {
  title: string;
  metric: Metric;
  count: number | null;
  amount: Money | null;
  starts_on: string;
  ends_on: string;
  budget: Money | null;
  tax: 'excluding' | 'including';
  margin_percent: number | null;
  state: 'draft' | 'active' | 'closed';
}

/** As the server takes them: one target, in units or in minor units. */
function sent({ count, amount, ...rest }: Values): object {
  const target = inMoney(rest.metric) ? amount?.minor : count;
  return { ...rest, target };
}
const blank: Values = { title: '', metric: 'orders', count: null, amount: null, starts_on: '', ends_on: '', budget: null, tax: 'excluding', margin_percent: null, state: 'active' };

function valuesOf(one: Objective): Values {
  const money = inMoney(one.metric);
  return {
    title: one.title, metric: one.metric, count: money ? null : (one.target ?? null), amount: money && one.target != null ? { minor: one.target, currency: one.currency } : null,
    starts_on: one.starts_on ?? '', ends_on: one.ends_on ?? '', budget: one.budget ?? null, tax: one.tax, margin_percent: one.margin_percent ?? null, state: one.state,
  };
}

export function NewObjective({ done }: { done: (made: ObjectiveView) => void }) {
  const { t } = useWords();
  const brand = useBrand();
  const form = useForm({
    name: `objective:new:${brand.id}`,
    initial: blank,
    // An objective that lacks its figure or its end is a draft, and says so.
    send: (values) => createObjective(brand.id, sent({ ...values, state: whole(values) ? values.state : 'draft' })),
    done: (made) => (void refresh('objective'), toast({ said: t('strategy.objective.created') }), done(made)),
  });
  return <Form form={form} verb={t('strategy.objective.create')}><Fields form={form} /></Form>;
}

const whole = (values: Values) => Boolean((inMoney(values.metric) ? values.amount : values.count !== null) && values.starts_on && values.ends_on);

function Fields({ form }: { form: FormState<Values> }) {
  const { t } = useWords();
  const { currency } = useBrand();
  const money = inMoney(form.values.metric);
  const target = { ...(money ? form.field('amount') : form.field('count')), error: form.field('target').error };
  return (
    <>
      <TextInput label={t('strategy.objective.name')} placeholder={t('strategy.objective.example')} required maxLength={120} {...form.text('title')} />
      <NativeSelect label={t('strategy.objective.metric')} data={metrics.map((metric) => ({ value: metric, label: t(`strategy.metrics.${metric}`) }))} {...form.text('metric')} />
      {money ? <MoneyInput label={t('strategy.objective.target')} currency={currency} {...target} /> : <WholeInput label={t('strategy.objective.target')} {...target} />}
      <div className="line">
        <TextInput type="date" label={t('strategy.objective.starts')} {...form.text('starts_on')} />
        <TextInput type="date" label={t('strategy.objective.ends')} {...form.text('ends_on')} />
      </div>
      <MoneyInput label={t('strategy.objective.budget')} description={t('ui.optional')} currency={currency} {...form.field('budget')} />
      <Radio.Group label={t('strategy.objective.tax')} {...form.field('tax')}>
        <div className="line"><Radio value="excluding" label={t('strategy.objective.excluding')} /><Radio value="including" label={t('strategy.objective.including')} /></div>
      </Radio.Group>
      <PercentInput label={t('strategy.objective.margin')} description={t('strategy.objective.margin_more')} {...form.field('margin_percent')} />
    </>
  );
}

export function EditObjective({ view: { objective, missing } }: { view: ObjectiveView }) {
  const { t } = useWords();
  const brand = useBrand();
  const may = useMay();
  const [run, busy] = useAct();
  const form = useForm({
    name: `objective:${objective.id}`,
    initial: valuesOf(objective),
    revision: objective.revision,
    send: (values, revision) => saveObjective(brand.id, objective.id, { ...sent(values), revision }),
    done: () => (void refresh('objective'), toast({ said: t('ui.saving.saved') })),
  });
  const shelf = objective.archived_at ? 'active' : 'archived';
  const back = objective.archived_at ? 'archived' : 'active';
  const move = () => run({ of: objective.id, act: () => shelveObjective(brand.id, objective.id, shelf), said: t(`strategy.shelf.now_${shelf}`, { name: objective.title }), undo: () => shelveObjective(brand.id, objective.id, back), touches: ['objective'] });
  const renew = () => run({ of: objective.id, act: () => renewObjective(brand.id, objective.id), said: t('strategy.objective.renewed'), touches: ['objective'] });
  const lacking = missing.map((one) => t(`strategy.objective.missing.${one}`)).join(', ');
  return (
    <>
      {missing.length ? <Note tone="warn">{t('strategy.objective.lacks', { what: lacking })}</Note> : null}
      <p className="line small"><Go to={`/b/${brand.id}/mesurer/objectifs/${objective.id}`}>{t('strategy.objective.results')}</Go><span className="soft">utm_campaign={objective.slug}</span></p>
      <Form form={form} verb={t('ui.save')} beside={may('write_plan') ? (
        <>
          <Button variant="default" loading={busy} onClick={() => void renew()}>{t('strategy.objective.renew')}</Button>
          <Button variant="default" loading={busy} onClick={() => void move()}>{t(`strategy.shelf.to_${shelf}`)}</Button>
        </>
      ) : null}>
        <Fields form={form} />
        <NativeSelect label={t('strategy.objective.state')} data={(['draft', 'active', 'closed'] as const).map((state) => ({ value: state, label: t(`strategy.objective.states.${state}`) }))} {...form.text('state')} />
      </Form>
    </>
  );
}
