// SPDX-License-Identifier: AGPL-3.0-or-later
// The self-assessment of a site's exempt mode: each criterion, how Parvis holds to it and what stands in the records today.
// Printed as it is.
import { Button } from '@mantine/core';
import { Fragment } from 'react';
import { wordsOfProblem } from '../api/problem';
import { useParam } from '../ui/address';
import { formatDate, formatMoment, formatNumber } from '../ui/format';
import { Icon } from '../ui/icons';
import { Page } from '../ui/page';
import { Badge, ErrorState, Note, Skeleton, type Tone } from '../ui/states';
import { useWords, useZone } from '../ui/words';
import styles from './privacy.module.css';
import { useSelfAssessment, type Criterion, type SelfAssessment } from './queries';

const kinds = ['condition', 'excluded', 'recommended'] as const;
const tones: Record<Criterion['verdict'], Tone> = { met: 'good', broken: 'bad', yours: 'warn' };

export default function SelfAssessmentPage() {
  const { t } = useWords();
  const sheet = useSelfAssessment(useParam('brand'), useParam('site'));
  const print = <Button variant="default" className={styles.unprinted} leftSection={<Icon name="download" small />} onClick={() => window.print()}>{t('convert.sheet.print')}</Button>;
  return (
    <Page title={t('convert.sheet.title')} lead={sheet.data ? `${sheet.data.brand_name} · ${sheet.data.site.name} · ${sheet.data.site.hosts.join(', ')}` : undefined} actions={sheet.data ? print : null}>
      {sheet.isPending ? <Skeleton lines={8} /> : null}
      {sheet.isError ? <ErrorState words={wordsOfProblem(t, sheet.error)} onRetry={() => void sheet.refetch()} /> : null}
      {sheet.data ? <Sheet sheet={sheet.data} /> : null}
    </Page>
  );
}

function Sheet({ sheet }: { sheet: SelfAssessment }) {
  const { t, locale } = useWords();
  const zone = useZone();
  const { holdings } = sheet;
  return (
    <div className={`stack ${styles.sheet}`}>
      <p>{t('convert.sheet.lead', { day: formatDate(sheet.dated, locale), source: sheet.source })}</p>
      <Note tone="warn">{t('convert.sheet.official', { lines: sheet.official_lines, day: formatDate(sheet.read_on, locale) })}</Note>
      {sheet.site.mode === 'hybrid' ? <Note>{t('convert.sheet.hybrid')}</Note> : null}
      <p>{t('convert.sheet.holdings', { count: holdings.hits, hits: formatNumber(holdings.hits, locale), oldest: holdings.oldest ? formatDate(holdings.oldest, locale, { zone }) : '–', now: formatMoment(sheet.made_at, locale, { zone }) })}</p>
      <table>
        <caption className="hidden">{t('convert.sheet.title')}</caption>
        <thead><tr><th scope="col">{t('convert.sheet.criterion')}</th><th scope="col">{t('convert.sheet.how')}</th><th scope="col">{t('convert.sheet.standing')}</th></tr></thead>
        <tbody>
          {kinds.map((kind) => (
            <Fragment key={kind}>
              <tr><th scope="colgroup" colSpan={3}>{t(`convert.sheet.kind_${kind}`)}</th></tr>
              {sheet.criteria.filter((one) => one.kind === kind).map((one) => <Line key={one.code} criterion={one} sheet={sheet} />)}
            </Fragment>
          ))}
        </tbody>
      </table>
      <p className="small soft">{t('convert.sheet.signed')}</p>
    </div>
  );
}

function Line({ criterion: { code, verdict, found }, sheet }: { criterion: Criterion; sheet: SelfAssessment }) {
  const { t, locale } = useWords();
  const counted = found === null || found === undefined ? '' : t('convert.sheet.found', { count: found, found: formatNumber(found, locale) });
  return (
    <tr>
      <th scope="row">{t(`convert.criteria.${code}.asked`)}</th>
      <td>{t(`convert.criteria.${code}.held`, { address: sheet.opt_out_address, months: sheet.raw_months })}{counted ? <><br /><span className="small soft">{counted}</span></> : null}</td>
      <td><Badge tone={tones[verdict]}>{t(`convert.sheet.verdict_${verdict}`)}</Badge></td>
    </tr>
  );
}
