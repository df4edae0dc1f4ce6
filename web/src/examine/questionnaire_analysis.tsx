// SPDX-License-Identifier: AGPL-3.0-or-later
// How each question behaved in one session: shown to authors, never used to change a score.
import { Loaded } from '../api/loaded';
import { formatNumber, formatRate } from '../ui/format';
import { List, type Column } from '../ui/list';
import { Section } from '../ui/page';
import { Badge, EmptyState, Note } from '../ui/states';
import { useWords } from '../ui/words';
import { plainWords } from './questionnaire_prose';
import { useItemAnalysis, type AnalysedItem } from './questionnaire_queries';
import { ratio } from './questionnaire_result';

const value = ({ numerator, denominator }: { numerator: number; denominator: number }) => numerator / denominator;

export function AnalysisPart({ session }: { session: string }) {
  const { t } = useWords();
  return (
    <Section title={t('examine.quiz.analysis')}>
      <p className="soft">{t('examine.quiz.analysis_more')}</p>
      <Loaded of={useItemAnalysis(session)}>
        {({ papers, least_papers, items }) => (
          <>
            {papers < least_papers ? <Note tone="warn">{t('examine.quiz.not_enough', { count: papers, least: least_papers })}</Note> : null}
            <Figures items={items} />
          </>
        )}
      </Loaded>
    </Section>
  );
}

function Figures({ items }: { items: AnalysedItem[] }) {
  const { t, locale } = useWords();
  const columns: Column<AnalysedItem>[] = [
    { key: 'reference', title: t('examine.quiz.reference'), value: (item) => item.reference },
    { key: 'summary', title: t('examine.quiz.question'), value: (item) => item.summary, minor: true },
    { key: 'papers', title: t('examine.quiz.papers'), value: (item) => item.figures.papers, number: true },
    { key: 'facility', title: t('examine.quiz.facility'), value: (item) => value(item.figures.facility), show: (item) => formatRate(item.figures.facility.numerator, item.figures.facility.denominator, locale), number: true },
    { key: 'discrimination', title: t('examine.quiz.discrimination'), value: (item) => value(item.figures.discrimination), show: (item) => ratio(item.figures.discrimination, locale), number: true },
    { key: 'point_biserial', title: t('examine.quiz.point_biserial'), value: (item) => item.figures.point_biserial ?? null, show: (item) => (item.figures.point_biserial == null ? '–' : formatNumber(item.figures.point_biserial / 1000, locale, 2)), number: true, minor: true },
    { key: 'standing', title: t('examine.quiz.reading'), value: (item) => t(`examine.quiz.standings.${item.figures.standing}`), show: (item) => <Badge tone={item.figures.standing === 'interpretable' ? 'plain' : 'warn'}>{t(`examine.quiz.standings.${item.figures.standing}`)}</Badge> },
    { key: 'options', title: t('examine.quiz.option_use'), value: (item) => uses(item).join(' ; '), show: (item) => <ul className="small">{uses(item).map((use) => <li key={use}>{use}</li>)}</ul>, minor: true },
  ];
  const uses = (item: AnalysedItem) =>
    item.figures.options.map((use) => t(item.right[use.place] ? 'examine.quiz.use_right' : 'examine.quiz.use', { option: item.options[use.place] ? plainWords(item.options[use.place]!) : t(use.place === 0 ? 'examine.quiz.true' : 'examine.quiz.false'), all: use.all, upper: use.upper, lower: use.lower }));
  return <List name="item-analysis" label={t('examine.quiz.analysis')} rows={items} id={(item) => item.item_id + item.reference} columns={columns} empty={<EmptyState title={t('examine.quiz.no_paper')} />} />;
}
