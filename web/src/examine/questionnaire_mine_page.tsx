// SPDX-License-Identifier: AGPL-3.0-or-later
// The questionnaires that a candidate may sit, is sitting or has sat: when, how long, and the way in.
import { Button } from '@mantine/core';
import { useAct } from '../api/act';
import { Loaded } from '../api/loaded';
import { useGo } from '../ui/address';
import { formatMoment } from '../ui/format';
import { Page } from '../ui/page';
import { Badge, EmptyState } from '../ui/states';
import { useWords, useZone } from '../ui/words';
import { beginSitting, useOwnSittings, type OwnSitting } from './questionnaire_queries';
import styles from './questionnaire.module.css';

export default function MinePage() {
  const { t } = useWords();
  return (
    <Page title={t('examine.quiz.mine')} lead={t('examine.quiz.mine_lead')}>
      <Loaded of={useOwnSittings()}>
        {({ items }) => (items.length ? <ul className={styles.list}>{items.map((item) => <Mine key={item.session_id} of={item} />)}</ul> : <EmptyState title={t('examine.quiz.none_mine')}>{t('examine.quiz.none_mine_more')}</EmptyState>)}
      </Loaded>
    </Page>
  );
}

function Mine({ of }: { of: OwnSitting }) {
  const { t, locale } = useWords();
  const zone = useZone();
  const go = useGo();
  const [run, busy] = useAct();
  const minutes = Math.round(of.allowed_ms / 60_000);
  const begin = () => run({ act: async () => go(`/certifier/questionnaire/${(await beginSitting(of.session_id)).id}`) });
  const under_way = of.state === 'under_way' || of.state === 'paused';
  return (
    <li className="panel stack-tight">
      <div className="spread">
        <h2>{of.title}</h2>
        <Badge tone={under_way ? 'accent' : of.state ? 'good' : 'plain'}>{t(`examine.quiz.standing.${of.state ?? (of.open ? 'open' : 'closed')}`)}</Badge>
      </div>
      <p className="soft">
        {t('examine.quiz.window', { from: formatMoment(of.opens_at, locale, { zone }), to: formatMoment(of.closes_at, locale, { zone }), zone })}{' '}
        {t('examine.quiz.allowed', { minutes, count: of.questions })} {of.pause_ms ? t('examine.quiz.pauses', { minutes: of.pause_ms / 60_000 }) : null}
      </p>
      {under_way ? <p>{t('examine.quiz.until', { at: formatMoment(of.deadline, locale, { zone }) })}</p> : null}
      <div>
        {of.state === 'handed_in' ? <Button variant="default" onClick={() => go(`/certifier/questionnaire/${of.sitting_id}`)}>{t('examine.quiz.see')}</Button> : null}
        {under_way || (of.open && !of.state) ? <Button loading={busy} onClick={() => void begin()}>{under_way ? t('examine.quiz.go_on') : t('examine.quiz.begin')}</Button> : null}
      </div>
    </li>
  );
}
