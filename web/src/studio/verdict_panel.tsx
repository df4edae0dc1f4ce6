// SPDX-License-Identifier: AGPL-3.0-or-later
// The verdict: fits on each network, line by line where the charter is left, spelling, readability.
import { Button } from '@mantine/core';
import { useState } from 'react';
import { wordsOfProblem } from '../api/problem';
import { refresh } from '../api/queries';
import { toast } from '../ui/feedback';
import { formatNumber, type Locale } from '../ui/format';
import { Badge, Note, type Tone } from '../ui/states';
import { useWords } from '../ui/words';
import { addWord, removeWord, suggestions, type Count, type NetworkVerdict, type Readability, type Verdict } from './content';
import { sentenceOf } from './sentences';
import styles from './studio.module.css';
import type { Remark, useVerdict } from './use_verdict';

interface PanelParts {
  brand: string;
  language: Locale;
  judged: ReturnType<typeof useVerdict>;
  onFix: (remark: Remark, by?: string) => void;
  onShow: (remark: Remark) => void;
}

export function VerdictPanel({ brand, language, judged, onFix, onShow }: PanelParts) {
  const { t } = useWords();
  const { verdict, remarks } = judged;
  return (
    <aside className={`${styles.side} stack`} aria-label={t('studio.verdict.title')}>
      <div className="spread">
        <h2>{t('studio.verdict.title')}</h2>
        {verdict ? <Standing verdict={verdict} current={judged.current} /> : null}
      </div>
      {judged.error ? <Note tone="bad">{wordsOfProblem(t, judged.error)} <Button size="compact-sm" variant="default" onClick={judged.again}>{t('ui.try_again')}</Button></Note> : null}
      {verdict ? <Networks networks={verdict.networks} /> : null}
      {verdict ? <Remarks brand={brand} language={language} verdict={verdict} remarks={remarks} onFix={onFix} onShow={onShow} again={judged.again} /> : null}
      {verdict ? <Reading readability={verdict.readability} /> : null}
    </aside>
  );
}

/** One line for all: what stands in the way, if anything. */
function Standing({ verdict, current }: { verdict: Verdict; current: boolean }) {
  const { t } = useWords();
  const breaches = verdict.findings.filter((one) => one.severity === 'breach').length;
  const over = verdict.networks.filter((one) => !one.fits).length;
  const tone: Tone = breaches || over ? 'bad' : verdict.findings.length ? 'warn' : 'good';
  const key = tone === 'bad' ? 'refused' : tone === 'warn' ? 'remarks' : 'clear';
  return <span role="status" aria-busy={!current} className={current ? undefined : styles.stale}><Badge tone={tone}>{t(`studio.verdict.${key}`, { count: tone === 'bad' ? breaches + over : verdict.findings.length })}</Badge></span>;
}

function Networks({ networks }: { networks: NetworkVerdict[] }) {
  const { t } = useWords();
  if (!networks.length) return null;
  return (
    <section aria-label={t('studio.verdict.lengths')}>
      {networks.map((network) => <NetworkLine key={network.network} network={network} />)}
    </section>
  );
}

function NetworkLine({ network }: { network: NetworkVerdict }) {
  const { t, locale } = useWords();
  const worst = [...network.counts].sort((a, b) => b.used / b.max - a.used / a.max)[0];
  const said = (count: Count) => `${formatNumber(count.used, locale)} / ${formatNumber(count.max, locale)} ${t(`studio.unit.${count.unit}`)}`;
  const lacks = [
    network.picture_required ? t('studio.verdict.picture_required') : '',
    network.pictures > network.max_pictures ? t('studio.verdict.too_many_pictures', { count: network.pictures, max: network.max_pictures }) : '',
    network.max_hashtags != null && network.hashtags > network.max_hashtags ? t('studio.verdict.too_many_hashtags', { count: network.hashtags, max: network.max_hashtags }) : '',
    network.max_mentions != null && network.mentions > network.max_mentions ? t('studio.verdict.too_many_mentions', { count: network.mentions, max: network.max_mentions }) : '',
  ].filter(Boolean);
  return (
    <div className={styles.network} title={t('studio.verdict.source', { source: network.source, date: network.as_of, certainty: t(`studio.certainty.${network.certainty}`) })}>
      <strong>{t(`studio.network.${network.network}`)}</strong>
      <Badge tone={network.fits ? 'good' : 'bad'}>{worst && worst.used > worst.max ? t('studio.verdict.over', { count: worst.used - worst.max }) : t(network.fits ? 'studio.verdict.fits' : 'studio.verdict.lacks')}</Badge>
      {worst ? <meter min={0} max={worst.max} value={Math.min(worst.used, worst.max)} aria-label={said(worst)} /> : null}
      <span className="small soft numbers">{network.counts.length ? network.counts.map(said).join(' · ') : t('studio.verdict.no_limit')}</span>
      {lacks.map((lack) => <span key={lack} className={`small ${styles.lack}`}>{lack}</span>)}
    </div>
  );
}

interface RemarksParts extends Omit<PanelParts, 'judged'> {
  verdict: Verdict;
  remarks: Remark[];
  again: () => void;
}

