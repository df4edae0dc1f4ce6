// SPDX-License-Identifier: AGPL-3.0-or-later
// Appeals and the fraud procedure, each with the one step that comes next.
import { Button, Modal, NativeSelect, Textarea } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useAct } from '../api/act';
import { Form, useForm } from '../api/form';
import { Loaded } from '../api/loaded';
import { refresh } from '../api/queries';
import { toast } from '../ui/feedback';
import { formatDate } from '../ui/format';
import { List, type Column } from '../ui/list';
import { Page, Section } from '../ui/page';
import { Badge, EmptyState } from '../ui/states';
import { useWords } from '../ui/words';
import { Asking, useAsking } from './asking';
import { EnrolmentChoice } from './enrolment_choice';
import { useNames } from './names';
import { decideFraud, enterObservations, expireFraud, informOfFraud, moveAppeal, reportFraud, useAppeals, useCorrections, useFrauds, type Appeal, type CorrectionLine, type Fraud } from './queries';

const sanctions = ['none', 'warning', 'annulled_sitting', 'refusal', 'withdrawal'];

export default function ProceduresPage() {
  const { t } = useWords();
  const asking = useAsking();
  const [reporting, setReporting] = useState(false);
  const [deciding, setDeciding] = useState<Fraud | null>(null);
  return (
    <Page title={t('certify.procedures.title')} lead={t('certify.procedures.lead')} wide actions={<Button variant="default" onClick={() => setReporting(true)}>{t('certify.fraud.report')}</Button>}>
      <Section title={t('certify.appeal.title')}><Loaded of={useAppeals()}>{({ items }) => <Appeals items={items} ask={asking.ask} />}</Loaded></Section>
      <Section title={t('certify.fraud.title')}><Loaded of={useFrauds()}>{({ items }) => <Frauds items={items} ask={asking.ask} decide={setDeciding} />}</Loaded></Section>
      <Asking of={asking} />
      <Modal opened={reporting} onClose={() => setReporting(false)} title={t('certify.fraud.report')} closeButtonProps={{ 'aria-label': t('ui.close') }}>{reporting ? <ReportForm close={() => setReporting(false)} /> : null}</Modal>
      <Modal opened={deciding !== null} onClose={() => setDeciding(null)} title={t('certify.fraud.decide')} closeButtonProps={{ 'aria-label': t('ui.close') }}>{deciding ? <DecideForm fraud={deciding} close={() => setDeciding(null)} /> : null}</Modal>
    </Page>
  );
}

/** What became of the minutes after an end that asks new ones. */
function Correcting({ cause }: { cause: string }) {
  const { t } = useWords();
  const line: CorrectionLine | undefined = useCorrections().data?.items.find((one) => one.correction.cause_id === cause);
  if (!line) return null;
  const number = line.correction.minutes_number;
  if (line.corrected_by) return <Link to="/certifier/pv">{t('certify.correction.done', { number: line.corrected_by })}</Link>;
  return <span className="soft">{t(`certify.correction.${line.correction.state}`, { number })}</span>;
}

function Appeals({ items, ask }: { items: Appeal[]; ask: ReturnType<typeof useAsking>['ask'] }) {
  const { t, locale } = useWords();
  const [run] = useAct();
  const touches = ['appeal', 'award', 'correction'];
  const end = (one: Appeal, event: 'uphold' | 'dismiss') =>
    ask({ about: `${event}:${one.id}`, title: t(`certify.appeal.${event}`), verb: t(`certify.appeal.${event}`), send: (motive) => moveAppeal(one.id, { event, findings: '', motive }), touches });
  const next = (one: Appeal) => {
    if (one.state === 'lodged') return <Button size="compact-sm" onClick={() => void run({ of: one.id, act: () => moveAppeal(one.id, { event: 'acknowledge', findings: '', motive: '' }), said: t('certify.done'), touches })}>{t('certify.appeal.acknowledge')}</Button>;
    if (one.state === 'acknowledged') return <Button size="compact-sm" onClick={() => ask({ about: `examine:${one.id}`, title: t('certify.appeal.examine'), verb: t('certify.appeal.examine'), label: t('certify.appeal.findings'), more: t('certify.appeal.findings_more'), send: (findings) => moveAppeal(one.id, { event: 'examine', findings, motive: '' }), touches })}>{t('certify.appeal.examine')}</Button>;
    if (one.state !== 'examined') return <Correcting cause={one.id} />;
    return <span className="line"><Button size="compact-sm" variant="default" onClick={() => end(one, 'uphold')}>{t('certify.appeal.uphold')}</Button><Button size="compact-sm" variant="default" onClick={() => end(one, 'dismiss')}>{t('certify.appeal.dismiss')}</Button></span>;
  };
  const nameOf = useNames();
  const columns: Column<Appeal>[] = [
    { key: 'candidate', title: t('certify.column.candidate'), value: (one) => nameOf(one.candidate_id) },
    { key: 'lodged', title: t('certify.appeal.lodged'), value: (one) => one.lodged_on, show: (one) => formatDate(one.lodged_on, locale) },
    { key: 'grounds', title: t('certify.appeal.grounds'), value: (one) => one.grounds },
    { key: 'findings', title: t('certify.appeal.findings'), value: (one) => one.findings, minor: true },
    { key: 'motive', title: t('certify.column.motive'), value: (one) => one.motive, minor: true },
    { key: 'state', title: t('certify.column.state'), value: (one) => t(`certify.appeal.state.${one.state}`), show: (one) => <Badge>{t(`certify.appeal.state.${one.state}`)}</Badge> },
    { key: 'next', title: t('certify.acts'), value: () => '', show: next },
  ];
  return <List name="appeals" label={t('certify.appeal.title')} rows={items} id={(one) => one.id} columns={columns} empty={<EmptyState title={t('certify.appeal.none')}>{t('certify.appeal.none_more')}</EmptyState>} />;
}

