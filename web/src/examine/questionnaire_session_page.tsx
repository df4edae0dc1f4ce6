// SPDX-License-Identifier: AGPL-3.0-or-later
// The questionnaire of an exam session, for the certifier: which one, its seed, who is sitting, the scores, how items behaved.
import { Button, NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { useAct } from '../api/act';
import { Loaded } from '../api/loaded';
import { useParam } from '../ui/address';
import { formatMoment } from '../ui/format';
import { List, type Column } from '../ui/list';
import { Page, Section } from '../ui/page';
import { Badge, EmptyState } from '../ui/states';
import { useWords, useZone } from '../ui/words';
import { useSession } from './exam_queries';
import { AnalysisPart } from './questionnaire_analysis';
import { setQuestionnaire, useQuestionnaires, useSessionQuestionnaire, useSittings, type SittingRow } from './questionnaire_queries';
import { ratio } from './questionnaire_result';

export default function SessionQuestionnairePage() {
  const { t } = useWords();
  const session = useParam('session');
  const set = useSessionQuestionnaire(session);
  const state = useSession(session).data?.summary.state;
  const settable = state === 'planned' || state === 'staffed'; // once open, candidates may have begun
  return (
    <Page title={set.data?.title ?? t('examine.quiz.blueprint')} lead={t('examine.quiz.session_lead')} wide>
      {set.data ? <p className="soft">{t('examine.quiz.seed')} : <code>{set.data.seed}</code> · {t('examine.quiz.allowed', { minutes: set.data.blueprint.minutes, count: set.data.blueprint.draws.reduce((sum, draw) => sum + draw.count, 0) })}</p> : null}
      {set.isPending || !settable ? null : <Choose session={session} chosen={set.data?.questionnaire_id} />}
      {set.data ? <Sittings session={session} /> : null}
      {set.data ? <AnalysisPart session={session} /> : null}
    </Page>
  );
}

function Choose({ session, chosen }: { session: string; chosen?: string }) {
  const { t } = useWords();
  const all = useQuestionnaires();
  const [wanted, setWanted] = useState(chosen ?? '');
  const [run, busy] = useAct();
  const ready = (all.data?.items ?? []).filter((one) => one.state === 'ready');
  if (!ready.length) return chosen ? null : <EmptyState title={t('examine.quiz.none_ready')}>{t('examine.quiz.none_ready_more')}</EmptyState>;
  return (
    <div className="line">
      <NativeSelect label={t('examine.quiz.blueprint')} data={[{ value: '', label: t('examine.quiz.choose') }, ...ready.map((one) => ({ value: one.id, label: `${one.block} · ${one.title}` }))]} value={wanted} onChange={(event) => setWanted(event.currentTarget.value)} />
      <Button variant="default" style={{ alignSelf: 'end' }} disabled={!wanted} loading={busy} onClick={() => void run({ act: () => setQuestionnaire(session, wanted), said: t('examine.quiz.set_done'), touches: ['session_questionnaire'] })}>{t(chosen ? 'examine.quiz.set_again' : 'examine.quiz.set')}</Button>
    </div>
  );
}

const tones = { under_way: 'accent', paused: 'warn', handed_in: 'good' } as const;

function Sittings({ session }: { session: string }) {
  const { t, locale } = useWords();
  const zone = useZone();
  const moment = (at?: string | null) => formatMoment(at, locale, { zone });
  const columns: Column<SittingRow>[] = [
    { key: 'pseudonym', title: t('examine.quiz.candidate'), value: (row) => row.pseudonym },
    { key: 'state', title: t('examine.quiz.state'), value: (row) => t(`examine.quiz.standing.${row.state}`), show: (row) => <Badge tone={tones[row.state]}>{t(`examine.quiz.standing.${row.state}`)}</Badge> },
    { key: 'started', title: t('examine.quiz.started'), value: (row) => row.started_at, show: (row) => moment(row.started_at), minor: true },
    { key: 'ended', title: t('examine.quiz.ends'), value: (row) => row.handed_in_at ?? row.deadline, show: (row) => `${moment(row.handed_in_at ?? row.deadline)}${row.handed_in_by === 'deadline' ? ` · ${t('examine.quiz.by_deadline_short')}` : ''}`, minor: true },
    { key: 'answered', title: t('examine.quiz.answers'), value: (row) => row.answered, show: (row) => `${row.answered} / ${row.of}`, number: true },
    { key: 'score', title: t('examine.quiz.earned'), value: (row) => (row.result ? row.result.earned.numerator / row.result.earned.denominator : null), show: (row) => (row.result ? `${ratio(row.result.earned, locale)} / ${row.result.points}${row.result.waiting ? ` · ${t('examine.quiz.waiting', { count: row.result.waiting })}` : ''}` : '–'), number: true },
  ];
  return (
    <Section title={t('examine.quiz.sittings')}>
      <Loaded of={useSittings(session)}>
        {({ items }) => <List name="sittings" label={t('examine.quiz.sittings')} rows={items} id={(row) => row.id} columns={columns} empty={<EmptyState title={t('examine.quiz.no_sitting')} />} />}
      </Loaded>
    </Section>
  );
}
