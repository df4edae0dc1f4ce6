// SPDX-License-Identifier: AGPL-3.0-or-later
// Oral slots and attendance.
import { Button, NativeSelect, NumberInput, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useAct } from '../api/act';
import { formatMoment } from '../ui/format';
import { Section } from '../ui/page';
import { useWords, useZone } from '../ui/words';
import { recordAttendance, setOral, type JurySheet } from './queries';
import { Rows } from './rows';

const touches = ['jury'];

export function OralsPart({ sheet }: { sheet: JurySheet }) {
  const { t, locale } = useWords();
  const zone = useZone();
  const [run] = useAct();
  return (
    <Section title={t('judge.orals')}>
      <Rows>
        <thead><tr><th scope="col">{t('judge.candidate')}</th><th scope="col">{t('judge.when')}</th><th scope="col">{t('judge.place')}</th><th scope="col">{t('judge.attendance_title')}</th></tr></thead>
        <tbody>
          {sheet.orals.map(({ slot, pseudonym }) => (
            <tr key={slot.id}>
              <th scope="row">{pseudonym}</th><td>{formatMoment(slot.starts_at, locale, { zone })} · {t('judge.minutes_long', { minutes: slot.minutes })}</td><td>{slot.place || '–'}</td>
              <td><NativeSelect aria-label={t('judge.attendance_of', { pseudonym })} value={slot.attendance} onChange={(event) => void run({ act: () => recordAttendance(slot.id, event.currentTarget.value), touches })}
                data={['expected', 'present', 'absent'].map((one) => ({ value: one, label: t(`judge.attendance.${one}`) }))} /></td>
            </tr>
          ))}
        </tbody>
      </Rows>
      <NewOral sheet={sheet} />
    </Section>
  );
}

function NewOral({ sheet }: { sheet: JurySheet }) {
  const { t } = useWords();
  const [values, set] = useState({ enrolment_id: '', at: '', minutes: 30, place: '' });
  const [run, busy] = useAct();
  const send = () => void run({ act: () => setOral(sheet.session_id, { enrolment_id: values.enrolment_id, starts_at: new Date(values.at).toISOString(), minutes: values.minutes, place: values.place }), said: t('judge.oral_set'), touches });
  return (
    <form className="line" onSubmit={(event) => (event.preventDefault(), send())}>
      <NativeSelect label={t('judge.candidate')} value={values.enrolment_id} onChange={(event) => set({ ...values, enrolment_id: event.currentTarget.value })} data={[{ value: '', label: '–' }, ...sheet.candidates.map((one) => ({ value: one.enrolment_id, label: one.pseudonym }))]} />
      <TextInput type="datetime-local" label={t('judge.when')} value={values.at} onChange={(event) => set({ ...values, at: event.currentTarget.value })} />
      <NumberInput label={t('judge.length')} min={5} max={480} value={values.minutes} onChange={(typed) => set({ ...values, minutes: Number(typed) })} />
      <TextInput label={t('judge.place')} maxLength={200} value={values.place} onChange={(event) => set({ ...values, place: event.currentTarget.value })} />
      <Button type="submit" variant="default" loading={busy} disabled={!values.enrolment_id || !values.at}>{t('judge.set_oral')}</Button>
    </form>
  );
}