function Frauds({ items, ask, decide }: { items: Fraud[]; ask: ReturnType<typeof useAsking>['ask']; decide: (fraud: Fraud) => void }) {
  const { t, locale } = useWords();
  const [run] = useAct();
  const next = (one: Fraud) => {
    if (one.state === 'reported') return <Button size="compact-sm" onClick={() => void run({ of: one.id, act: () => informOfFraud(one.id), said: t('certify.fraud.informed'), touches: ['fraud'] })}>{t('certify.fraud.inform')}</Button>;
    if (one.state === 'informed') return <span className="line"><Button size="compact-sm" onClick={() => ask({ about: `observations:${one.id}`, title: t('certify.fraud.enter_observations'), verb: t('certify.fraud.enter_observations'), label: t('certify.fraud.observations'), more: t('certify.fraud.enter_more'), send: (words) => enterObservations(one.id, words), touches: ['fraud'] })}>{t('certify.fraud.enter_observations')}</Button><Button size="compact-sm" variant="default" onClick={() => void run({ of: one.id, act: () => expireFraud(one.id), said: t('certify.done'), touches: ['fraud'] })}>{t('certify.fraud.expire')}</Button></span>;
    return one.state === 'observed' ? <Button size="compact-sm" onClick={() => decide(one)}>{t('certify.fraud.decide')}</Button> : <Correcting cause={one.id} />;
  };
  const nameOf = useNames();
  const columns: Column<Fraud>[] = [
    { key: 'candidate', title: t('certify.column.candidate'), value: (one) => nameOf(one.candidate_id) },
    { key: 'facts', title: t('certify.fraud.facts'), value: (one) => one.facts },
    { key: 'block', title: t('certify.column.block'), value: (one) => t(`certify.block.${one.block}`) },
    { key: 'by', title: t('certify.fraud.observe_by'), value: (one) => one.observe_by ?? '', show: (one) => (one.observe_by ? formatDate(one.observe_by, locale) : '–') },
    { key: 'observations', title: t('certify.fraud.observations'), value: (one) => one.observations, minor: true },
    { key: 'sanction', title: t('certify.fraud.sanction'), value: (one) => (one.sanction ? t(`certify.fraud.sanctions.${one.sanction}`) : ''), minor: true },
    { key: 'state', title: t('certify.column.state'), value: (one) => t(`certify.fraud.state.${one.state}`), show: (one) => <Badge tone={one.asks_minutes ? 'warn' : 'plain'}>{t(one.asks_minutes ? 'certify.fraud.asks_minutes' : `certify.fraud.state.${one.state}`)}</Badge> },
    { key: 'next', title: t('certify.acts'), value: () => '', show: next },
  ];
  return <List name="frauds" label={t('certify.fraud.title')} rows={items} id={(one) => one.id} columns={columns} empty={<EmptyState title={t('certify.fraud.none')}>{t('certify.fraud.none_more')}</EmptyState>} />;
}

function ReportForm({ close }: { close: () => void }) {
  const { t } = useWords();
  const form = useForm({
    name: 'certify:fraud',
    initial: { enrolment_id: '', block: 'B1', facts: '' },
    send: reportFraud,
    done: () => (void refresh('fraud'), toast({ said: t('certify.done') }), close()),
  });
  return (
    <Form form={form} verb={t('certify.fraud.report')} onCancel={close}>
      <EnrolmentChoice {...form.text('enrolment_id')} />
      <NativeSelect label={t('certify.column.block')} {...form.text('block')} data={['B1', 'B2', 'B3', 'B4', 'B5', 'final'].map((value) => ({ value, label: t(`certify.block.${value}`) }))} />
      <Textarea label={t('certify.fraud.facts')} description={t('certify.fraud.facts_more')} required autosize minRows={4} maxLength={8000} {...form.text('facts')} />
    </Form>
  );
}

function DecideForm({ fraud, close }: { fraud: Fraud; close: () => void }) {
  const { t } = useWords();
  const form = useForm({
    name: `certify:decide:${fraud.id}`,
    initial: { sanction: 'none', motive: '' },
    send: (values) => decideFraud(fraud.id, values),
    done: () => (['fraud', 'correction', 'award', 'certificate', 'credential', 'cdc'].forEach((kind) => void refresh(kind)), toast({ said: t('certify.done') }), close()),
  });
  return (
    <Form form={form} verb={t('certify.fraud.decide')} onCancel={close}>
      <p><strong>{t('certify.fraud.observations')}</strong></p>
      <p className="soft">{fraud.observations || t('certify.fraud.no_observation')}</p>
      <NativeSelect label={t('certify.fraud.sanction')} {...form.text('sanction')} data={sanctions.map((value) => ({ value, label: t(`certify.fraud.sanctions.${value}`) }))} />
      {form.values.sanction === 'withdrawal' ? <p role="note">{t('certify.fraud.withdrawal_more')}</p> : null}
      <Textarea label={t('certify.column.motive')} required autosize minRows={3} maxLength={4000} {...form.text('motive')} />
    </Form>
  );
}
