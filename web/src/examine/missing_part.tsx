// SPDX-License-Identifier: AGPL-3.0-or-later
// What stands before a session's next state, and who must act.
import { formatMoment, formatNumber } from '../ui/format';
import { Badge } from '../ui/states';
import { useWords } from '../ui/words';
import type { Missing } from './exam_queries';

export function MissingList({ missing, zone }: { missing: Missing[]; zone: string }) {
  const { t, locale } = useWords();
  // Who has not declared may not mark either: the declaration alone is to be asked for.
  const undeclared = missing.some((one) => one.code === 'judge.declaration_missing');
  const shown = missing.filter((one) => !(undeclared && one.code === 'judge.juror_conflict')).sort((one, other) => Number(one.weight === 'warns') - Number(other.weight === 'warns'));
  if (missing.length === 0) return <p>{t('examine.nothing_missing')}</p>;
  const subject = (one: Missing) => (one.code === 'deadlines' ? formatMoment(one.subject, locale, { zone }) : one.subject);
  return (
    <ul className="stack">
      {shown.map((one) => (
        <li key={one.code + one.subject} className="line">
          <Badge tone={one.weight === 'blocks' ? 'bad' : 'warn'}>{t(`examine.weight.${one.weight}`)}</Badge>
          <span>{t(`examine.missing.${one.code}`, { count: one.count, number: formatNumber(one.count, locale), subject: subject(one) })}</span>
          <span className="soft">{t(`examine.lifter.${one.lifter}`)}</span>
        </li>
      ))}
    </ul>
  );
}
