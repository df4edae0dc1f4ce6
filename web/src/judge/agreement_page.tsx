// SPDX-License-Identifier: AGPL-3.0-or-later
// How far jurors agree, with what each figure rests on; and rules tried on past grids. Neither changes a decision.
import { Loaded } from '../api/loaded';
import { formatNumber, formatRate } from '../ui/format';
import { Page, Section } from '../ui/page';
import { EmptyState, Note } from '../ui/states';
import { useWords } from '../ui/words';
import { Rows } from '../ui/rows';
import { TrialPart } from './trial_part';
import styles from './judge.module.css';
import { useAgreement, type Agreement, type AgreementOf } from './queries';

const codes = ['percent', 'cohen', 'cohen_linear', 'cohen_quadratic', 'fleiss', 'alpha_nominal', 'alpha_ordinal', 'ac1'];

export default function AgreementPage() {
  const { t } = useWords();
  return (
    <Page title={t('judge.agreement')} lead={t('judge.agreement_lead')} wide>
      <Note>{t('judge.agreement_note')}</Note>
      <Loaded of={useAgreement()}>{(page) => (page.sessions ? <Figures page={page} /> : <EmptyState title={t('judge.no_agreement')}>{t('judge.no_agreement_more')}</EmptyState>)}</Loaded>
      <TrialPart />
    </Page>
  );
}

function Figures({ page }: { page: Agreement }) {
  const { t, locale } = useWords();
  return (
    <>
      <Table title={t('judge.overall')} rows={page.overall.map((one) => ({ ...one, subject: t('judge.all_sessions', { count: page.sessions }) }))} />
      <Table title={t('judge.by_block')} rows={page.blocks} />
      <Table title={t('judge.by_pair')} rows={page.pairs} />
      <Table title={t('judge.by_criterion')} rows={[...page.criteria].sort((a, b) => a.subject.localeCompare(b.subject, 'en', { numeric: true }))} />
      <Section title={t('judge.severity')}>
        <p className="soft">{t('judge.severity_more')}</p>
        <Rows>
          <thead><tr><th scope="col">{t('judge.juror')}</th><th scope="col" className="number">{t('judge.mean_difference')}</th><th scope="col" className="number">n</th></tr></thead>
          <tbody>{page.severity.map((one) => <tr key={one.juror}><th scope="row">{one.name}</th><td className="number">{formatNumber(one.mean_difference, locale, 3)}</td><td className="number">{one.units}</td></tr>)}</tbody>
        </Rows>
      </Section>
      <Section title={t('judge.difficulty')}>
        <Rows>
          <thead><tr><th scope="col">{t('judge.criterion')}</th><th scope="col" className="number">{t('judge.mean_share')}</th><th scope="col" className="number">n</th></tr></thead>
          <tbody>{page.difficulty.map((one) => <tr key={one.criterion}><th scope="row">{one.criterion} {one.text}</th><td className="number">{formatRate(one.mean_share, 1, locale, 0)}</td><td className="number">{one.units}</td></tr>)}</tbody>
        </Rows>
      </Section>
    </>
  );
}

function Table({ title, rows }: { title: string; rows: AgreementOf[] }) {
  const { t, locale } = useWords();
  if (!rows.length) return null;
  const cell = (one: AgreementOf, code: string) => {
    const figure = one.figures.find((found) => found.code === code);
    if (figure?.value === null || figure?.value === undefined) return '–';
    const bounds = figure.low === null || figure.low === undefined ? null : `[${formatNumber(figure.low, locale, 2)} ; ${formatNumber(figure.high, locale, 2)}]`;
    // The interval under its figure: eight of them side by side fit the page.
    return <>{formatNumber(figure.value, locale, 3)}{bounds ? <> <span className={styles.interval}>{bounds}</span></> : null}</>;
  };
  return (
    <Section title={title}>
      <Rows>
          <thead><tr><th scope="col">{t('judge.subject')}</th><th scope="col" className="number">{t('judge.pairs')}</th>{codes.map((code) => <th key={code} scope="col" className="number">{t(`judge.figure.${code}`)}</th>)}</tr></thead>
          <tbody>
            {rows.map((one) => (
              <tr key={one.subject}>
                <th scope="row" className={styles.subject}>{one.subject}</th><td className="number">{one.pairs}</td>
                {one.readable === 'yes' ? codes.map((code) => <td key={code} className="number">{cell(one, code)}</td>) : <td colSpan={codes.length} className="soft">{t(`judge.unreadable.${one.readable}`)}</td>}
              </tr>
            ))}
          </tbody>
      </Rows>
    </Section>
  );
}
