// SPDX-License-Identifier: AGPL-3.0-or-later
// One exam session: what is missing before its next state and who must act; who sits it; its seal; what was refused.
import { Button, Checkbox, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useAct } from '../api/act';
import { Loaded } from '../api/loaded';
import { useParam } from '../ui/address';
import { useConfirm } from '../ui/feedback';
import { formatMoment, formatNumber } from '../ui/format';
import { MomentInput } from '../ui/inputs';
import { resolve, type LocalMoment } from '../ui/moment';
import { Detail, Go, Page, Section, Split } from '../ui/page';
import { Rows } from '../ui/rows';
import { Badge, EmptyState } from '../ui/states';
import { useWords } from '../ui/words';
import { MissingList } from './missing_part';
import { RefusalsPart } from './refusals_part';
import { ReceiptPart } from './receipt_part';
import { SessionForm } from './session_form';
import { convoke, drawCases, grantDerogation, moveSession, notePresence, seat, unseat, useSeatable, useSession, type SessionSheet, type SitterLine } from './exam_queries';

export default function SessionPage() {
  const id = useParam('session');
  const sheet = useSession(id);
  return <Loaded page of={sheet}>{(answer) => <Sheet sheet={answer} />}</Loaded>;
}

function Sheet({ sheet }: { sheet: SessionSheet }) {
  const { t, locale } = useWords();
  const { summary } = sheet;
  const [late, setLate] = useState<SitterLine>();
  const [changing, change] = useState(false);
  const zone = { zone: summary.zone };
  const lead = t('examine.session_lead', { block: summary.block, centre: summary.centre, opens: formatMoment(summary.opens_at, locale, zone), closes: formatMoment(summary.closes_at, locale, zone), zone: summary.zone });
  return (
    <Page title={summary.title} lead={lead} actions={<><Badge tone="accent">{t(`examine.state.${summary.state}`)}</Badge>{summary.state === 'planned' ? <Button variant="default" onClick={() => change(true)}>{t('examine.change_plan')}</Button> : null}</>} wide>
      <Places sheet={sheet} />
      <Split detail={changing ? <Detail title={t('examine.change_plan')} onClose={() => change(false)}><SessionForm sheet={sheet} done={() => change(false)} /></Detail> : late ? <Detail title={t('examine.derogation')} onClose={() => setLate(undefined)}><Derogation line={late} zone={summary.zone} done={() => setLate(undefined)} /></Detail> : null}>
        <NextStep sheet={sheet} />
        {summary.state === 'planned' ? <Seats session={summary.id} /> : null}
        <Sitters sheet={sheet} onLate={setLate} />
        {sheet.draw_seed ? <Section title={t('examine.draw')}><p>{t('examine.draw_seed')} <code>{sheet.draw_seed}</code></p></Section> : null}
        {sheet.root ? <Section title={t('examine.seal')}><p>{t('examine.seal_more', { count: sheet.sealed_leaves, number: formatNumber(sheet.sealed_leaves, locale) })}</p><p><code style={{ overflowWrap: 'anywhere' }}>{sheet.root}</code></p></Section> : null}
        {sheet.sitters.some((line) => line.attempts > 0) ? <ReceiptPart session={summary.id} /> : null}
        <RefusalsPart sheet={sheet} />
      </Split>
    </Page>
  );
}

/** What else belongs to the session, one click away. */
function Places({ sheet }: { sheet: SessionSheet }) {
  const { t } = useWords();
  const { id, block, state } = sheet.summary;
  const decided = ['pv_closed', 'notified', 'archived'].includes(state);
  return (
    <nav className="line" aria-label={t('examine.sitter.act')}>
      <Go to={`/certifier/jurys/${id}`}>{t('examine.to_jury')}</Go>
      {block === 'B4' ? <Go to={`/certifier/epreuves/${id}/questionnaire`}>{t('examine.to_questionnaire')}</Go> : null}
      {decided ? <Go to="/certifier/resultats">{t('examine.results_next')}</Go> : null}
      <Go to="/certifier/epreuves">{t('examine.to_sessions')}</Go>
    </nav>
  );
}

// The president convenes and closes the minutes: no button here does.
const by_jury = ['deliberate', 'close_minutes'];

function NextStep({ sheet }: { sheet: SessionSheet }) {
  const { t } = useWords();
  const confirm = useConfirm();
  const [run, busy] = useAct();
  const { summary } = sheet;
  const next = summary.next;
  const blocked = summary.missing.some((one) => one.weight === 'blocks');
  const move = async () => {
    if (!next || !(await confirm({ title: t(`examine.event.${next}`), consequence: t(`examine.event_more.${next}`), verb: t(`examine.event.${next}`) }))) return;
    void run({ of: summary.id, act: () => moveSession(summary.id, next), said: t('examine.moved'), touches: ['exam_session'] });
  };
  if (!next) return null;
  return (
    <Section title={t('examine.next', { event: t(`examine.event.${next}`) })} actions={
      <>
        {summary.state === 'staffed' && !sheet.draw_seed && summary.block !== 'final' ? <Button variant="default" loading={busy} onClick={() => void run({ of: summary.id, act: () => drawCases(summary.id), said: t('examine.drawn'), touches: ['exam_session'] })}>{t('examine.draw_act')}</Button> : null}
        {summary.state === 'staffed' && sheet.sitters.some(({ sitter }) => !sitter.convoked_at) ? <Button variant="default" loading={busy} onClick={() => void run({ of: summary.id, act: () => convoke(summary.id), said: t('examine.convoked'), touches: ['exam_session'] })}>{t('examine.convoke')}</Button> : null}
        {by_jury.includes(next) ? null : <Button loading={busy} disabled={blocked} onClick={() => void move()}>{t(`examine.event.${next}`)}</Button>}
      </>
    }>
      <MissingList missing={summary.missing} zone={summary.zone} />
      {by_jury.includes(next) ? <p className="soft">{t('examine.jury_moves_on')}</p> : null}
    </Section>
  );
}

