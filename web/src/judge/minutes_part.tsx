// SPDX-License-Identifier: AGPL-3.0-or-later
// Minutes on the screen: every line of the document, then who has signed.
import { Fragment, type ReactNode } from 'react';
import { formatDate, formatMoment, formatRate, type Locale } from '../ui/format';
import { Section } from '../ui/page';
import { Badge, Note } from '../ui/states';
import { useWords, useZone } from '../ui/words';
import type { MinutesSheet } from './queries';
import { Rows } from '../ui/rows';

/** The points as the minutes hold them ("19/20", "1"), with what they are of the whole. */
function shareOf(ratio: string, locale: Locale): string {
  const [numerator, denominator = '1'] = ratio.split('/');
  return ratio ? `${formatRate(Number(numerator), Number(denominator), locale)} (${numerator}/${denominator})` : '–';
}

function Lines({ rows }: { rows: [string, ReactNode][] }) {
  return <dl className="facts">{rows.filter(([, value]) => value !== '').map(([name, value]) => <Fragment key={name}><dt>{name}</dt><dd>{value}</dd></Fragment>)}</dl>;
}

/** `linked`: other minutes by their number, for whoever may open them. */
export function MinutesPart({ sheet, linked }: { sheet: MinutesSheet; linked?: (number: string) => ReactNode }) {
  const { t, locale } = useWords();
  const { content: c } = sheet;
  const word = (key: string) => t(`judge.minutes_line.${key}`);
  return (
    <>
      {sheet.superseded_by ? <Note tone="warn">{t('judge.superseded_by', { number: sheet.superseded_by })} {linked?.(sheet.superseded_by)}</Note> : null}
      {c.supersedes ? <Note>{t('judge.supersedes', { number: c.supersedes })} {c.correction} {linked?.(c.supersedes)}</Note> : null}
      <Section title={word('certification')}>
        <Lines rows={[[word('certifier'), c.certifier], [word('title'), c.title], [word('rncp'), c.rncp_number], [word('object'), c.block === 'final' ? t('judge.final_jury') : `${c.block} – ${c.block_title}`], [word('session'), c.session],
          [word('centre'), c.centre], [word('habilitation'), c.habilitation || t('judge.own_centre')], [word('date'), `${formatDate(c.date, locale)}, ${c.time} (${c.zone})`], [word('place'), c.place], [word('representative'), c.representative]]} />
      </Section>
      <Section title={word('members')}>
        <Rows>
          <thead><tr>{['name', 'quality', 'employer', 'external', 'presence'].map((key) => <th key={key} scope="col">{word(key)}</th>)}</tr></thead>
          <tbody>{c.members.map((one) => <tr key={one.juror}><th scope="row">{one.name}{one.position === 'president' ? ` (${t('judge.position.president')})` : ''}</th><td>{one.quality}</td><td>{one.employer || '–'}</td><td>{t(one.belongs === 'external' ? 'judge.yes' : 'judge.no')}</td><td>{t(one.present ? 'judge.present_one' : 'judge.absent')}</td></tr>)}</tbody>
        </Rows>
      </Section>
      <Section title={word('candidates')}>
        <Lines rows={[[word('enrolled'), c.enrolled], [word('present'), c.present], [word('absent'), c.absent], [word('accommodations'), c.accommodations]]} />
        {c.incidents.length || c.remarks ? <ul className="stack-tight">{c.incidents.map((one, index) => <li key={index}>{formatDate(one.on, locale)} : {t(`judge.incident.${one.code.replace('judge.', '')}`, { juror: one.juror, by: one.by_juror, candidate: one.pseudonym })} {one.note}</li>)}{c.remarks ? <li>{c.remarks}</li> : null}</ul> : <p className="soft">{t('judge.no_incident')}</p>}
      </Section>
      <Section title={word('decisions')}>
        <Rows>
          <thead><tr>{['number', 'name', 'decision', 'ratio', 'motive'].map((key) => <th key={key} scope="col">{word(key)}</th>)}</tr></thead>
          <tbody>{c.candidates.map((one) => <tr key={one.pseudonym}><td className="whole">{one.number}</td><th scope="row">{one.name}</th><td>{t(`judge.verdict.${one.verdict}`)}{one.casting_vote ? ` (${t('judge.casting')})` : ''}</td><td className="number">{shareOf(one.ratio, locale)}</td><td className="prose">{[one.motive, one.blocks.length ? t('judge.blocks_standing', { blocks: one.blocks.join(', ') }) : ''].filter(Boolean).join(' ') || '–'}</td></tr>)}</tbody>
        </Rows>
      </Section>
      <Section title={word('seal')}>{c.sealed ? <><p>{t('judge.sealed', { count: c.sealed })}</p><code style={{ overflowWrap: 'anywhere' }}>{c.root || '–'}</code></> : <p className="soft">{t(c.block === 'final' ? 'judge.final_seal' : 'judge.nothing_sealed')}</p>}</Section>
      <Signatures sheet={sheet} />
    </>
  );
}

function Signatures({ sheet }: { sheet: MinutesSheet }) {
  const { t, locale } = useWords();
  const zone = useZone();
  return (
    <Section title={t('judge.minutes_line.signatures')}>
      <ul className="stack-tight">
        {sheet.signatures.map((one) => (
          <li key={one.juror} className="line">
            {one.name} <Badge tone={one.method ? 'good' : 'warn'}>{one.method ? t(`judge.signed.${one.method}`) : t('judge.to_sign')}</Badge>
            {one.signed_at ? <span className="small soft">{formatMoment(one.signed_at, locale, { zone })}</span> : null}
          </li>
        ))}
      </ul>
    </Section>
  );
}
