// SPDX-License-Identifier: AGPL-3.0-or-later
// Whether the ledger's chain holds: what was read for this page, and when the whole of it last was.
import { Button, Progress } from '@mantine/core';
import type { ReactNode } from 'react';
import { useAct } from '../api/act';
import type { Schema } from '../api/client';
import { Loaded } from '../api/loaded';
import { formatMoment, formatNumber, formatRate } from '../ui/format';
import { Page } from '../ui/page';
import { Note } from '../ui/states';
import { useWords } from '../ui/words';
import { readWholeLedger, useLedger } from './queries';

type Standing = Schema<'LedgerStanding'>;

export default function LedgerPage() {
  const { t } = useWords();
  const found = useLedger();
  const [run, busy] = useAct();
  const read = () => void run({ act: readWholeLedger, said: t('enrol.ledger.asked'), touches: ['enrol_ledger'] });
  const verify = <Button variant="default" loading={busy || typeof found.data?.running === 'number'} onClick={read}>{t('enrol.ledger.verify')}</Button>;
  return (
    <Page title={t('enrol.ledger.title')} lead={t('enrol.ledger.lead')} actions={verify}>
      <Loaded of={found}>
        {(standing) => (
          <>
            <Verdict standing={standing} />
            <Running share={standing.running ?? null} />
            <Lines standing={standing} />
            <p className="soft">{t('enrol.ledger.more')}</p>
          </>
        )}
      </Loaded>
    </Page>
  );
}

function Verdict({ standing }: { standing: Standing }) {
  const { t, locale } = useWords();
  const n = formatNumber(standing.entries, locale);
  if (typeof standing.first_broken === 'number') return <Note tone="bad">{t('enrol.ledger.broken', { n: formatNumber(standing.first_broken, locale) })}</Note>;
  if (standing.unread > 0) return <Note tone="warn">{t('enrol.ledger.unread', { n: formatNumber(standing.unread, locale) })}</Note>;
  if (standing.read_from === 1 || !standing.whole) return <Note tone="good">{t('enrol.ledger.intact', { n })}</Note>;
  const date = formatMoment(standing.whole.at, locale);
  if (standing.read_to < standing.read_from) return <Note tone="good">{t('enrol.ledger.intact_still', { n, date })}</Note>;
  return <Note tone="good">{t('enrol.ledger.intact_since', { to: formatNumber(standing.whole.end.number, locale), date })}</Note>;
}

function Running({ share }: { share: number | null }) {
  const { t, locale } = useWords();
  if (share === null) return null;
  const said = t('enrol.ledger.running', { share: formatRate(Math.round(share * 100), 100, locale, 0) });
  return <div role="status"><p className="small soft">{said}</p><Progress value={share * 100} size="sm" aria-label={said} /></div>;
}

function Lines({ standing }: { standing: Standing }) {
  const { t, locale } = useWords();
  const { whole } = standing;
  const n = (value: number) => formatNumber(value, locale);
  const date = formatMoment(whole?.at, locale);
  const broken = whole?.first_broken;
  const last = typeof broken === 'number' ? t('enrol.ledger.whole_broken', { date, n: n(broken) }) : t('enrol.ledger.whole_intact', { date, n: n(whole?.end.number ?? 0) });
  return (
    <dl className="stack-tight">
      <Line name="entries">{n(standing.entries)}</Line>
      <Line name="whole">{whole ? last : t('enrol.ledger.never')}</Line>
      <Line name="read">{standing.read_to < standing.read_from ? t('enrol.ledger.read_none') : t('enrol.ledger.read_lines', { from: n(standing.read_from), to: n(standing.read_to) })}</Line>
      <Line name="head"><code>{standing.head || '–'}</code></Line>
    </dl>
  );
}

function Line({ name, children }: { name: 'entries' | 'whole' | 'read' | 'head'; children: ReactNode }) {
  const { t } = useWords();
  return <div><dt className="small soft">{t(`enrol.ledger.${name}`)}</dt><dd style={{ margin: 0, overflowWrap: 'anywhere' }}>{children}</dd></div>;
}
