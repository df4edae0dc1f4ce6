// SPDX-License-Identifier: AGPL-3.0-or-later
// What a candidate brings before the final jury: every block, with the award that stands for it, or that it is lacking.
import { formatDate } from '../ui/format';
import { Section } from '../ui/page';
import { Badge } from '../ui/states';
import { useWords } from '../ui/words';
import type { BlockHeld } from './queries';

export function BlocksHeld({ blocks }: { blocks: BlockHeld[] }) {
  const { t } = useWords();
  if (!blocks.length) return null;
  return (
    <Section title={t('judge.blocks_held')}>
      <ul className="stack-tight">{blocks.map((one) => <Held key={one.block} held={one} />)}</ul>
    </Section>
  );
}

function Held({ held }: { held: BlockHeld }) {
  const { t, locale } = useWords();
  const on = held.awarded_on ? t('judge.block_awarded', { on: formatDate(held.awarded_on, locale), minutes: held.minutes_number }) : '';
  return (
    <li className="line">
      <Badge tone={held.awarded_on ? 'good' : 'bad'}>{held.block}</Badge>
      <span>{held.title}</span>
      <span className="small soft">{on || t('judge.block_lacking')}{held.version ? ` · ${t('judge.block_equivalent', { version: held.version })}` : ''}</span>
    </li>
  );
}