function Remarks({ brand, language, verdict, remarks, onFix, onShow, again }: RemarksParts) {
  const { t } = useWords();
  const wrong_language = verdict.detected !== 'unknown' && verdict.detected !== language;
  return (
    <section className="stack" aria-label={t('studio.verdict.remarks_title')}>
      {verdict.charter_revision === 0 ? <p className="small soft">{t('studio.verdict.no_charter')}</p> : null}
      {verdict.spelling === 'unavailable' ? <Note tone="warn">{t('studio.verdict.no_dictionary')}</Note> : null}
      {wrong_language ? <Note tone="warn">{t('studio.verdict.other_language', { language: t(`studio.language.${verdict.detected}`) })}</Note> : null}
      <ul className={styles.remarks}>
        {remarks.map((remark) => (
          <li key={remark.key} className={styles.remark} data-tone={remark.tone}>
            {remark.finding
              ? <FindingLine remark={remark} onFix={onFix} onShow={onShow} />
              : <SpellingLine brand={brand} language={language} remark={remark} onFix={onFix} onShow={onShow} again={again} />}
          </li>
        ))}
      </ul>
    </section>
  );
}

type LineParts = Pick<PanelParts, 'onFix' | 'onShow'> & { remark: Remark };

/** Said whole for an insertion, quoted for words: a no-break space would not be seen. */
function shownFix(text: string): string {
  const words = [...text.trim().replace(/\s+/g, ' ')];
  return words.length > 30 ? `${words.slice(0, 30).join('')}…` : words.join('');
}

function FindingLine({ remark, onFix, onShow }: LineParts) {
  const { t } = useWords();
  const finding = remark.finding!;
  const offer = remark.fix ? shownFix(remark.fix.text) : '';
  return (
    <div className="stack-tight">
      <button type="button" className={styles.place} onClick={() => onShow(remark)}>
        <span className="soft">{t(`studio.severity.${finding.severity}`)}{finding.rule ? ` · ${finding.rule}` : ''} — </span>
        {sentenceOf(t, finding)}{finding.excerpt ? <> <q>{finding.excerpt.slice(0, 60)}</q></> : null}
      </button>
      {remark.fix ? <div><Button size="compact-sm" variant="default" onClick={() => onFix(remark)}>{offer ? t('studio.verdict.replace_by', { text: offer }) : t('studio.verdict.put_right')}</Button></div> : null}
    </div>
  );
}

function SpellingLine({ brand, language, remark, onFix, onShow, again }: LineParts & { brand: string; language: Locale; again: () => void }) {
  const { t } = useWords();
  const { word, suggestions: known } = remark.misspelling!;
  const [offers, setOffers] = useState<string[] | null>(known.length ? known : null);
  const [asking, setAsking] = useState(false);
  const failed = (error: unknown) => toast({ said: wordsOfProblem(t, error), tone: 'bad' });
  const ask = () => {
    setAsking(true);
    suggestions(brand, word, language).then((found) => setOffers(found.items), failed).finally(() => setAsking(false));
  };
  const forget = () => removeWord(brand, word).then(again, failed);
  const learn = () =>
    addWord(brand, word).then(() => {
      void refresh('verdict', brand);
      toast({ said: t('studio.verdict.learnt', { word }), undo: forget });
    }, failed);
  return (
    <div className="stack-tight">
      <button type="button" className={styles.place} onClick={() => onShow(remark)}>
        <span className="soft">{t('studio.verdict.spelling')} — </span><q>{word}</q>
      </button>
      <div className="line">
        {offers?.map((offer) => <Button key={offer} size="compact-sm" variant="default" onClick={() => onFix(remark, offer)}>{offer}</Button>)}
        {offers && !offers.length ? <span className="small soft">{t('studio.verdict.no_suggestion')}</span> : null}
        {offers ? null : <Button size="compact-sm" variant="default" loading={asking} onClick={ask}>{t('studio.verdict.suggest')}</Button>}
        <Button size="compact-sm" variant="subtle" onClick={() => void learn()}>{t('studio.verdict.learn')}</Button>
      </div>
    </div>
  );
}

function Reading({ readability }: { readability: Readability }) {
  const { t, locale } = useWords();
  const { counts, kandel_moles, flesch, lix, ease } = readability;
  const score = kandel_moles ?? flesch;
  const formula = kandel_moles != null ? 'kandel_moles' : 'flesch';
  return (
    <section className="stack-tight" aria-label={t('studio.reading.title')}>
      <h3>{t('studio.reading.title')}</h3>
      {score != null && ease
        ? <p><strong>{t(`studio.ease.${ease}`)}</strong> <span className="soft numbers" title={t(`studio.reading.${formula}_more`)}>{t(`studio.reading.${formula}`)} {formatNumber(score, locale, 1)} · LIX {formatNumber(lix, locale, 0)}</span></p>
        : <p className="soft">{t('studio.reading.too_short')}</p>}
      <p className="small soft numbers">{t('studio.reading.counts', { words: counts.words, sentences: counts.sentences, syllables: counts.syllables })}</p>
    </section>
  );
}
