// SPDX-License-Identifier: AGPL-3.0-or-later
// One candidate: identity, account, enrolments, and what the CDC file will ask for.
import { Button, Checkbox, Modal, NativeSelect, NumberInput, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useAct } from '../api/act';
import { Form, useForm } from '../api/form';
import { Loaded } from '../api/loaded';
import { refresh } from '../api/queries';
import { toast, useConfirm } from '../ui/feedback';
import { formatMoment } from '../ui/format';
import { Badge, Note } from '../ui/states';
import { useWords } from '../ui/words';
import { EnrolmentActs } from './enrolment_acts';
import { createCandidate, eraseCandidate, filled, forgetNir, inviteCandidate, openEnrolment, routes, saveCandidate, useVersions, type CandidateLine } from './queries';

export function CandidateDetail({ line, close }: { line: CandidateLine; close: () => void }) {
  const { t, locale } = useWords();
  const confirm = useConfirm();
  const [run, busy] = useAct();
  const { candidate, identity, missing, has_nir, invited_at } = line.card;
  const [editing, setEditing] = useState(false);
  const touches = ['enrol_candidate'];
  const erase = async () => {
    const yes = await confirm({ title: t('enrol.candidate.erase_title', { number: candidate.number }), consequence: t('enrol.candidate.erase_more'), verb: t('enrol.candidate.erase'), tone: 'bad', word: candidate.number });
    if (yes && (await run({ of: candidate.id, act: () => eraseCandidate(candidate.id), said: t('enrol.candidate.erased'), touches }))) close();
  };
  if (!identity) return <Note>{t('enrol.candidate.erased_note', { when: formatMoment(candidate.erased_at ?? '', locale) })}</Note>;
  return (
    <>
      <p className="soft">{candidate.number} · {t(`enrol.route.${candidate.route}`)} · {identity.email ?? t('enrol.candidate.no_email')}</p>
      {missing.length ? <Note tone="warn">{t('enrol.candidate.missing', { fields: missing.map((field) => t(`enrol.field.${field}`)).join(', ') })}</Note> : null}
      <div className="line">
        <Badge tone={candidate.person_id ? 'good' : 'plain'}>{candidate.person_id ? t('enrol.candidate.linked') : invited_at ? t('enrol.candidate.invited', { when: formatMoment(invited_at, locale) }) : t('enrol.candidate.no_account')}</Badge>
        <Badge tone={has_nir ? 'good' : 'plain'}>{has_nir ? t('enrol.candidate.nir_kept') : t('enrol.candidate.nir_absent')}</Badge>
      </div>
      <div className="line">
        <Button variant="default" onClick={() => setEditing(true)}>{t('enrol.candidate.edit')}</Button>
        {candidate.person_id ? null : <Button variant="default" disabled={busy || !identity.email} onClick={() => void run({ of: candidate.id, act: () => inviteCandidate(candidate.id), said: t('enrol.candidate.mailed'), touches })}>{t('enrol.candidate.invite')}</Button>}
      </div>
      <h3>{t('enrol.candidates.enrolments')}</h3>
      {line.enrolments.map((one) => <EnrolmentActs key={one.id} enrolment={one} />)}
      <Enrolling candidate={candidate.id} route={candidate.route} />
      <div className="line">
        {has_nir ? <Button variant="subtle" color="red" disabled={busy} onClick={() => void run({ of: candidate.id, act: () => forgetNir(candidate.id), said: t('enrol.candidate.nir_gone'), touches })}>{t('enrol.candidate.forget_nir')}</Button> : null}
        <Button variant="subtle" color="red" disabled={busy} onClick={() => void erase()}>{t('enrol.candidate.erase')}</Button>
      </div>
      <Modal opened={editing} onClose={() => setEditing(false)} title={t('enrol.candidate.edit')} closeButtonProps={{ 'aria-label': t('ui.close') }} size="lg">
        {editing ? <CandidateForm line={line} close={() => setEditing(false)} /> : null}
      </Modal>
    </>
  );
}

const texts: [string, number][] = [['birth_name', 60], ['first_name', 60], ['used_name', 60], ['second_name', 60], ['third_name', 60]];
const places: [string, number][] = [['birth_insee', 5], ['birth_postcode', 9], ['birth_place', 60], ['birth_country', 3], ['birth_country_name', 60]];
const names = [...texts, ...places].map(([name]) => name);

