// SPDX-License-Identifier: AGPL-3.0-or-later
// Who sits; seating, taking out, replacing in one act.
import { Button, NativeSelect, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useAct } from '../api/act';
import { Section } from '../ui/page';
import { Badge } from '../ui/states';
import { useWords } from '../ui/words';
import { replaceJuror, seatJuror, unseat, useJurors, type JurySheet } from './queries';
import { Rows } from '../ui/rows';

const touches = ['jury', 'exam_session'];

export function SeatsPart({ sheet }: { sheet: JurySheet }) {
  const { t } = useWords();
  const [run] = useAct();
  const free = sheet.state === 'planned' || sheet.state === 'staffed';
  const running = !free && !['pv_closed', 'notified', 'archived'].includes(sheet.state);
  return (
    <Section title={t('judge.members')}>
      <Rows>
        <thead><tr><th scope="col">{t('judge.juror')}</th><th scope="col">{t('judge.quality')}</th><th scope="col">{t('judge.belongs_title')}</th><th scope="col">{t('judge.qualification')}</th><th scope="col" className="number">{t('judge.declarations')}</th>{free ? <th scope="col">{t('judge.acts')}</th> : null}</tr></thead>
        <tbody>
          {sheet.seats.map(({ seat, juror, name, declared, tied_to }) => (
            <tr key={seat.id}>
              <th scope="row">{name} {seat.position === 'president' ? <Badge tone="accent">{t('judge.position.president')}</Badge> : null}</th>
              <td>{juror.quality}</td><td>{t(`judge.belongs.${juror.belongs}`)}</td>
              <td><Badge tone={juror.proof_sha256 ? 'good' : 'warn'}>{t(juror.proof_sha256 ? 'judge.proved' : 'judge.unproved')}</Badge></td>
              <td className="number">{declared} / {sheet.candidates.length}{tied_to.length ? ` · ${t('judge.tied_to', { candidates: tied_to.join(', ') })}` : ''}</td>
              {free ? <td><Button size="compact-sm" variant="subtle" onClick={() => void run({ of: seat.id, act: () => unseat(sheet.session_id, seat.id), touches })}>{t('judge.take_out')}</Button></td> : null}
            </tr>
          ))}
        </tbody>
      </Rows>
      {free ? <Seat sheet={sheet} /> : null}
      {running ? <Replace sheet={sheet} /> : null}
    </Section>
  );
}

function useFree(sheet: JurySheet) {
  const jurors = useJurors();
  const seated = new Set(sheet.seats.map((one) => one.juror.id));
  return (jurors.data?.items ?? []).filter(({ juror }) => !juror.archived_at && !seated.has(juror.id)).map(({ juror, name }) => ({ value: juror.id, label: `${name} · ${juror.quality}` }));
}

function Seat({ sheet }: { sheet: JurySheet }) {
  const { t } = useWords();
  const free = useFree(sheet);
  const [juror, setJuror] = useState('');
  const [position, setPosition] = useState('member');
  const [run, busy] = useAct();
  return (
    <form className="line" onSubmit={(event) => (event.preventDefault(), void run({ act: () => seatJuror(sheet.session_id, juror, position), touches }).then(() => setJuror('')))}>
      <NativeSelect label={t('judge.juror')} value={juror} onChange={(event) => setJuror(event.currentTarget.value)} data={[{ value: '', label: '–' }, ...free]} />
      <NativeSelect label={t('judge.position_title')} value={position} onChange={(event) => setPosition(event.currentTarget.value)} data={['member', 'president'].map((one) => ({ value: one, label: t(`judge.position.${one}`) }))} />
      <Button type="submit" variant="default" disabled={!juror} loading={busy}>{t('judge.seat')}</Button>
    </form>
  );
}

function Replace({ sheet }: { sheet: JurySheet }) {
  const { t } = useWords();
  const free = useFree(sheet);
  const [values, set] = useState({ juror_id: '', by_juror_id: '', motive: '' });
  const [run, busy] = useAct();
  return (
    <details>
      <summary>{t('judge.replace')}</summary>
      <form className="form" onSubmit={(event) => (event.preventDefault(), void run({ act: () => replaceJuror(sheet.session_id, values), said: t('judge.replaced'), touches }))}>
        <p className="soft">{t('judge.replace_more')}</p>
        <NativeSelect label={t('judge.absent_juror')} value={values.juror_id} onChange={(event) => set({ ...values, juror_id: event.currentTarget.value })} data={[{ value: '', label: '–' }, ...sheet.seats.map((one) => ({ value: one.juror.id, label: one.name }))]} />
        <NativeSelect label={t('judge.substitute')} value={values.by_juror_id} onChange={(event) => set({ ...values, by_juror_id: event.currentTarget.value })} data={[{ value: '', label: '–' }, ...free]} />
        <Textarea label={t('judge.motive')} required autosize minRows={1} maxLength={1000} value={values.motive} onChange={(event) => set({ ...values, motive: event.currentTarget.value })} />
        <div><Button type="submit" loading={busy} disabled={!values.juror_id || !values.by_juror_id || !values.motive.trim()}>{t('judge.replace')}</Button></div>
      </form>
    </details>
  );
}
