// SPDX-License-Identifier: AGPL-3.0-or-later
// A rule set tried on past grids: what would have changed.
import { Button, NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { useAct } from '../api/act';
import { Section } from '../ui/page';
import { Note } from '../ui/states';
import { useWords } from '../ui/words';
import { tryRules, useRuleSets, type Trial } from './queries';
import { Rows } from '../ui/rows';

const shown = ({ numerator, denominator }: { numerator: number; denominator: number }) => `${numerator}/${denominator}`;

export function TrialPart() {
  const { t } = useWords();
  const sets = useRuleSets();
  const [chosen, choose] = useState('');
  const [trial, setTrial] = useState<Trial | null>(null);
  const [run, busy] = useAct();
  return (
    <Section title={t('judge.trial')}>
      <p className="soft">{t('judge.trial_more')}</p>
      <form className="line" onSubmit={(event) => (event.preventDefault(), void run({ act: async () => setTrial(await tryRules(chosen)) }))}>
        <NativeSelect label={t('judge.rule_set')} value={chosen} onChange={(event) => choose(event.currentTarget.value)} data={[{ value: '', label: '–' }, ...(sets.data?.items ?? []).map((one) => ({ value: one.id, label: `${one.name} · ${one.number} (${t(`judge.rule_state.${one.state}`)})` }))]} />
        <Button type="submit" variant="default" loading={busy} disabled={!chosen}>{t('judge.try')}</Button>
      </form>
      {trial ? <Outcome trial={trial} /> : null}
    </Section>
  );
}

function Outcome({ trial }: { trial: Trial }) {
  const { t } = useWords();
  return (
    <div className="stack" role="status">
      <p>{t('judge.trial_said', { sessions: trial.sessions, candidates: trial.candidates, before: trial.passed_before, after: trial.passed_after, apart_before: trial.deliberated_before, apart_after: trial.deliberated_after })}</p>
      {trial.incomparable ? <Note tone="warn">{t('judge.trial_incomparable', { count: trial.incomparable })}</Note> : null}
      {trial.changes.length ? (
        <Rows>
          <thead><tr><th scope="col">{t('judge.candidate')}</th><th scope="col">{t('judge.minutes_line.session')}</th><th scope="col">{t('judge.before')}</th><th scope="col">{t('judge.after')}</th></tr></thead>
          <tbody>{trial.changes.map((one) => <tr key={`${one.session}:${one.pseudonym}`}><th scope="row">{one.pseudonym}</th><td>{one.session}</td><td>{t(`judge.verdict.${one.before}`)} ({shown(one.ratio_before)})</td><td>{t(`judge.outcome.${one.after}`)} ({shown(one.ratio_after)})</td></tr>)}</tbody>
        </Rows>
      ) : <p>{t('judge.trial_nothing')}</p>}
    </div>
  );
}
