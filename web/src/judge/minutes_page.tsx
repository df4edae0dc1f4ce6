// SPDX-License-Identifier: AGPL-3.0-or-later
// The minutes for the certifier: read, print, and open a correction.
import { Button, Textarea } from '@mantine/core';
import { Form, useForm } from '../api/form';
import { Loaded } from '../api/loaded';
import { refresh } from '../api/queries';
import { useParam } from '../ui/address';
import { toast } from '../ui/feedback';
import { Go, Page } from '../ui/page';
import { Note } from '../ui/states';
import { useWords } from '../ui/words';
import { MinutesPart } from './minutes_part';
import { correctMinutes, useAllMinutes, useMinutes, type MinutesSheet } from './queries';

export default function MinutesPage() {
  const id = useParam('minutes');
  return <Loaded page of={useMinutes(id)}>{(sheet) => <Sheet sheet={sheet} />}</Loaded>;
}

function Sheet({ sheet }: { sheet: MinutesSheet }) {
  const { t } = useWords();
  const { minutes } = sheet;
  const all = useAllMinutes().data?.items ?? [];
  const linked = (number: string) => {
    const other = all.find((one) => one.minutes.number === number);
    return other ? <Go to={`/certifier/pv/${other.minutes.id}`}>{t('judge.open_minutes', { number })}</Go> : null;
  };
  const stands = minutes.state === 'closed' && !sheet.superseded_by;
  return (
    <Page title={t('judge.minutes_number', { number: minutes.number })} lead={t(`judge.minutes_state.${minutes.state}`)}
      actions={<Button component="a" variant="default" href={`/api/minutes/${minutes.id}/pdf`} target="_blank" rel="noopener">{t('judge.pdf')}</Button>}>
      {sheet.correction ? <Note tone="warn">{t('judge.correction_open', { motive: sheet.correction })} <Go to={`/certifier/jurys/${minutes.session_id}`}>{t('judge.see_jury')}</Go></Note> : null}
      <MinutesPart sheet={sheet} linked={linked} />
      {stands && !sheet.correction ? <Correct minutes={minutes.id} /> : null}
    </Page>
  );
}

function Correct({ minutes }: { minutes: string }) {
  const { t } = useWords();
  const form = useForm({ name: `correct:${minutes}`, initial: { motive: '' }, send: ({ motive }) => correctMinutes(minutes, motive), done: () => (void refresh('minutes'), toast({ said: t('judge.correction_opened') })) });
  return (
    <details>
      <summary>{t('judge.correct')}</summary>
      <p className="soft">{t('judge.correct_more')}</p>
      <Form form={form} verb={t('judge.open_correction')}><Textarea label={t('judge.motive')} required autosize minRows={2} maxLength={2000} {...form.text('motive')} /></Form>
    </details>
  );
}
