// SPDX-License-Identifier: AGPL-3.0-or-later
// The jury of one session, for the certifier: who sits, what is missing and who must act, who has locked.
import { Button } from '@mantine/core';
import { useAct } from '../api/act';
import { Loaded } from '../api/loaded';
import { useParam } from '../ui/address';
import { formatMoment } from '../ui/format';
import { Go, Page, Section } from '../ui/page';
import { Badge, Note } from '../ui/states';
import { useWords, useZone } from '../ui/words';
import { OralsPart } from './orals_part';
import { assignJurors, moveSession, useJury, type JurySheet, type Lack } from './queries';
import { Rows } from '../ui/rows';
import { SeatsPart } from './seats_part';

export default function JuryPage() {
  const id = useParam('session');
  return <Loaded page of={useJury(id)}>{(sheet) => <Sheet sheet={sheet} />}</Loaded>;
}

const next: Record<string, 'staffing' | 'opening' | 'marking'> = { planned: 'staffing', staffed: 'opening', closed: 'marking' };

/** A part of a candidate's that one juror alone marks: the other's grid became void. */
const lacksJuror = ({ to_be_marked, grids }: JurySheet['candidates'][number]) =>
  to_be_marked && (!grids.length || (['written', 'oral', 'questionnaire'] as const).some((part) => grids.some((one) => one.part === part) && grids.filter((one) => one.part === part && one.place < 3).length < 2));
const assigns = (sheet: JurySheet) => sheet.state === 'marking' || (sheet.state === 'deliberating' && sheet.candidates.some(lacksJuror));

function Sheet({ sheet }: { sheet: JurySheet }) {
  const { t, locale } = useWords();
  const zone = useZone();
  const [run, busy] = useAct();
  const move = next[sheet.state];
  const touches = ['jury', 'exam_session'];
  return (
    <Page title={t('judge.jury_of', { session: sheet.session })} lead={<>{sheet.block} · {t(`judge.session_state.${sheet.state}`)} · <Go to={`/certifier/epreuves/${sheet.session_id}`}>{t('judge.to_session')}</Go> · <Go to="/certifier/jurys">{t('judge.juries')}</Go></>} wide
      actions={<>
        {assigns(sheet) ? <Button variant="default" loading={busy} onClick={() => void run({ act: () => assignJurors(sheet.session_id), said: t('judge.assigned'), touches })}>{t('judge.assign')}</Button> : null}
        {move ? <Button loading={busy} onClick={() => void run({ act: () => moveSession(sheet.session_id, move), touches })}>{t(`judge.move.${move}`)}</Button> : null}
      </>}>
      <Missing sheet={sheet} />
      <SeatsPart sheet={sheet} />
      <Grids sheet={sheet} />
      {sheet.holds_oral ? <OralsPart sheet={sheet} /> : null}
      {sheet.incidents.length ? <Section title={t('judge.incidents')}><ul>{sheet.incidents.map((one) => <li key={one.id}>{formatMoment(one.at, locale, { zone })} : {t(`judge.incident_short.${one.code.replace('judge.', '')}`)} {one.note}</li>)}</ul></Section> : null}
      {sheet.minutes.length ? <Section title={t('judge.all_minutes')}><ul>{sheet.minutes.map((one) => <li key={one.id}><Go to={`/certifier/pv/${one.id}`}>{one.number}</Go> · {t(`judge.minutes_state.${one.state}`)}</li>)}</ul></Section> : null}
    </Page>
  );
}

export const lackWords = (t: (key: string, values?: object) => string, lack: Lack): string => t(`judge.lack.${lack.code.replace('judge.', '')}`, { limit: lack.limit, value: lack.value, source: lack.source });

function Missing({ sheet }: { sheet: JurySheet }) {
  const { t } = useWords();
  if (!['planned', 'staffed', 'open', 'closed', 'marking'].includes(sheet.state)) return null;
  if (!sheet.lacks.length) return <Note tone="good">{t('judge.nothing_missing')}</Note>;
  return (
    <Note tone={sheet.lacks.some((one) => one.weight === 'hinders') ? 'warn' : 'plain'}>
      <strong>{t('judge.missing')}</strong>
      <ul>{sheet.lacks.map((one, index) => <li key={index}>{lackWords(t as never, one)}{one.source === 'rule_set' || one.source.startsWith('D') ? ` (${one.source === 'rule_set' ? t('judge.by_rules') : one.source})` : ''}</li>)}</ul>
    </Note>
  );
}

function Grids({ sheet }: { sheet: JurySheet }) {
  const { t } = useWords();
  const name = (juror: string) => sheet.seats.find((one) => one.juror.id === juror)?.name ?? '–';
  if (!sheet.candidates.some((one) => one.grids.length)) return null;
  return (
    <Section title={t('judge.grids')}>
      <p className="soft">{t('judge.grids_more')}</p>
      <Rows>
        <thead><tr><th scope="col">{t('judge.candidate')}</th><th scope="col">{t('judge.juror')}</th><th scope="col">{t('judge.part_title')}</th><th scope="col">{t('judge.state')}</th></tr></thead>
        <tbody>
          {sheet.candidates.flatMap((one) => one.grids.map((grid) => (
            <tr key={`${one.enrolment_id}:${grid.juror_id}:${grid.part}`}>
              <th scope="row">{one.pseudonym}</th><td>{name(grid.juror_id)}</td><td>{t(`judge.part.${grid.part}`)}</td>
              <td><Badge tone={grid.state === 'locked' ? 'good' : 'plain'}>{t(`judge.seen.${grid.state}`)}</Badge></td>
            </tr>
          )))}
        </tbody>
      </Rows>
    </Section>
  );
}
