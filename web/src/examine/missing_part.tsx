// SPDX-License-Identifier: AGPL-3.0-or-later
// What stands before a session's next state, and who must act.
import { formatMoment, formatNumber } from '../ui/format';
import { Badge } from '../ui/states';
import { useWords } from '../ui/words';
import type { Missing, SessionSummary } from './exam_queries';

/** What is to be asked for, what blocks first. Who has not declared may not mark either: the declaration alone is named. */
function asked(missing: Missing[]): Missing[] {
  const undeclared = missing.some((one) => one.code === 'judge.declaration_missing');
  return missing.filter((one) => !(undeclared && one.code === 'judge.juror_conflict')).sort((one, other) => Number(one.weight === 'warns') - Number(other.weight === 'warns'));
}

function useSaid(zone: string): (one: Missing) => string {
  const { t, locale } = useWords();
  const subject = (one: Missing) => (one.code === 'deadlines' || one.code === 'sittings' ? formatMoment(one.subject, locale, { zone }) : one.subject);
  return (one) => t(`examine.missing.${one.code}`, { count: one.count, number: formatNumber(one.count, locale), subject: subject(one) });
}

/** In a list: the first thing that blocks, how many more, and who must act; the next step when nothing does. */
export function FirstMissing({ session }: { session: SessionSummary }) {
  const { t } = useWords();
  const said = useSaid(session.zone);
  const [first, ...more] = asked(session.missing).filter((one) => one.weight === 'blocks');
  if (!session.next) return <>–</>;
  if (!first) return <>{t('examine.next', { event: t(`examine.event.${session.next}`) })}</>;
  return <>{said(first)}{more.length ? ` (+${more.length})` : ''} <span className="soft">{t(`examine.lifter.${first.lifter}`)}</span></>;
}

export function MissingList({ missing, zone }: { missing: Missing[]; zone: string }) {
  const { t } = useWords();
  const said = useSaid(zone);
  if (missing.length === 0) return <p>{t('examine.nothing_missing')}</p>;
  return (
    <ul className="stack">
      {asked(missing).map((one) => (
        <li key={one.code + one.subject} className="line">
          <Badge tone={one.weight === 'blocks' ? 'bad' : 'warn'}>{t(`examine.weight.${one.weight}`)}</Badge>
          <span>{said(one)}</span>
          <span className="soft">{t(`examine.lifter.${one.lifter}`)}</span>
        </li>
      ))}
    </ul>
  );
}
