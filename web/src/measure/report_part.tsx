// SPDX-License-Identifier: AGPL-3.0-or-later
// The report: what it means and what to do next, typed here, then taken away as PDF, CSV or a workbook.
// PDF and workbook are made in the background: they come to whoever waits here, and stand in the bell for whoever left.
import { Button, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useDraft } from '../api/form';
import { useAwaitedJob } from '../api/jobs';
import { useMutation } from '../api/mutation';
import { ProblemError, wordsOfProblem } from '../api/problem';
import { download } from '../ui/download';
import { toast } from '../ui/feedback';
import { Icon } from '../ui/icons';
import { JobProgress } from '../ui/job';
import { Section } from '../ui/page';
import { useWords } from '../ui/words';
import { askReport, figuresCsv, madeReport, type ObjectiveResult, type ReportForm } from './queries';

const longest = 4000;

/** `awaits`: the result shown is not of the choice made last, for which no report can be asked yet. */
export function ReportPart({ brand, result, awaits }: { brand: string; result: ObjectiveResult; awaits: boolean }) {
  const { t, locale } = useWords();
  const { values: said, setValues, setTouched } = useDraft({ name: `report:${result.objective.id}`, initial: { comment: '', recommendation: '' } });
  const say = (change: Partial<typeof said>) => (setTouched(true), setValues((old) => ({ ...old, ...change })));
  const choice = { model: result.model, audience: result.audience, locale, ...said };
  const name = `${result.objective.title} (${t(`measure.audience.${result.audience}`).toLocaleLowerCase(locale)})`;
  const made = useBackgroundReport(name);
  const refused = (error: unknown) => toast({ said: wordsOfProblem(t, error), tone: 'bad' });
  const ask = useMutation({ mutationFn: (form: ReportForm) => askReport(brand, result.objective.id, { ...choice, form }), onSuccess: ({ job_id }, form) => made.await(job_id, form), onError: refused });
  const csv = useMutation({
    mutationFn: async () => {
      const bytes = await figuresCsv(brand, result.objective.id, choice);
      download(`${name}.csv`, bytes, bytes.type);
    },
    onError: refused,
  });
  const busy = (form: ReportForm) => (ask.isPending && ask.variables === form) || (made.waits && made.form === form);
  return (
    <Section title={t('measure.report.title')}>
      <p className="soft">{t(result.audience === 'client' ? 'measure.report.client_lead' : 'measure.report.internal_lead')}</p>
      <div className="form">
        <Textarea label={t('measure.report.comment')} autosize minRows={2} maxLength={longest} value={said.comment} onChange={(event) => say({ comment: event.currentTarget.value })} />
        <Textarea label={t('measure.report.recommendation')} autosize minRows={2} maxLength={longest} value={said.recommendation} onChange={(event) => say({ recommendation: event.currentTarget.value })} />
      </div>
      <div className="line">
        <Button leftSection={<Icon name="download" small />} loading={busy('pdf')} disabled={awaits} onClick={() => ask.mutate('pdf')}>{t('measure.report.pdf')}</Button>
        <Button variant="default" loading={busy('xlsx')} disabled={awaits} onClick={() => ask.mutate('xlsx')}>{t('measure.report.xlsx')}</Button>
        <Button variant="default" loading={csv.isPending} disabled={awaits} onClick={() => csv.mutate()}>{t('measure.report.csv')}</Button>
      </div>
      {made.waits ? <JobProgress job={{ name: t('measure.report.under_way'), state: 'running', done: made.share, total: 100 }} onCancel={() => void made.stop().catch(refused)} /> : null}
    </Section>
  );
}

/** Waits for a report asked for, as long as this page stands, and takes it away when it is there. */
function useBackgroundReport(name: string) {
  const { t } = useWords();
  // As it was when it was asked for: another audience may be chosen meanwhile.
  const [asked, setAsked] = useState<{ form: ReportForm; file: string }>();
  const refused = (error: unknown) => toast({ said: wordsOfProblem(t, error), tone: 'bad' });
  const work = useAwaitedJob((job) => {
    if (job.state === 'done') void madeReport(job.place).then((bytes) => download(asked!.file, bytes, bytes.type), refused);
    else if (job.state === 'dead') refused(new ProblemError(0, job.problem_code));
  });
  return { ...work, form: asked?.form, await: (one: string, form: ReportForm) => (setAsked({ form, file: `${name}.${form}` }), work.await(one)) };
}
