// SPDX-License-Identifier: AGPL-3.0-or-later
// The certification, block by block, and what Parvis does today for each competency.
import { SegmentedControl } from '@mantine/core';
import { Loaded } from '../api/loaded';
import { useAddress } from '../ui/address';
import { Detail, Page, Section, Split } from '../ui/page';
import { useWords } from '../ui/words';
import { CompetencyDetail } from './competency_detail';
import { CompetencyLines } from './competency_lines';
import { useReferential, type Block, type CompetencyRoom, type Referential, type RoomState } from './queries';

type Shown = RoomState | 'all';

export default function ReferentialPage() {
  const { t } = useWords();
  return <Loaded page={t('referential.title')} of={useReferential()}>{({ referential, rooms }) => <Browse referential={referential} rooms={rooms} />}</Loaded>;
}

function Browse({ referential, rooms }: { referential: Referential; rooms: CompetencyRoom[] }) {
  const { t } = useWords();
  const [query, change] = useAddress();
  const open = query.open ?? '';
  const shown = (query.state as Shown | undefined) ?? 'all';
  const close = () => change({ open: undefined });
  return (
    <Page title={t('referential.title')} lead={t('referential.lead', { certification: referential.certification, certifier: referential.certifier })} wide>
      <StateChoice rooms={rooms} shown={shown} choose={(state) => change({ state: state === 'all' ? undefined : state })} />
      <Split detail={open ? <Detail title={open} onClose={close}><CompetencyDetail id={open} /></Detail> : null}>
        {referential.blocks.map((block) => (
          <BlockPart key={block.id} block={block} rooms={rooms.filter((room) => shown === 'all' || room.state === shown)} referential={referential} open={open} onOpen={(id) => change({ open: id })} />
        ))}
        <p className="small soft">{t('referential.source', { section: referential.source.section, count: referential.anomalies.length })}</p>
      </Split>
    </Page>
  );
}

function StateChoice({ rooms, shown, choose }: { rooms: CompetencyRoom[]; shown: Shown; choose: (state: Shown) => void }) {
  const { t } = useWords();
  const states: Shown[] = ['all', 'works', 'partly', 'absent'];
  const count = (state: Shown) => (state === 'all' ? rooms.length : rooms.filter((room) => room.state === state).length);
  return (
    <div className="line">
      <SegmentedControl value={shown} onChange={(state) => choose(state as Shown)} aria-label={t('referential.state_choice')}
        data={states.map((state) => ({ value: state, label: `${t(`referential.state.${state}`)} (${count(state)})` }))} />
    </div>
  );
}

interface BlockParts {
  block: Block;
  rooms: CompetencyRoom[];
  referential: Referential;
  open: string;
  onOpen: (id: string) => void;
}

function BlockPart({ block, rooms, referential, open, onOpen }: BlockParts) {
  const shown = block.competencies.filter((competency) => rooms.some((room) => room.competency === competency.id));
  if (!shown.length) return null;
  return (
    <Section title={`${block.source_label} : ${block.title}`}>
      {block.activities.map((activity) => {
        const own = shown.filter((competency) => competency.activity === activity.id);
        if (!own.length) return null;
        return (
          <div key={activity.id} className="stack-tight">
            <h3>{activity.source_label} {activity.title}</h3>
            <CompetencyLines competencies={own} rooms={rooms} anomalies={referential.anomalies} open={open} onOpen={onOpen} />
          </div>
        );
      })}
    </Section>
  );
}
