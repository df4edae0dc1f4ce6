// SPDX-License-Identifier: AGPL-3.0-or-later
// What is shown of a delivery: its trouble, its proof, the record of what was tried.
import { useIsSimulated } from '../api/simulated';
import { Section } from '../ui/page';
import { formatMoment } from '../ui/format';
import { Badge, Note } from '../ui/states';
import { useWords, useZone } from '../ui/words';
import type { Attempt, Sheet } from './delivery';
import { useReason } from './state_badge';

export function Trouble({ sheet }: { sheet: Sheet }) {
  const reason = useReason();
  if (!sheet.problem_code || sheet.state === 'live') return null;
  const bad = sheet.state === 'rejected' || sheet.state === 'missed';
  return (
    <Note tone={bad ? 'bad' : 'warn'}>
      <div className="stack-tight">
        <span>{reason(sheet.problem_code) || sheet.problem_code}</span>
        {sheet.problem_detail ? <blockquote className="small soft">{sheet.problem_detail}</blockquote> : null}
      </div>
    </Note>
  );
}

const tones = { measured: 'good', declared: 'plain', supplied: 'plain', simulated: 'warn' } as const;

export function Proof({ sheet }: { sheet: Sheet }) {
  const { t, locale } = useWords();
  const zone = useZone();
  const is_simulated = useIsSimulated();
  if (sheet.state !== 'live') return null;
  return (
    <Section title={t('publish.detail.proof')}>
      <div className="line">
        <Badge tone={tones[sheet.proof ?? 'measured']}>{t(`publish.detail.${sheet.proof ?? 'measured'}`)}</Badge>
        {is_simulated(sheet.url) ? <Badge tone="warn">{t('publish.simulated')}</Badge> : null}
        {sheet.live_at ? <span className="soft">{t('publish.detail.live_at', { when: formatMoment(sheet.live_at, locale, { zone }) })}</span> : null}
        {sheet.url ? <a href={sheet.url} target="_blank" rel="noreferrer">{t('publish.detail.see')}</a> : null}
      </div>
    </Section>
  );
}

export function Attempts({ rows }: { rows: Attempt[] }) {
  const { t, locale } = useWords();
  const zone = useZone();
  return (
    <ol className="stack-tight">
      {rows.map((row) => (
        <li key={row.id}>
          <span className="soft">{formatMoment(row.began_at, locale, { zone })}</span> {t(`publish.step.${row.step}`)} · {t(`publish.outcome.${row.outcome}`)}
          {row.detail && row.outcome !== 'done' ? <blockquote className="small soft">{row.detail.slice(0, 300)}</blockquote> : null}
        </li>
      ))}
    </ol>
  );
}
