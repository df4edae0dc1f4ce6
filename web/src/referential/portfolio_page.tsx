// SPDX-License-Identifier: AGPL-3.0-or-later
// One's own evidence: what was done, when, for which competency, and the way back to it.
import { Button } from '@mantine/core';
import { wordsOfProblem } from '../api/problem';
import { useAddress } from '../ui/address';
import { formatMoment, formatNumber } from '../ui/format';
import { Icon } from '../ui/icons';
import { List, type Column, type Filter } from '../ui/list';
import { Go, Page, Section } from '../ui/page';
import { EmptyState, ErrorState, Skeleton } from '../ui/states';
import { hasWord, useWords, useZone } from '../ui/words';
import { useBrandNames, usePortfolio, useReferential, type Block, type Evidence } from './queries';
import styles from './referential.module.css';

export default function PortfolioPage() {
  const { t, locale } = useWords();
  const [query] = useAddress();
  const found = usePortfolio(query.competency);
  const referential = useReferential();
  const style = locale === 'fr' ? '?style=french_excel' : '';
  const save = <Button component="a" href={`/api/me/portfolio.csv${style}`} variant="default" leftSection={<Icon name="download" small />}>{t('referential.portfolio.csv')}</Button>;
  const rows = found.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Page title={t('referential.portfolio.title')} lead={t('referential.portfolio.lead')} actions={save}>
      {found.isPending ? <Skeleton /> : null}
      {found.isError ? <ErrorState words={wordsOfProblem(t, found.error)} onRetry={() => void found.refetch()} /> : null}
      {found.data && referential.data ? <Blocks blocks={referential.data.referential.blocks} counts={found.data.pages[0]!.counts} /> : null}
      {found.data ? <Lines rows={rows} blocks={referential.data?.referential.blocks ?? []} onMore={found.hasNextPage ? () => void found.fetchNextPage() : undefined} /> : null}
    </Page>
  );
}

function Blocks({ blocks, counts }: { blocks: Block[]; counts: Record<string, number> }) {
  const { t, locale } = useWords();
  return (
    <Section title={t('referential.portfolio.blocks')}>
      <ul className={styles.lines}>
        {blocks.map((block) => {
          const touched = block.competencies.filter((competency) => counts[competency.id]).length;
          const lines = block.competencies.reduce((sum, competency) => sum + (counts[competency.id] ?? 0), 0);
          return (
            <li key={block.id} className="spread" style={{ padding: 'var(--s2)' }}>
              <span lang="fr">{block.source_label} : {block.title}</span>
              <span className="small soft numbers">{t('referential.portfolio.touched', { touched, of: block.competencies.length, lines: formatNumber(lines, locale) })}</span>
            </li>
          );
        })}
      </ul>
    </Section>
  );
}

interface LinesParts {
  rows: Evidence[];
  blocks: Block[];
  onMore?: () => void;
}

function Lines({ rows, blocks, onMore }: LinesParts) {
  const { t, locale } = useWords();
  const zone = useZone();
  const brands = useBrandNames();
  const act = (row: Evidence) => (hasWord(`referential.what.${row.what}`) ? t(`referential.what.${row.what}`) : row.what);
  const brand = (row: Evidence) => brands.data?.find((one) => one.id === row.brand_id)?.name ?? '–';
  const columns: Column<Evidence>[] = [
    { key: 'what', title: t('referential.portfolio.what'), value: act, show: (row) => <Go to={row.link}>{act(row)}</Go> },
    { key: 'competency', title: t('referential.portfolio.competency'), value: (row) => row.competency },
    { key: 'brand', title: t('referential.portfolio.brand'), value: brand, minor: true },
    { key: 'at', title: t('referential.portfolio.at'), value: (row) => row.at, show: (row) => formatMoment(row.at, locale, { zone }) },
  ];
  const codes = blocks.flatMap((block) => block.competencies.map((competency) => competency.id));
  const filters: Filter<Evidence>[] = [
    { key: 'competency', title: t('referential.portfolio.competency'), options: codes.map((code) => ({ value: code, label: code })), keeps: (row, value) => row.competency === value },
  ];
  const empty = <EmptyState title={t('referential.portfolio.empty')}>{t('referential.portfolio.empty_more')}</EmptyState>;
  return <List name="portfolio" label={t('referential.portfolio.title')} rows={rows} id={(row) => row.id} columns={columns} filters={filters} empty={empty} onMore={onMore} />;
}