function Seats({ session }: { session: string }) {
  const { t } = useWords();
  const found = useSeatable(session);
  const [chosen, setChosen] = useState<string[]>([]);
  const [run, busy] = useAct();
  return (
    <Section title={t('examine.seatable')} actions={<Button variant="default" disabled={chosen.length === 0} loading={busy} onClick={() => void run({ act: () => seat(session, chosen), said: t('examine.seated'), touches: ['exam_session'] }).then(() => setChosen([]))}>{t('examine.seat')}</Button>}>
      <Loaded of={found}>
        {({ items }) => items.length === 0 ? <p className="soft">{t('examine.no_seatable')}</p> : (
          <Checkbox.Group value={chosen} onChange={setChosen} label={t('examine.seatable_choice')}>
            <div className="stack">{items.map((one) => <Checkbox key={one.enrolment_id} value={one.enrolment_id} label={one.name || one.enrolment_id} />)}</div>
          </Checkbox.Group>
        )}
      </Loaded>
    </Section>
  );
}

function Sitters({ sheet, onLate }: { sheet: SessionSheet; onLate: (line: SitterLine) => void }) {
  const { t, locale } = useWords();
  const [run] = useAct();
  const { summary } = sheet;
  const zone = { zone: summary.zone };
  if (sheet.sitters.length === 0) return <EmptyState title={t('examine.no_sitter')}>{t('examine.no_sitter_more')}</EmptyState>;
  const acts = summary.state === 'planned' || summary.state === 'open';
  const mark = (line: SitterLine, presence: string) => void run({ of: `${line.sitter.id} ${presence}`, act: () => notePresence(line.sitter.id, presence), touches: ['exam_session'] });
  return (
    <Section title={t('examine.sitters')}>
      <Rows label={t('examine.sitters')}>
          <thead><tr>{['name', 'pseudonym', 'case', 'deadline', 'presence', 'deposit', ...(acts ? ['act'] : [])].map((key) => <th key={key} scope="col">{t(`examine.sitter.${key}`)}</th>)}</tr></thead>
          <tbody>
            {sheet.sitters.map((line) => (
              <tr key={line.sitter.id}>
                <th scope="row">{line.name}</th>
                <td><code>{line.sitter.pseudonym}</code></td>
                <td>{line.case_title ?? '–'}</td>
                <td>{formatMoment(line.sitter.deadline, locale, zone)}{line.sitter.late_until ? <div className="soft">{t('examine.late_until', { when: formatMoment(line.sitter.late_until, locale, zone) })}</div> : null}</td>
                <td>{t(`examine.presence.${line.sitter.presence}`)}</td>
                <td>{line.submission_state ? `${t(`examine.submission.${line.submission_state}`)} (${line.attempts})` : '–'}</td>
                {acts ? <td><span className="line">
                  {summary.state === 'planned' ? <Button size="xs" variant="subtle" onClick={() => void run({ of: line.sitter.id, act: () => unseat(summary.id, line.sitter.id), touches: ['exam_session'] })}>{t('examine.unseat', { name: line.name })}</Button> : null}
                  {summary.state === 'open' && line.sitter.presence !== 'absent' && line.attempts === 0 ? <Button size="xs" variant="subtle" onClick={() => mark(line, 'absent')}>{t('examine.mark_absent', { name: line.name })}</Button> : null}
                  {summary.state === 'open' && line.sitter.presence !== 'present' ? <Button size="xs" variant="subtle" onClick={() => mark(line, 'present')}>{t('examine.mark_present', { name: line.name })}</Button> : null}
                  {summary.state === 'open' ? <Button size="xs" variant="subtle" onClick={() => onLate(line)}>{t('examine.derogate', { name: line.name })}</Button> : null}
                </span></td> : null}
              </tr>
            ))}
          </tbody>
      </Rows>
    </Section>
  );
}

function Derogation({ line, zone, done }: { line: SitterLine; zone: string; done: () => void }) {
  const { t } = useWords();
  const [until, setUntil] = useState<LocalMoment | null>(null);
  const at = until ? resolve(until)?.at : undefined;
  const [motive, setMotive] = useState('');
  const [run, busy] = useAct();
  const grant = async () => {
    if (at && await run({ act: () => grantDerogation(line.sitter.id, at.toISOString(), motive), said: t('examine.derogated'), touches: ['exam_session'] })) done();
  };
  return (
    <form className="stack" onSubmit={(event) => (event.preventDefault(), void grant())}>
      <p>{t('examine.derogation_more', { name: line.name })}</p>
      <MomentInput label={t('examine.until')} zone={zone} value={until} onChange={setUntil} />
      <TextInput label={t('examine.motive')} required maxLength={1000} value={motive} onChange={(event) => setMotive(event.currentTarget.value)} />
      <Button type="submit" loading={busy} disabled={!at || !motive.trim()}>{t('examine.derogation_act')}</Button>
    </form>
  );
}
