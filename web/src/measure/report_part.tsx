// SPDX-License-Identifier: AGPL-3.0-or-later
// The report: what it means and what to do next, typed here, then taken away as PDF, CSV or a workbook.
import { Button, Textarea } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { wordsOfProblem } from '../api/problem';
import { download } from '../ui/download';
import { toast } from '../ui/feedback';
import { Icon } from '../ui/icons';
import { Section } from '../ui/page';
import { useWords } from '../ui/words';
import { makeReport, type ObjectiveResult } from './queries';

type Ending = 'pdf' | 'csv' | 'xlsx';
const longest = 4000;

export function ReportPart({ brand, result }: { brand: string; result: ObjectiveResult }) {
  const { t, locale } = useWords();
  const [comment, setComment] = useState('');
  const [recommendation, setRecommendation] = useState('');
  const make = useMutation({
    mutationFn: async (ending: Ending) => {
      const bytes = await makeReport(brand, result.objective.id, ending, { model: result.model, audience: result.audience, locale, comment, recommendation });
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
        <Button leftSection={<Icon name="download" small />} loading={make.isPending && make.variables === 'pdf'} onClick={() => make.mutate('pdf')}>{t('measure.report.pdf')}</Button>
        <Button variant="default" loading={make.isPending && make.variables === 'xlsx'} onClick={() => make.mutate('xlsx')}>{t('measure.report.xlsx')}</Button>
        <Button variant="default" loading={make.isPending && make.variables === 'csv'} onClick={() => make.mutate('csv')}>{t('measure.report.csv')}</Button>
      </div>
    </Section>
  );
}
