// SPDX-License-Identifier: AGPL-3.0-or-later
import { Button } from '@mantine/core';
import { Loaded } from '../api/loaded';
import { formatNumber } from '../ui/format';
import { Page } from '../ui/page';
import { Note } from '../ui/states';
import { useWords } from '../ui/words';
import { useLedger } from './queries';

export default function LedgerPage() {
  const { t, locale } = useWords();
  const found = useLedger();
  const again = <Button variant="default" loading={found.isFetching} onClick={() => void found.refetch()}>{t('enrol.ledger.verify')}</Button>;
  return (
    <Page title={t('enrol.ledger.title')} lead={t('enrol.ledger.lead')} actions={again}>
      <Loaded of={found}>
        {(verdict) => (
          <>
            <Note tone={verdict.intact ? 'good' : 'bad'}>
              {verdict.intact ? t('enrol.ledger.intact', { n: formatNumber(verdict.entries, locale) }) : t('enrol.ledger.broken', { n: formatNumber(verdict.first_broken ?? 0, locale) })}
            </Note>
            <dl className="stack-tight">
              <div><dt className="small soft">{t('enrol.ledger.entries')}</dt><dd style={{ margin: 0 }}>{formatNumber(verdict.entries, locale)}</dd></div>
              <div><dt className="small soft">{t('enrol.ledger.head')}</dt><dd style={{ margin: 0, overflowWrap: 'anywhere' }}><code>{verdict.head || '–'}</code></dd></div>
            </dl>
            <p className="soft">{t('enrol.ledger.more')}</p>
          </>
        )}
      </Loaded>
    </Page>
  );
}
