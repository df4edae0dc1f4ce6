// SPDX-License-Identifier: AGPL-3.0-or-later
// What became of those certified, by cohort: rates as counts; and when they are asked.
import { Button, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { Form, useForm } from '../api/form';
import { Loaded } from '../api/loaded';
import { refresh } from '../api/queries';
import { toast } from '../ui/feedback';
import { formatRate } from '../ui/format';
import { List, type Column } from '../ui/list';
import { Page, Section } from '../ui/page';
import { EmptyState, Note } from '../ui/states';
import { useWords } from '../ui/words';
import { cohortsAddress, saveSurveyPlan, useSurvey, type CohortRate, type SurveyPlan } from './queries';

export default function CohortsPage() {
  const { t } = useWords();
  return (
    <Page title={t('certify.cohorts.title')} lead={t('certify.cohorts.lead')} wide actions={<Button component="a" variant="default" href={cohortsAddress} download>{t('certify.cohorts.csv')}</Button>}>
      <Loaded of={useSurvey()}>
        {({ plan, cohorts }) => (
          <>
            <Section title={t('certify.cohorts.rates')}><Rates cohorts={cohorts} /></Section>
            <Section title={t('certify.cohorts.plan')}><PlanForm plan={plan} key={plan.revision} /></Section>
          </>
        )}
      </Loaded>
    </Page>
  );
}

function Rates({ cohorts }: { cohorts: CohortRate[] }) {
  const { t, locale } = useWords();
  const rate = (numerator: number, denominator: number) => (
    <>{formatRate(numerator, denominator, locale)} <span className="soft">({numerator}/{denominator})</span></>
  );
  const columns: Column<CohortRate>[] = [
    { key: 'year', title: t('certify.cohorts.year'), value: (one) => one.year, show: (one) => String(one.year) },
    { key: 'route', title: t('certify.cohorts.route'), value: (one) => t(`certify.cohorts.routes.${one.route}`) },
    { key: 'months', title: t('certify.cohorts.months'), value: (one) => one.months, show: (one) => t('certify.cohorts.after', { count: one.months }) },
    { key: 'response', title: t('certify.cohorts.response'), value: (one) => one.answered, show: (one) => rate(one.answered, one.asked) },
    { key: 'work', title: t('certify.cohorts.in_work'), value: (one) => one.in_work, show: (one) => rate(one.in_work, one.answered) },
    { key: 'targeted', title: t('certify.cohorts.targeted'), value: (one) => one.in_targeted_job, show: (one) => rate(one.in_targeted_job, one.answered) },
    { key: 'refused', title: t('certify.cohorts.refused'), value: (one) => one.refused, minor: true },
  ];
  return (
    <List name="cohorts" label={t('certify.cohorts.rates')} rows={cohorts} id={(one) => `${one.year}-${one.route}-${one.months}`} columns={columns}
      empty={<EmptyState title={t('certify.cohorts.none')}>{t('certify.cohorts.none_more')}</EmptyState>} />
  );
}

function PlanForm({ plan }: { plan: SurveyPlan }) {
  const { t } = useWords();
  const form = useForm({
    name: 'certify:survey_plan',
    initial: { sending: plan.sending as string, months: plan.months.join(', '), reminder_days: String(plan.reminder_days), most_reminders: String(plan.most_reminders), open_days: String(plan.open_days), source: plan.source as string },
    revision: plan.revision,
    send: (values, revision) =>
      saveSurveyPlan({ sending: values.sending, months: values.months.split(/[\s,;]+/).filter(Boolean).map(Number), reminder_days: Number(values.reminder_days), most_reminders: Number(values.most_reminders), open_days: Number(values.open_days), source: values.source, revision }),
    done: () => (void refresh('survey'), toast({ said: t('certify.done') })),
  });
  const number = (name: string) => <TextInput label={t(`certify.cohorts.${name}`)} inputMode="numeric" required {...form.text(name)} />;
  return (
    <>
      <Note>{t('certify.cohorts.law')}</Note>
      <Form form={form} verb={t('certify.cohorts.save')}>
        <NativeSelect label={t('certify.cohorts.sending')} {...form.text('sending')} data={['off', 'on'].map((value) => ({ value, label: t(`certify.cohorts.sendings.${value}`) }))} />
        <TextInput label={t('certify.cohorts.delays')} description={t('certify.cohorts.delays_more')} required {...form.text('months')} />
        {number('reminder_days')}
        {number('most_reminders')}
        {number('open_days')}
        <Textarea label={t('certify.cohorts.source')} maxLength={500} autosize {...form.text('source')} />
      </Form>
    </>
  );
}
