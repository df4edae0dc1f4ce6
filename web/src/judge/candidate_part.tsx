// SPDX-License-Identifier: AGPL-3.0-or-later
// One candidate before the jury: both remarks and the evidence of each disagreement together, what was agreed, the decision.
import { Button, NativeSelect, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useAct } from '../api/act';
import { formatRate } from '../ui/format';
import { Badge, Note, type Tone } from '../ui/states';
import { useWords } from '../ui/words';
import { BlocksHeld } from './blocks_held';
import { DiscrepancyPart } from './discrepancy_part';
import { Evidence } from './evidence';
import styles from './judge.module.css';
import { callThird, checkPaper, decide, type CandidateLine, type DeliberationSheet, type Rational, type Verdict } from './queries';

const tones: Record<CandidateLine['standing'], Tone> = { identical: 'good', settled: 'plain', to_deliberate: 'warn', open: 'plain', nothing_marked: 'plain' };
interface Parts { session: string; sheet: DeliberationSheet; line: CandidateLine; acts: boolean }

export function CandidatePart({ session, sheet, line, acts }: Parts) {
  const { t } = useWords();
  const apart = line.discrepancies.length > 0;
  return (
    <details className="panel" open={!line.decision && line.standing !== 'identical'}>
      <summary>
        <span className={styles.heading}>
          <strong>{line.pseudonym}</strong>
          {line.decision ? <Badge>{t(`judge.stood.${line.standing}`)}</Badge> : <Badge tone={tones[line.standing]}>{t(`judge.standing.${line.standing}`)}</Badge>}
          {line.presence === 'absent' ? <Badge>{t('judge.absent')}</Badge> : null}
          {line.decision ? <Badge tone={['VALIDE', 'CERTIFIE'].includes(line.decision.verdict) ? 'good' : 'bad'}>{t(`judge.verdict.${line.decision.verdict}`)}</Badge> : null}
          {line.decision?.casting_vote === 'casting' ? <Badge>{t('judge.casting')}</Badge> : null}
        </span>
      </summary>
      <div className="stack">
        <BlocksHeld blocks={line.blocks} />
        <Results line={line} final={sheet.block === 'final'} />
        {line.third_may_be_called ? <Third session={session} sheet={sheet} line={line} acts={acts} /> : null}
        {line.papers.map((grid) => <PaperCheck key={grid} grid={grid} />)}
        <div className={apart && line.pieces.length ? styles.sides : undefined}>
          {apart && line.pieces.length ? <Evidence sheet={{ session_id: session, pieces: line.pieces }} /> : null}
          <div className="stack">{line.discrepancies.map((one) => <DiscrepancyPart key={one.criterion} session={session} sheet={sheet} enrolment={line.enrolment_id} voters={line.voters} apart={one} acts={acts} />)}</div>
        </div>
        {line.oral_notes.filter((note) => note.questions || note.notes).map((note) => <Note key={note.juror_id}><p>{note.questions}</p><p className="soft">{note.notes}</p></Note>)}
        {acts ? <Decision session={session} sheet={sheet} line={line} /> : line.decision?.motive ? <p>{line.decision.motive}</p> : null}
      </div>
    </details>
  );
}

function Results({ line, final }: { line: CandidateLine; final: boolean }) {
  const { t, locale } = useWords();
  const shown = ({ numerator, denominator }: Rational) => `${formatRate(numerator, denominator, locale)} (${numerator}/${denominator})`;
  return (
    <ul className="stack-tight">
      {line.jurors.map((one) => <li key={one.juror}>{one.name}{final ? null : <> : <span className="numbers">{shown(one.result.ratio)}</span>, {t(`judge.outcome.${one.result.outcome}`)}</>}{one.remark ? ` – ${one.remark}` : ''}</li>)}
      {line.computed ? <li><strong>{t('judge.computed')} : <span className="numbers">{shown(line.computed.ratio)}</span>, {t(`judge.outcome.${line.computed.outcome}`)}</strong></li> : null}
    </ul>
  );
}

