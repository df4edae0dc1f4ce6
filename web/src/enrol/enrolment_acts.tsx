// SPDX-License-Identifier: AGPL-3.0-or-later
// One enrolment: its state, what may be done now, and its accommodation.
import { Button, MultiSelect, NumberInput, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useAct } from '../api/act';
import { Form, useForm } from '../api/form';
import { Loaded } from '../api/loaded';
import { refresh } from '../api/queries';
import { formatDate } from '../ui/format';
import { Badge, type Tone } from '../ui/states';
import { useWords } from '../ui/words';
import { accommodation_types, filled, grantAccommodation, moveEnrolment, useAccommodation, type Enrolment } from './queries';

export const enrolment_tones: Record<string, Tone> = { draft: 'plain', submitted: 'warn', admitted: 'good', refused: 'bad', convoked: 'accent', withdrawn: 'bad', eligible_final: 'good' };
const touches = ['enrol_candidate', 'enrol_enrolment'];
type Asked = 'refusal' | 'withdrawal' | 'submission' | 'accommodation';

export function EnrolmentActs({ enrolment }: { enrolment: Enrolment }) {
  const { t, locale } = useWords();
  const [run, busy] = useAct();
  const [asked, setAsked] = useState<Asked | null>(null);
  const { state, route } = enrolment;
  const submit = () => (route === 'vae' ? setAsked('submission') : void run({ of: enrolment.id, act: () => moveEnrolment(enrolment.id, 'submission', {}), said: t('enrol.enrolments.submitted'), touches }));
  const close = () => setAsked(null);
  return (
    <article className="panel stack-tight">
      <div className="spread">
        <strong>{enrolment.blocks.join(' ')}</strong>
        <Badge tone={enrolment_tones[state]}>{t(`enrol.enrolment_state.${state}`)}</Badge>
      </div>
      <p className="soft">{t(`enrol.route.${route}`)}{enrolment.silence_on && state === 'submitted' ? ` · ${t('enrol.enrolments.silence', { date: formatDate(enrolment.silence_on, locale) })}` : ''}{enrolment.motive ? ` · ${enrolment.motive}` : ''}</p>
      <div className="line">
        {state === 'draft' ? <Button size="compact-sm" disabled={busy} onClick={submit}>{t('enrol.enrolments.submit')}</Button> : null}
        {state === 'submitted' ? <Button size="compact-sm" disabled={busy} onClick={() => void run({ of: enrolment.id, act: () => moveEnrolment(enrolment.id, 'admission'), said: t('enrol.enrolments.admitted'), touches })}>{t('enrol.enrolments.admit')}</Button> : null}
        {state === 'submitted' ? <Button size="compact-sm" variant="default" onClick={() => setAsked('refusal')}>{t('enrol.enrolments.refuse')}</Button> : null}
        {['submitted', 'admitted', 'convoked'].includes(state) ? <Button size="compact-sm" variant="subtle" onClick={() => setAsked('withdrawal')}>{t('enrol.enrolments.withdraw')}</Button> : null}
        <Button size="compact-sm" variant="subtle" onClick={() => setAsked(asked === 'accommodation' ? null : 'accommodation')}>{t('enrol.accommodation.title')}</Button>
      </div>
      {asked === 'refusal' || asked === 'withdrawal' ? <Motive enrolment={enrolment.id} act={asked} close={close} /> : null}
      {asked === 'submission' ? <Complete enrolment={enrolment.id} close={close} /> : null}
      {asked === 'accommodation' ? <Accommodating enrolment={enrolment.id} close={close} /> : null}
    </article>
  );
}

function Motive({ enrolment, act, close }: { enrolment: string; act: 'refusal' | 'withdrawal'; close: () => void }) {
  const { t } = useWords();
  const form = useForm({ name: `enrol_${act}:${enrolment}`, initial: { motive: '' }, send: (values) => moveEnrolment(enrolment, act, values), done: () => (touches.forEach((kind) => void refresh(kind)), close()) });
  return <Form form={form} verb={t(`enrol.enrolments.${act === 'refusal' ? 'refuse' : 'withdraw'}`)} onCancel={close}><Textarea label={t('enrol.enrolments.motive')} description={t('enrol.enrolments.motive_more')} required autosize maxLength={2000} data-autofocus {...form.text('motive')} /></Form>;
}

function Complete({ enrolment, close }: { enrolment: string; close: () => void }) {
  const { t } = useWords();
  const form = useForm({ name: `enrol_submission:${enrolment}`, initial: { complete_on: new Date().toISOString().slice(0, 10) }, send: (values) => moveEnrolment(enrolment, 'submission', values), done: () => (touches.forEach((kind) => void refresh(kind)), close()) });
  return <Form form={form} verb={t('enrol.enrolments.submit')} onCancel={close}><TextInput type="date" label={t('enrol.enrolments.complete_on')} description={t('enrol.enrolments.complete_more')} required {...form.text('complete_on')} /></Form>;
}

function Accommodating({ enrolment, close }: { enrolment: string; close: () => void }) {
  const found = useAccommodation(enrolment);
  return <Loaded of={found}>{(card) => <AccommodationForm key={card.accommodation?.revision ?? 0} enrolment={enrolment} card={card} close={close} />}</Loaded>;
}

function AccommodationForm({ enrolment, card, close }: { enrolment: string; card: NonNullable<ReturnType<typeof useAccommodation>['data']>; close: () => void }) {
  const { t } = useWords();
  const stands = card.accommodation;
  const form = useForm({
    name: `enrol_accommodation:${enrolment}:${stands?.revision ?? 0}`,
    initial: {
      types: (stands?.types ?? []) as string[], numerator: stands?.factor.numerator ?? 4, denominator: stands?.factor.denominator ?? 3, pause_minutes: stands?.pause_minutes ?? 0,
      effect: stands?.effect ?? '', granted_on: stands?.granted_on ?? new Date().toISOString().slice(0, 10), reason: card.reason ?? '',
    },
    secret: ['reason'],
    send: ({ numerator, denominator, ...rest }) => grantAccommodation(enrolment, { ...filled(rest), effect: rest.effect, factor: { numerator, denominator }, revision: stands?.revision ?? 0 }),
    done: () => (void refresh('enrol_accommodation'), touches.forEach((kind) => void refresh(kind)), close()),
  });
  const types = form.field('types');
  return (
    <Form form={form} verb={t('enrol.accommodation.grant')} onCancel={close}>
      <MultiSelect label={t('enrol.accommodation.types')} data={accommodation_types.map((type) => ({ value: type, label: t(`enrol.accommodation.type.${type}`) }))} {...types} />
      <div className="two">
        <NumberInput label={t('enrol.accommodation.numerator')} description={t('enrol.accommodation.factor_more')} min={1} max={400} {...form.field('numerator')} error={form.text('factor').error} />
        <NumberInput label={t('enrol.accommodation.denominator')} min={1} max={100} {...form.field('denominator')} />
      </div>
      <NumberInput label={t('enrol.accommodation.pauses')} min={0} max={600} {...form.field('pause_minutes')} />
      <TextInput label={t('enrol.accommodation.effect')} description={t('enrol.accommodation.effect_more')} maxLength={300} {...form.text('effect')} />
      <TextInput type="date" label={t('enrol.accommodation.granted_on')} required {...form.text('granted_on')} />
      <Textarea label={t('enrol.accommodation.reason')} description={t('enrol.accommodation.reason_more')} autosize maxLength={2000} {...form.text('reason')} />
    </Form>
  );
}
