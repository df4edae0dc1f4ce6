// SPDX-License-Identifier: AGPL-3.0-or-later
// The report: what it means and what to do next, typed here, then taken away as PDF, CSV or a workbook.
// The PDF is made in the background: it comes to whoever waits here, and stands in the bell for whoever left.
import { Button, Textarea } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { isUnderWay, stopJob, useJobAsked, useOwnJob } from '../api/jobs';
import { ProblemError, wordsOfProblem } from '../api/problem';
import { download } from '../ui/download';
import { toast } from '../ui/feedback';
import { Icon } from '../ui/icons';
import { JobProgress } from '../ui/job';
import { Section } from '../ui/page';
import { useWords } from '../ui/words';
import { askReport, makeReport, type ObjectiveResult } from './queries';

type Ending = 'csv' | 'xlsx';
const longest = 4000;

export function ReportPart({ brand, result }: { brand: string; result: ObjectiveResult }) {
  const { t, locale } = useWords();
  const [comment, setComment] = useState('');
  const [recommendation, setRecommendation] = useState('');
  const choice = { model: result.model, audience: result.audience, locale, comment, recommendation };
  const pdf = useBackgroundPdf(result.objective.title);
  const ask = useMutation({
    mutationFn: () => askReport(brand, result.objective.id, choice),
    onSuccess: ({ job_id }) => pdf.await(job_id),
    onError: (error) => toast({ said: wordsOfProblem(t, error), tone: 'bad' }),
  });
  const make = useMutation({
    mutationFn: async (ending: Ending) => {
      const bytes = await makeReport(brand, result.objective.id, ending, choice);
      download(`${result.objective.title}.${ending}`, bytes, bytes.type);
    },
    onError: (error) => toast({ said: wordsOfProblem(t, error), tone: 'bad' }),
  });
  return (
    <Section title={t('measure.report.title')}>
      <p className="soft">{t(result.audience === 'client' ? 'measure.report.client_lead' : 'measure.report.internal_lead')}</p>
      <div className="form">
        <Textarea label={t('measure.report.comment')} autosize minRows={2} maxLength={longest} value={comment} onChange={(event) => setComment(event.currentTarget.value)} />
        <Textarea label={t('measure.report.recommendation')} autosize minRows={2} maxLength={longest} value={recommendation} onChange={(event) => setRecommendation(event.currentTarget.value)} />
      </div>
      <div className="line">
        <Button leftSection={<Icon name="download" small />} loading={ask.isPending || pdf.waits} onClick={() => ask.mutate()}>{t('measure.report.pdf')}</Button>
        <Button variant="default" loading={make.isPending && make.variables === 'xlsx'} onClick={() => make.mutate('xlsx')}>{t('measure.report.xlsx')}</Button>
        <Button variant="default" loading={make.isPending && make.variables === 'csv'} onClick={() => make.mutate('csv')}>{t('measure.report.csv')}</Button>
      </div>
      {pdf.waits ? <JobProgress job={{ name: t('measure.report.under_way'), state: 'running', done: pdf.share, total: 100 }} onCancel={pdf.stop} /> : null}
    </Section>
  );
}

/** Waits for a report asked for, as long as this page stands, and takes it away when it is there. */
function useBackgroundPdf(title: string) {
  const { t } = useWords();
  const asked = useJobAsked();
  const [id, setId] = useState<string | null>(null);
  const job = useOwnJob(id);
  useEffect(() => {
    if (!job || isUnderWay(job)) return;
    setId(null);
    if (job.state === 'done') void fetch(job.place).then((answer) => answer.blob()).then((bytes) => download(`${title}.pdf`, bytes, bytes.type));
    else if (job.state === 'dead') toast({ said: wordsOfProblem(t, new ProblemError(0, job.problem_code)), tone: 'bad' });
  }, [job, t, title]);
  return {
    waits: id !== null,
    share: Math.round((job?.progress ?? 0) * 100),
    await: (one: string) => (setId(one), void asked()),
    stop: () => void (id && stopJob(id).catch((error: unknown) => toast({ said: wordsOfProblem(t, error), tone: 'bad' }))),
  };
}
