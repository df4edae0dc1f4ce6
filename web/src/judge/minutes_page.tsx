// SPDX-License-Identifier: AGPL-3.0-or-later
// The minutes for the certifier: read, print, and open a correction.
import { Button, Textarea } from '@mantine/core';
import { Form, useForm } from '../api/form';
import { Loaded } from '../api/loaded';
import { refresh } from '../api/queries';
import { useParam } from '../ui/address';
import { toast } from '../ui/feedback';
import { Page } from '../ui/page';
import { useWords } from '../ui/words';
import { MinutesPart } from './minutes_part';
import { correctMinutes, useMinutes, type MinutesSheet } from './queries';

export default function MinutesPage() {
  const id = useParam('minutes');
  return <Loaded page of={useMinutes(id)}>{(sheet) => <Sheet sheet={sheet} />}</Loaded>;
}

function Sheet({ sheet }: { sheet: MinutesSheet }) {
  const { t } = useWords();
  const { minutes } = sheet;
  return (
    <Page title={t('judge.minutes_number', { number: minutes.number })} lead={t(`judge.minutes_state.${minutes.state}`)}
      actions={<Button component="a" variant="default" href={`/api/minutes/${minutes.id}/pdf`} target="_blank" rel="noopener">{t('judge.pdf')}</Button>}>
      <MinutesPart sheet={sheet} />
      {minutes.state === 'closed' && !sheet.superseded_by ? <Correct minutes={minutes.id} /> : null}
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
