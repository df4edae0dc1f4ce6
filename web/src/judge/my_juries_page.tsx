// SPDX-License-Identifier: AGPL-3.0-or-later
// A juror's own page: what to declare, what to mark, and the deliberation.
import { NativeSelect } from '@mantine/core';
import { useAct } from '../api/act';
import { Loaded } from '../api/loaded';
import { Go, Page, Section } from '../ui/page';
import { Badge, EmptyState, Note } from '../ui/states';
import { useWords } from '../ui/words';
import { sessionName } from './names';
import { declareTies, useDeclarations, useOwnJuries, type GridLine, type OwnJury, type Tie } from './queries';
import { Rows } from '../ui/rows';

const deliberating = ['deliberating', 'pv_closed', 'notified', 'archived'];

export default function MyJuriesPage() {
  const { t } = useWords();
  return (
    <Page title={t('judge.my_juries')} lead={t('judge.my_juries_lead')}>
      <Loaded of={useOwnJuries()}>
        {({ items }) => (items.length ? <>{inOrder(items).map((jury) => <Jury key={jury.session_id} jury={jury} />)}</> : <EmptyState title={t('judge.no_jury')}>{t('judge.no_jury_more')}</EmptyState>)}
      </Loaded>
    </Page>
  );
}

/** What awaits the reader first, what is closed last; of a like standing, as the server has them. */
const rank = (jury: OwnJury): number => {
  if (jury.undeclared || jury.minutes_state === 'draft') return 0;
  if (jury.state === 'marking' && jury.grids.some(({ state }) => state !== 'locked')) return 0;
  return ['pv_closed', 'notified', 'archived'].includes(jury.state) ? 2 : 1;
};
const inOrder = (juries: OwnJury[]) => [...juries].sort((a, b) => rank(a) - rank(b));

function Jury({ jury }: { jury: OwnJury }) {
  const { t } = useWords();
  const open = jury.position === 'president' ? jury.state === 'marking' || deliberating.includes(jury.state) : deliberating.includes(jury.state);
  return (
    <Section title={sessionName(jury)} actions={<>{open ? <Go to={`/certifier/mes-jurys/${jury.session_id}/deliberation`}>{t('judge.deliberation')}</Go> : null}{jury.minutes_id ? <Go to={`/certifier/mes-pv/${jury.minutes_id}`}>{t('judge.minutes')}</Go> : null}</>}>
      <div className="line">
        <Badge>{t(`judge.session_state.${jury.state}`)}</Badge>
        <Badge tone={jury.position === 'president' ? 'accent' : 'plain'}>{t(`judge.position.${jury.position}`)}</Badge>
      </div>
      {jury.minutes_state === 'draft' ? <Note tone="warn">{t('judge.minutes_await')}</Note> : null}
      {jury.undeclared ? <Note tone="warn">{t('judge.undeclared', { count: jury.undeclared })}</Note> : null}
      {jury.grids.length ? <Grids grids={jury.grids} /> : null}
      <details open={jury.undeclared > 0}>
        <summary>{t('judge.declarations')}</summary>
        <Declarations session={jury.session_id} />
      </details>
    </Section>
  );
}

function Grids({ grids }: { grids: GridLine[] }) {
  const { t } = useWords();
  return (
    <Rows>
      <caption className="hidden">{t('judge.grids')}</caption>
      <thead><tr><th scope="col">{t('judge.candidate')}</th><th scope="col">{t('judge.part_title')}</th><th scope="col" className="number">{t('judge.marked')}</th><th scope="col">{t('judge.state')}</th></tr></thead>
      <tbody>
        {grids.map((grid) => (
          <tr key={grid.id}>
            <th scope="row"><Go to={`/certifier/grilles/${grid.id}`}>{grid.pseudonym}</Go></th>
            <td>{t(`judge.part.${grid.part}`)}</td>
            <td className="number">{grid.criteria ? `${grid.marked} / ${grid.criteria}` : '–'}</td>
            <td><Badge tone={grid.state === 'locked' ? 'good' : 'plain'}>{t(`judge.grid_state.${grid.state}`)}</Badge></td>
          </tr>
        ))}
      </tbody>
    </Rows>
  );
}

const ties: Tie[] = ['none', 'relation', 'trained'];

function Declarations({ session }: { session: string }) {
  const { t } = useWords();
  const [run] = useAct();
  const declare = (enrolment_id: string, tie: Tie) => void run({ act: () => declareTies(session, [{ enrolment_id, tie }]), said: t('judge.declared'), touches: ['declaration', 'jury'] });
  return (
    <Loaded of={useDeclarations(session)}>
      {({ items }) => (
        <div className="form">
          <p className="soft">{t('judge.declarations_more')}</p>
          {items.map((line) => (
            <NativeSelect key={line.enrolment_id} label={line.pseudonym} value={line.tie ?? ''} onChange={(event) => declare(line.enrolment_id, event.currentTarget.value as Tie)}
              data={[...(line.tie ? [] : [{ value: '', label: t('judge.tie.unsaid') }]), ...ties.map((tie) => ({ value: tie, label: t(`judge.tie.${tie}`) }))]} />
          ))}
        </div>
      )}
    </Loaded>
  );
}
