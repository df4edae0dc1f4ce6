// SPDX-License-Identifier: AGPL-3.0-or-later
// Where each objective stands: target, what was reached, what it cost, what it brought back.
import { Modal } from '@mantine/core';
import { wordsOfProblem } from '../api/problem';
import { useBrand } from '../identity';
import { useAddress } from '../ui/address';
import { formatDate, formatRate } from '../ui/format';
import { Go, Page } from '../ui/page';
import { Badge, EmptyState, ErrorState, Skeleton } from '../ui/states';
import { useWords } from '../ui/words';
import { written, writtenMetric } from './figures';
import { ReadingsOfJob } from './readings_import';
import { useObjectives, useResult, type Objective } from './queries';

export default function ResultsPage() {
  const { t } = useWords();
  const brand = useBrand();
  const [{ file }, change] = useAddress();
  const found = useObjectives(brand.id);
  const shown = (found.data ?? []).filter((objective) => !objective.archived_at);
  return (
    <Page title={t('measure.results')} lead={t('measure.results_lead')}>
      {found.isPending ? <Skeleton /> : null}
      {found.isError ? <ErrorState words={wordsOfProblem(t, found.error)} onRetry={() => void found.refetch()} /> : null}
      {found.data && !shown.length ? (
        <EmptyState title={t('measure.no_objective')} action={<Go to={`/b/${brand.id}/comprendre/objectifs`}>{t('measure.set_objective')}</Go>}>{t('measure.no_objective_more')}</EmptyState>
      ) : null}
      <div className="cards">{shown.map((objective) => <Card key={objective.id} brand={brand.id} objective={objective} />)}</div>
      <Modal opened={Boolean(file)} onClose={() => change({ file: undefined })} title={t('measure.import_readings')} closeButtonProps={{ 'aria-label': t('ui.close') }}>
        {file ? <ReadingsOfJob brand={brand.id} job={file} /> : null}
      </Modal>
    </Page>
  );
}

function Card({ brand, objective }: { brand: string; objective: Objective }) {
  const { t, locale } = useWords();
  const result = useResult(brand, objective.id);
  const figure = (code: string) => result.data?.figures.find((one) => one.code === code);
  const [cost, roi] = [figure('cost'), figure('roi')];
  return (
    <article className="panel stack-tight">
      <div className="spread">
        <h2><Go to={`/b/${brand}/mesurer/objectifs/${objective.id}`}>{objective.title}</Go></h2>
        <Badge tone={objective.state === 'active' ? 'accent' : 'plain'}>{t(`measure.objective_state.${objective.state}`)}</Badge>
      </div>
      {objective.ends_on ? <p className="small soft">{t('measure.until', { date: formatDate(objective.ends_on, locale) })}</p> : null}
      {result.isPending ? <Skeleton lines={2} /> : null}
      {result.data ? (
        <p className="numbers">
          {t('measure.reached_of', { reached: writtenMetric(objective, result.data.reached, locale), target: writtenMetric(objective, objective.target, locale) })}{' '}
          ({formatRate(result.data.reached, objective.target, locale, 0)})
        </p>
      ) : null}
      {result.data ? <p className="small soft numbers">{t('measure.cost_and_roi', { cost: cost ? written(cost, locale) : '–', roi: roi ? written(roi, locale) : '–' })}</p> : null}
    </article>
  );
}
