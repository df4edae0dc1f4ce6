// SPDX-License-Identifier: AGPL-3.0-or-later
// Who is present, where and when; what happened.
import { Checkbox, Textarea, TextInput } from '@mantine/core';
import { Form, useForm } from '../api/form';
import { refresh } from '../api/queries';
import { toast } from '../ui/feedback';
import { Section } from '../ui/page';
import { useWords } from '../ui/words';
import { establishQuorum, type DeliberationSheet } from './queries';

const local = (at: string) => {
  const day = new Date(at);
  return new Date(day.getTime() - day.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
};

export function QuorumPart({ session, sheet }: { session: string; sheet: DeliberationSheet }) {
  const { t } = useWords();
  const { deliberation, members } = sheet;
  const form = useForm({
    name: `quorum:${deliberation.id}:${deliberation.revision}`,
    initial: { present: deliberation.present.length ? deliberation.present : members.map((one) => one.juror), at: local(deliberation.starts_at ?? new Date().toISOString()), place: deliberation.place, representative: deliberation.representative, incidents: deliberation.incidents },
    send: ({ present, at, place, representative, incidents }) => establishQuorum(session, { present, starts_at: new Date(at).toISOString(), place, representative, incidents, revision: deliberation.revision }),
    done: () => (void refresh('deliberation'), toast({ said: t('judge.quorum_kept') })),
  });
  const choose = (juror: string, here: boolean) => form.set('present', here ? [...form.values.present, juror] : form.values.present.filter((one: string) => one !== juror));
  return (
    <Section title={t('judge.meeting')}>
      <Form form={form} verb={t('judge.keep_quorum')}>
        <fieldset className="panel stack-tight">
          <legend>{t('judge.present')}</legend>
          {members.map((one) => <Checkbox key={one.juror} label={`${one.name} (${t(`judge.position.${one.position}`)})`} checked={form.values.present.includes(one.juror)} onChange={(event) => choose(one.juror, event.currentTarget.checked)} />)}
        </fieldset>
        <TextInput type="datetime-local" label={t('judge.meeting_at')} required {...form.text('at')} />
        <TextInput label={t('judge.place')} required maxLength={200} {...form.text('place')} />
        <TextInput label={t('judge.representative')} description={t('judge.representative_more')} maxLength={120} {...form.text('representative')} />
        <Textarea label={t('judge.incidents')} description={t('judge.incidents_more')} autosize minRows={1} maxLength={4000} {...form.text('incidents')} />
      </Form>
    </Section>
  );
}