/** Where the rule calls for one: another member of this jury, who marks without seeing the two grids. */
function Third({ session, sheet, line, acts }: Parts) {
  const { t } = useWords();
  const [run, busy] = useAct();
  const others = sheet.members.filter((one) => !line.jurors.some((marked) => marked.juror === one.juror));
  const [juror, choose] = useState(others[0]?.juror ?? '');
  const call = () => void run({ act: () => callThird(session, line.enrolment_id, juror), said: t('judge.third_called'), touches: ['deliberation', 'jury'] });
  return (
    <Note tone={line.third_must_be_called ? 'warn' : 'plain'}>
      <p>{t(line.third_must_be_called ? 'judge.third_must' : 'judge.third_may')}</p>
      {acts && !others.length ? <p className="soft">{t('judge.third_nobody')}</p> : null}
      {acts && others.length ? (
        <form className="line" onSubmit={(event) => (event.preventDefault(), call())}>
          <NativeSelect aria-label={t('judge.third')} value={juror} onChange={(event) => choose(event.currentTarget.value)} data={others.map((one) => ({ value: one.juror, label: one.name }))} />
          <Button type="submit" size="compact-sm" variant="default" loading={busy}>{t('judge.third_call')}</Button>
        </form>
      ) : null}
    </Note>
  );
}

function PaperCheck({ grid }: { grid: string }) {
  const { t } = useWords();
  const [run] = useAct();
  const check = (outcome: 'conform' | 'differs') => void run({ act: () => checkPaper(grid, outcome, ''), touches: ['deliberation'] });
  return (
    <Note tone="warn">
      <span className="line">
        {t('judge.paper_awaits')} <a href={`/api/grids/${grid}/paper`} target="_blank" rel="noopener">{t('judge.paper_see')}</a>
        <Button size="compact-sm" variant="default" onClick={() => check('conform')}>{t('judge.paper_conform')}</Button>
        <Button size="compact-sm" variant="default" onClick={() => check('differs')}>{t('judge.paper_differs')}</Button>
      </span>
    </Note>
  );
}

function Decision({ session, sheet, line }: Omit<Parts, 'acts'>) {
  const { t } = useWords();
  const [run, busy] = useAct();
  const [motive, setMotive] = useState(line.decision?.motive ?? '');
  const [verdict, setVerdict] = useState<Verdict | ''>('');
  const final = sheet.block === 'final';
  const choices: Verdict[] = line.presence === 'absent' ? ['ABSENT'] : ['AJOURNE', ...(line.standing === 'nothing_marked' && !final ? (['NON_VALIDE'] as Verdict[]) : [])];
  const [votes, vote] = useState<Record<string, string>>({});
  const opinions = line.voters.map((juror) => ({ juror, opinion: votes[juror] ?? 'favourable' }));
  const send = () => void run({ act: () => decide(session, { enrolment_id: line.enrolment_id, ...(verdict ? { verdict } : {}), votes: final && line.presence !== 'absent' ? opinions : [], motive }), said: t('judge.decided'), touches: ['deliberation'] });
  return (
    <form className="form" onSubmit={(event) => (event.preventDefault(), send())}>
      <NativeSelect label={t('judge.decision')} value={verdict} onChange={(event) => setVerdict(event.currentTarget.value as Verdict | '')}
        data={[{ value: '', label: t('judge.as_computed') }, ...choices.map((one) => ({ value: one, label: t(`judge.verdict.${one}`) }))]} />
      {final ? sheet.members.filter((one) => line.voters.includes(one.juror)).map((one) => (
        <NativeSelect key={one.juror} label={t('judge.opinion_of', { name: one.name })} value={votes[one.juror] ?? 'favourable'} onChange={(event) => vote({ ...votes, [one.juror]: event.currentTarget.value })}
          data={['favourable', 'unfavourable'].map((opinion) => ({ value: opinion, label: t(`judge.opinion.${opinion}`) }))} />
      )) : null}
      <Textarea label={t('judge.motive')} description={t('judge.motive_more')} autosize minRows={1} maxLength={4000} value={motive} onChange={(event) => setMotive(event.currentTarget.value)} />
      <div><Button type="submit" loading={busy}>{t('judge.decide')}</Button></div>
    </form>
  );
}
