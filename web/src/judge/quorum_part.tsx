// SPDX-License-Identifier: AGPL-3.0-or-later
// Who is present, where and when; what happened.
import { Checkbox, Textarea, TextInput } from '@mantine/core';
import { Form, useForm } from '../api/form';
import { refresh } from '../api/queries';
import { toast } from '../ui/feedback';
import { MomentInput } from '../ui/inputs';
import { localMoment, resolve } from '../ui/moment';
import { Section } from '../ui/page';
import { useWords, useZone } from '../ui/words';
import { establishQuorum, type DeliberationSheet } from './queries';

export function QuorumPart({ session, sheet }: { session: string; sheet: DeliberationSheet }) {
  const { t } = useWords();
  const zone = useZone();
  const { deliberation, members } = sheet;
  const form = useForm({
    name: `quorum:${deliberation.id}:${deliberation.revision}`,
    initial: { present: deliberation.present.length ? deliberation.present : members.map((one) => one.juror), at: localMoment(deliberation.starts_at ? new Date(deliberation.starts_at) : new Date(), zone), place: deliberation.place, representative: deliberation.representative, incidents: deliberation.incidents },
    send: ({ present, at, place, representative, incidents }) => establishQuorum(session, { present, starts_at: resolve(at)?.at.toISOString() ?? '', place, representative, incidents, revision: deliberation.revision }),
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
        <MomentInput past label={t('judge.meeting_at')} {...form.field('at')} />
        <TextInput label={t('judge.place')} required maxLength={200} {...form.text('place')} />
        <TextInput label={t('judge.representative')} description={t('judge.representative_more')} maxLength={120} {...form.text('representative')} />
        <Textarea label={t('judge.incidents')} description={t('judge.incidents_more')} autosize minRows={1} maxLength={4000} {...form.text('incidents')} />
      </Form>
    </Section>
  );
}
