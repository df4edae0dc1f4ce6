// SPDX-License-Identifier: AGPL-3.0-or-later
// What an exam session is planned with.
import { NativeSelect, TextInput } from '@mantine/core';
import { Form, useForm } from '../api/form';
import { refresh } from '../api/queries';
import { useMe } from '../identity';
import { useGo } from '../ui/address';
import { MomentInput } from '../ui/inputs';
import { localMoment, resolve, type LocalMoment } from '../ui/moment';
import { useWords } from '../ui/words';
import { blocks, modes, planSession, saveSession, useCases, useCentres, useRuleSets, useVersions, type ExamMode, type SessionPlan, type SessionSheet } from './exam_queries';

const instant = (typed: LocalMoment | null) => (typed ? (resolve(typed)?.at.toISOString() ?? '') : '');

function typedOf(sheet?: SessionSheet) {
  if (!sheet) return { title: '', block: 'B1', version_id: '', rule_set_id: '', centre: '', mode: 'A_DISTANCE' as ExamMode, opens_at: null as LocalMoment | null, closes_at: null as LocalMoment | null, measures: 'hidden' as 'hidden' | 'shown' };
  const { title, block, version_id, rule_set_id, centre, mode, measures, zone, opens_at, closes_at } = sheet.plan;
  return { title, block, version_id, rule_set_id, centre, mode, measures, opens_at: localMoment(new Date(opens_at), zone) as LocalMoment | null, closes_at: localMoment(new Date(closes_at), zone) as LocalMoment | null };
}

/** Plans a session, or changes one that is planned still. */
export function SessionForm({ sheet, done }: { sheet?: SessionSheet; done?: () => void }) {
  const { t } = useWords();
  const go = useGo();
  const { workspace } = useMe();
  const versions = useVersions();
  const rules = useRuleSets();
  const centres = useCentres();
  const cases = useCases();
  const zone = sheet?.summary.zone ?? workspace.zone;
  const send = (plan: SessionPlan) => (sheet ? saveSession(sheet.summary.id, plan, sheet.revision) : planSession(plan));
  const form = useForm({
    name: sheet ? `exam_session:${sheet.summary.id}:${sheet.revision}` : 'exam_session:new',
    initial: typedOf(sheet),
    send: (typed) => send({
      ...typed, zone, opens_at: instant(typed.opens_at), closes_at: instant(typed.closes_at),
      pool: (cases.data?.items ?? []).filter((one) => one.content.block === typed.block && (one.state === 'ready' || one.state === 'used')).map((one) => one.id),
    }),
    done: (saved) => (void refresh('exam_session'), done ? done() : go(`/certifier/epreuves/${saved.summary.id}`)),
  });
  const choose = { value: '', label: t('examine.choose') };
  return (
    <Form form={form} verb={t(sheet ? 'examine.save_plan' : 'examine.plan')}>
      <TextInput label={t('examine.column.title')} required maxLength={160} {...form.text('title')} />
      <NativeSelect label={t('examine.column.block')} {...form.text('block')} data={[...blocks, 'final'].map((one) => ({ value: one, label: one === 'final' ? t('examine.final') : one }))} />
      <NativeSelect label={t('examine.version')} required {...form.text('version_id')} data={[choose, ...(versions.data?.items ?? []).filter((one) => one.state === 'confirmed').map((one) => ({ value: one.id, label: one.label }))]} />
      <NativeSelect label={t('examine.rules')} required {...form.text('rule_set_id')} data={[choose, ...(rules.data?.items ?? []).filter((one) => one.state === 'in_force').map((one) => ({ value: one.id, label: `${one.name} (${one.number})` }))]} />
      <NativeSelect label={t('examine.centre')} required {...form.text('centre')} data={[choose, ...(centres.data?.card.centres ?? []).map((one) => ({ value: one.name, label: one.name }))]} />
      <NativeSelect label={t('examine.mode')} {...form.text('mode')} data={modes.map((one) => ({ value: one, label: t(`examine.modes.${one}`) }))} />
      <MomentInput label={t('examine.opens')} zone={zone} {...form.field('opens_at')} />
      <MomentInput label={t('examine.closes')} zone={zone} {...form.field('closes_at')} />
      <NativeSelect label={t('examine.measures')} description={t('examine.measures_more')} {...form.text('measures')} data={['hidden', 'shown'].map((one) => ({ value: one, label: t(`examine.measure.${one}`) }))} />
      <p className="soft">{t('examine.pool_more')}</p>
    </Form>
  );
}
