// SPDX-License-Identifier: AGPL-3.0-or-later
// The jury together. The president sees where jurors are apart, and nothing else of the grids; identical ones are confirmed
// at once.
import { Button } from '@mantine/core';
import { useAct } from '../api/act';
import { Loaded } from '../api/loaded';
import { ProblemError } from '../api/problem';
import { useMay } from '../identity';
import { useGo, useParam } from '../ui/address';
import { Go, Page, Section } from '../ui/page';
import { Badge, EmptyState, Note } from '../ui/states';
import { useWords } from '../ui/words';
import { CandidatePart } from './candidate_part';
import { QuorumPart } from './quorum_part';
import { sessionName } from './names';
import { confirmInBulk, convene, draftMinutes, useDeliberation, type DeliberationSheet } from './queries';

export default function DeliberationPage() {
  const { t } = useWords();
  const session = useParam('session');
  const found = useDeliberation(session);
  const none = found.error instanceof ProblemError && found.error.code === 'judge.deliberation_not_found';
  if (none) return <Page title={t('judge.deliberation')}><Convene session={session} /></Page>;
  return <Loaded page of={found}>{(sheet) => <Sheet session={session} sheet={sheet} />}</Loaded>;
}

function Convene({ session }: { session: string }) {
  const { t } = useWords();
  const may = useMay();
  const [run, busy] = useAct();
  const button = <Button loading={busy} onClick={() => void run({ act: () => convene(session), touches: ['deliberation', 'jury'] })}>{t('judge.convene')}</Button>;
  return <EmptyState title={t('judge.not_convened')} action={may('preside') ? button : undefined}>{t('judge.not_convened_more')}</EmptyState>;
}

function Sheet({ session, sheet }: { session: string; sheet: DeliberationSheet }) {
  const { t } = useWords();
  const may = useMay();
  const presides = may('preside') && !['pv_signed', 'pv_closed'].includes(sheet.deliberation.state);
  const ready = sheet.deliberation.state !== 'convened';
  const apart = sheet.candidates.filter((one) => one.standing !== 'identical');
  const identical = sheet.candidates.filter((one) => one.standing === 'identical');
  return (
    <Page title={t('judge.deliberation')} lead={sessionName(sheet)} actions={<Acts session={session} sheet={sheet} presides={presides} />} wide>
      <div className="line">
        <Badge tone="accent">{t(`judge.deliberation_state.${sheet.deliberation.state}`)}</Badge>
        <Badge tone={sheet.undecided ? 'warn' : 'good'}>{t('judge.undecided_count', { count: sheet.undecided })}</Badge>
      </div>
      {sheet.deliberation.motive ? <Note>{t('judge.correction_of', { motive: sheet.deliberation.motive })}</Note> : null}
      {!presides ? null : ready ? <details><summary>{t('judge.meeting')}</summary><QuorumPart session={session} sheet={sheet} /></details> : <QuorumPart session={session} sheet={sheet} />}
      <Section title={t(sheet.undecided ? 'judge.apart' : 'judge.apart_done', { count: apart.length })}>
        {apart.length ? apart.map((one) => <CandidatePart key={one.enrolment_id} session={session} sheet={sheet} line={one} acts={presides && ready} />) : <p className="soft">{t('judge.none_apart')}</p>}
      </Section>
      <Section title={t('judge.identical', { count: identical.length })}>
        {identical.length ? null : <p className="soft">{t('judge.none_identical')}</p>}
        {identical.map((one) => <CandidatePart key={one.enrolment_id} session={session} sheet={sheet} line={one} acts={presides && ready} />)}
      </Section>
    </Page>
  );
}

function Acts({ session, sheet, presides }: { session: string; sheet: DeliberationSheet; presides: boolean }) {
  const { t } = useWords();
  const go = useGo();
  const [run, busy] = useAct();
  const touches = ['deliberation'];
  const drafted = sheet.minutes_id ? <Go to={`/certifier/mes-pv/${sheet.minutes_id}`}>{t('judge.minutes')}</Go> : null;
  if (!presides || sheet.deliberation.state === 'convened') return drafted;
  const draft = async () => {
    let made = '';
    if (await run({ act: async () => (made = (await draftMinutes(session)).minutes.id), touches: ['deliberation', 'minutes'] })) go(`/certifier/mes-pv/${made}`);
  };
  return (
    <>
      {drafted}
      <Button variant="default" loading={busy} onClick={() => void run({ act: () => confirmInBulk(session, 'identical'), said: t('judge.confirmed'), touches })}>{t('judge.confirm_identical')}</Button>
      <Button loading={busy} disabled={sheet.undecided > 0} onClick={() => void draft()}>{t('judge.draft_minutes')}</Button>
    </>
  );
}