/** `line` null: a new candidate. */
export function CandidateForm({ line, close }: { line: CandidateLine | null; close: () => void }) {
  const { t } = useWords();
  const known = (line?.card.identity ?? {}) as Record<string, unknown>;
  const blank = Object.fromEntries([...names, 'email', 'sex', 'birth_year', 'birth_month', 'birth_day'].map((name) => [name, known[name] ?? '']));
  const form = useForm({
    name: line ? `enrol_candidate:${line.card.candidate.id}:${line.card.candidate.revision}` : 'enrol_candidate:new',
    initial: { number: line?.card.candidate.number ?? '', route: line?.card.candidate.route ?? 'continuing', identity: blank as Record<string, string>, nir: '' },
    secret: ['nir'],
    send: async ({ identity, ...rest }) => {
      const body = { ...filled(rest), identity: filled(identity), revision: line?.card.candidate.revision ?? 0 };
      await (line ? saveCandidate(line.card.candidate.id, body) : createCandidate(body));
    },
    done: () => (void refresh('enrol_candidate'), toast({ said: t('enrol.saved') }), close()),
  });
  const field = ([name, most]: [string, number]) => <TextInput key={name} label={t(`enrol.field.${name}`)} maxLength={most} required={name === 'birth_name' || name === 'first_name'} {...form.text(`identity/${name}`)} />;
  return (
    <Form form={form} verb={line ? t('enrol.save') : t('enrol.candidates.add')} onCancel={close}>
      <div className="two">{texts.slice(0, 2).map(field)}</div>
      <div className="two">{texts.slice(2).map(field)}</div>
      <div className="two">
        <TextInput label={t('enrol.field.email')} type="email" {...form.text('identity/email')} />
        <NativeSelect label={t('enrol.field.route')} data={routes.map((route) => ({ value: route, label: t(`enrol.route.${route}`) }))} {...form.text('route')} />
      </div>
      <div className="two">
        <TextInput label={t('enrol.field.number')} description={t('enrol.candidate.number_more')} maxLength={40} {...form.text('number')} />
        <NativeSelect label={t('enrol.field.sex')} data={[{ value: '', label: '–' }, { value: 'F', label: t('enrol.sex.F') }, { value: 'M', label: t('enrol.sex.M') }]} {...form.text('identity/sex')} />
      </div>
      <div className="two">
        <NumberInput label={t('enrol.field.birth_year')} min={1900} max={2099} {...form.field('identity/birth_year')} />
        <span className="two">
          <NumberInput label={t('enrol.field.birth_month')} min={1} max={12} {...form.field('identity/birth_month')} />
          <NumberInput label={t('enrol.field.birth_day')} min={1} max={31} {...form.field('identity/birth_day')} />
        </span>
      </div>
      <div className="two">{places.map(field)}</div>
      <TextInput label={t('enrol.field.nir')} description={line?.card.has_nir ? t('enrol.candidate.nir_kept_more') : t('enrol.candidate.nir_more')} autoComplete="off" inputMode="numeric" maxLength={40} {...form.text('nir')} />
    </Form>
  );
}

function Enrolling({ candidate, route }: { candidate: string; route: string }) {
  const { t } = useWords();
  const versions = useVersions();
  return <Loaded of={versions}>{({ items }) => {
    const usable = items.filter((one) => one.state !== 'retired');
    return usable.length ? <EnrolForm candidate={candidate} route={route} versions={usable.map((one) => ({ value: one.id, label: one.label }))} /> : <Note>{t('enrol.enrolments.no_version')}</Note>;
  }}</Loaded>;
}

function EnrolForm({ candidate, route, versions }: { candidate: string; route: string; versions: { value: string; label: string }[] }) {
  const { t } = useWords();
  const [open, setOpen] = useState(false);
  const form = useForm({
    name: `enrol_enrolment:new:${candidate}`,
    initial: { version_id: versions[0]!.value, blocks: ['B1', 'B2', 'B3', 'B4', 'B5'], route },
    send: (values) => openEnrolment({ ...values, candidate_id: candidate }),
    done: () => (void refresh('enrol_candidate'), void refresh('enrol_enrolment'), setOpen(false)),
  });
  if (!open) return <div className="line"><Button variant="default" onClick={() => setOpen(true)}>{t('enrol.enrolments.open')}</Button></div>;
  const blocks = form.field('blocks');
  return (
    <Form form={form} verb={t('enrol.enrolments.open')} onCancel={() => setOpen(false)}>
      <NativeSelect label={t('enrol.enrolments.version')} data={versions} {...form.text('version_id')} />
      <Checkbox.Group label={t('enrol.enrolments.blocks')} value={blocks.value} onChange={blocks.onChange} error={blocks.error}>
        <div className="line">{['B1', 'B2', 'B3', 'B4', 'B5'].map((block) => <Checkbox key={block} value={block} label={block} />)}</div>
      </Checkbox.Group>
      <NativeSelect label={t('enrol.field.route')} data={routes.map((one) => ({ value: one, label: t(`enrol.route.${one}`) }))} {...form.text('route')} />
    </Form>
  );
}
