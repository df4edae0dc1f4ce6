// SPDX-License-Identifier: AGPL-3.0-or-later
import { Button, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useAct } from '../api/act';
import { Badge } from '../ui/states';
import { useWords } from '../ui/words';
import styles from './judge.module.css';
import { Indicators } from './marking_grid';
import { agreeLevel, type DeliberationSheet, type Discrepancy, type Scale } from './queries';

interface Parts { session: string; sheet: DeliberationSheet; enrolment: string; voters: string[]; apart: Discrepancy; acts: boolean }

const nameOf = (scale: Scale, level: string, locale: string) => {
  const found = scale.levels.find((one) => one.code === level);
  return found ? (locale === 'fr' ? found.label_fr : found.label_en) : level;
};

export function DiscrepancyPart(parts: Parts) {
  const { t, locale } = useWords();
  const { apart, sheet } = parts;
  return (
    <section className={styles.criterion} aria-label={apart.criterion}>
      <p className={styles.text}><span className="soft small">{apart.criterion} </span>{apart.text}</p>
      <div className="line">
        {apart.why.map((why) => <Badge key={why} tone="warn">{t(`judge.why.${why}`)}</Badge>)}
        {apart.counts ? <Badge>{t('judge.rule_settles', { level: nameOf(sheet.scale, apart.counts, locale) })}</Badge> : null}
        {apart.agreed ? <Badge tone="good">{t('judge.agreed')}</Badge> : null}
      </div>
      {apart.answer ? <blockquote className={styles.answer}>{apart.answer}</blockquote> : null}
      <Indicators indicators={apart.indicators} />
      <div className={styles.apart}>
        {apart.levels.map((one) => (
          <div key={one.juror} className="panel stack-tight">
            <span className="small soft">{one.name}</span>
            <strong>{nameOf(sheet.scale, one.level, locale)}</strong>
            <p>{one.remark || '–'}</p>
          </div>
        ))}
      </div>
      {apart.agreed ? <p className="small">{apart.agreed.motive}</p> : null}
      {parts.acts ? <Agree {...parts} /> : null}
    </section>
  );
}

/** By consent, or by each one's vote: an equal vote is the president's where the rule says so. */
function Agree({ session, sheet, enrolment, voters, apart }: Parts) {
  const { t, locale } = useWords();
  const [run, busy] = useAct();
  const [how, setHow] = useState('');
  const [motive, setMotive] = useState('');
  const [votes, vote] = useState<Record<string, string>>({});
  const levels = sheet.scale.levels.map((one) => ({ value: one.code, label: locale === 'fr' ? one.label_fr : one.label_en }));
  const present = sheet.members.filter((one) => voters.includes(one.juror));
  // A vote begins at the level that juror gave: what nobody touches says what was marked.
  const given = (juror: string) => votes[juror] ?? apart.levels.find((one) => one.juror === juror)?.level ?? levels[0]?.value ?? '0';
  const send = () => void run({
    act: () => agreeLevel(session, { enrolment_id: enrolment, criterion: apart.criterion, motive, ...(how === 'vote' ? { votes: present.map(({ juror }) => ({ juror, level: given(juror) })) } : { level: how, votes: [] }) }),
    said: t('judge.level_agreed'), touches: ['deliberation'],
  });
  return (
    <form className="form" onSubmit={(event) => (event.preventDefault(), send())}>
      {sheet.scale.kind === 'levels' ? (
        <NativeSelect label={t('judge.agreed_level')} required value={how} onChange={(event) => setHow(event.currentTarget.value)} data={[{ value: '', label: '–' }, ...levels, { value: 'vote', label: t('judge.by_vote') }]} />
      ) : <TextInput label={t('judge.agreed_mark')} required inputMode="decimal" value={how} onChange={(event) => setHow(event.currentTarget.value)} />}
      {how === 'vote' ? present.map((one) => <NativeSelect key={one.juror} label={one.name} value={given(one.juror)} onChange={(event) => vote({ ...votes, [one.juror]: event.currentTarget.value })} data={levels} />) : null}
      <Textarea label={t('judge.motive')} required autosize minRows={1} maxLength={2000} value={motive} onChange={(event) => setMotive(event.currentTarget.value)} />
      <div><Button type="submit" variant="default" loading={busy} disabled={!how || !motive.trim()}>{t('judge.agree')}</Button></div>
    </form>
  );
}
