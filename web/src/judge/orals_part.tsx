// SPDX-License-Identifier: AGPL-3.0-or-later
// Oral slots and attendance.
import { Button, NativeSelect, NumberInput, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useAct } from '../api/act';
import { wordsOfProblem } from '../api/problem';
import { refresh } from '../api/queries';
import { FileDrop } from '../ui/file_drop';
import { formatMoment } from '../ui/format';
import { MomentInput } from '../ui/inputs';
import { resolve, type LocalMoment } from '../ui/moment';
import { Section } from '../ui/page';
import { useWords, useZone } from '../ui/words';
import { addMaterial, recordAttendance, setOral, type JurySheet } from './queries';
import { Rows } from '../ui/rows';

const touches = ['jury'];

export function OralsPart({ sheet }: { sheet: JurySheet }) {
  const { t, locale } = useWords();
  const zone = useZone();
  const [run] = useAct();
  return (
    <Section title={t('judge.orals')}>
      <Rows>
        <thead><tr><th scope="col">{t('judge.candidate')}</th><th scope="col">{t('judge.when')}</th><th scope="col">{t('judge.place')}</th><th scope="col">{t('judge.materials')}</th><th scope="col">{t('judge.attendance_title')}</th></tr></thead>
        <tbody>
          {sheet.orals.map(({ slot, pseudonym, materials }) => (
            <tr key={slot.id}>
              <th scope="row">{pseudonym}</th><td>{formatMoment(slot.starts_at, locale, { zone })} · {t('judge.minutes_long', { minutes: slot.minutes })}</td><td>{slot.place || '–'}</td><td>{materials.map((one) => one.name).join(', ') || '–'}</td>
              <td><NativeSelect aria-label={t('judge.attendance_of', { pseudonym })} value={slot.attendance} onChange={(event) => void run({ of: `${slot.id} ${event.currentTarget.value}`, act: () => recordAttendance(slot.id, event.currentTarget.value), touches })}
                data={['expected', 'present', 'absent'].map((one) => ({ value: one, label: t(`judge.attendance.${one}`) }))} /></td>
            </tr>
          ))}
        </tbody>
      </Rows>
      {sheet.orals.length ? <Materials sheet={sheet} /> : null}
      <NewOral sheet={sheet} />
    </Section>
  );
}

/** What a presenter shows: the jurors of that oral read it beside their grid. */
function Materials({ sheet }: { sheet: JurySheet }) {
  const { t } = useWords();
  const [oral, choose] = useState(sheet.orals[0]?.slot.id ?? '');
  const send = (file: File, told: (share: number) => void) => addMaterial(oral, file, told).then(() => void refresh('jury'), (refused: unknown) => wordsOfProblem(t, refused));
  return (
    <details>
      <summary>{t('judge.material_add')}</summary>
      <div className="form">
        <NativeSelect label={t('judge.candidate')} value={oral} onChange={(event) => choose(event.currentTarget.value)} data={sheet.orals.map(({ slot, pseudonym }) => ({ value: slot.id, label: pseudonym }))} />
        <FileDrop label={t('judge.material_add')} accept={['application/pdf', 'image/png', 'image/jpeg']} types="PDF, PNG, JPEG" most_bytes={20_000_000} send={send} several />
      </div>
    </details>
  );
}

function NewOral({ sheet }: { sheet: JurySheet }) {
  const { t } = useWords();
  const [values, set] = useState({ enrolment_id: '', at: null as LocalMoment | null, minutes: 30, place: '' });
  const at = values.at ? resolve(values.at)?.at : undefined;
  const [run, busy] = useAct();
  const send = () => void run({ act: () => setOral(sheet.session_id, { enrolment_id: values.enrolment_id, starts_at: at?.toISOString() ?? '', minutes: values.minutes, place: values.place }), said: t('judge.oral_set'), touches });
  return (
    <form className="form" onSubmit={(event) => (event.preventDefault(), send())}>
      <NativeSelect label={t('judge.candidate')} value={values.enrolment_id} onChange={(event) => set({ ...values, enrolment_id: event.currentTarget.value })} data={[{ value: '', label: '–' }, ...sheet.candidates.map((one) => ({ value: one.enrolment_id, label: one.pseudonym }))]} />
      <MomentInput label={t('judge.when')} value={values.at} onChange={(at) => set({ ...values, at })} />
      <NumberInput label={t('judge.length')} min={5} max={480} value={values.minutes} onChange={(typed) => set({ ...values, minutes: Number(typed) })} />
      <TextInput label={t('judge.place')} maxLength={200} value={values.place} onChange={(event) => set({ ...values, place: event.currentTarget.value })} />
      <div><Button type="submit" variant="default" loading={busy} disabled={!values.enrolment_id || !at}>{t('judge.set_oral')}</Button></div>
    </form>
  );
}
