// SPDX-License-Identifier: AGPL-3.0-or-later
// What the juries decided, which blocks count today, and who must still be told, by when.
import { Button, Modal, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useAct } from '../api/act';
import { Form, useForm } from '../api/form';
import { Loaded } from '../api/loaded';
import { refresh } from '../api/queries';
import { toast } from '../ui/feedback';
import { formatDate } from '../ui/format';
import { List, type Column, type Filter } from '../ui/list';
import { Detail, Page, Split } from '../ui/page';
import { useAddress } from '../ui/address';
import { Badge, EmptyState, Note } from '../ui/states';
import { useWords } from '../ui/words';
import { Asking, useAsking } from './asking';
import { EnrolmentChoice } from './enrolment_choice';
import { declareMinutes, enterAppeal, notifyMinutes, toldOn, useRegister, type Outcome, type RegisterLine } from './queries';

const verdicts = ['VALIDE', 'NON_VALIDE', 'AJOURNE', 'ABSENT', 'EXCLU', 'CERTIFIE', 'BLOCS_ACQUIS', 'NON_CERTIFIE'];
const blocks = ['B1', 'B2', 'B3', 'B4', 'B5', 'final'];
const untold = (line: RegisterLine): Outcome[] => line.outcomes.filter((outcome: Outcome) => !outcome.notified_at && outcome.state === 'standing');

export default function AwardsPage() {
  const { t } = useWords();
  const [declaring, setDeclaring] = useState(false);
  const found = useRegister();
  return (
    <Page title={t('certify.awards.title')} lead={t('certify.awards.lead')} wide actions={<Button variant="default" onClick={() => setDeclaring(true)}>{t('certify.awards.declare')}</Button>}>
      <Loaded of={found}>{({ items }) => <Register items={items} />}</Loaded>
      <Modal opened={declaring} onClose={() => setDeclaring(false)} title={t('certify.awards.declare')} closeButtonProps={{ 'aria-label': t('ui.close') }}>
        {declaring ? <DeclareForm close={() => setDeclaring(false)} /> : null}
      </Modal>
    </Page>
  );
}

function Register({ items }: { items: RegisterLine[] }) {
  const { t } = useWords();
  const [query, change] = useAddress();
  const open = items.find((line) => line.enrolment_id === query.open);
  const columns: Column<RegisterLine>[] = [
    { key: 'name', title: t('certify.column.candidate'), value: (line) => line.name || t('certify.erased') },
    { key: 'number', title: t('certify.column.number'), value: (line) => line.candidate_number, minor: true },
    { key: 'acquired', title: t('certify.column.acquired'), value: (line) => line.capital.acquired.map((award: { block: string }) => award.block).join(' ') },
    { key: 'missing', title: t('certify.column.missing'), value: (line) => line.capital.missing.join(' '), minor: true },
    { key: 'serial', title: t('certify.column.serial'), value: (line) => line.serial ?? '', minor: true },
    { key: 'untold', title: t('certify.column.to_tell'), value: (line) => untold(line)[0]?.notify_by ?? '', show: (line) => <Due outcomes={untold(line)} /> },
  ];
  const filters: Filter<RegisterLine>[] = [
    { key: 'told', title: t('certify.column.to_tell'), options: [{ value: 'no', label: t('certify.awards.untold_only') }], keeps: (line) => untold(line).length > 0 },
  ];
  return (
    <Split detail={open ? <LineDetail line={open} close={() => change({ open: undefined })} /> : null}>
      <List name="awards" label={t('certify.awards.title')} rows={items} id={(line) => line.enrolment_id} columns={columns} filters={filters} open={query.open}
        onOpen={(line) => change({ open: line.enrolment_id })} empty={<EmptyState title={t('certify.awards.none')}>{t('certify.awards.none_more')}</EmptyState>} />
    </Split>
  );
}

function Due({ outcomes }: { outcomes: Outcome[] }) {
  const { t, locale } = useWords();
  const first = outcomes.map((outcome) => outcome.notify_by as string).sort()[0];
  if (!first) return <Badge tone="good">{t('certify.awards.all_told')}</Badge>;
  const late = first < new Date().toISOString().slice(0, 10);
  return <Badge tone={late ? 'bad' : 'warn'}>{t(late ? 'certify.awards.late_since' : 'certify.awards.before', { date: formatDate(first, locale) })}</Badge>;
}

function LineDetail({ line, close }: { line: RegisterLine; close: () => void }) {
  const { t, locale } = useWords();
  const [run] = useAct();
  const tell = (minutes: string) =>
    run({
      act: async () => {
        const { told, untold: left } = await notifyMinutes(minutes);
        toast({ said: t('certify.awards.told', { told, left: left.length }), tone: left.length ? 'bad' : 'good' });
      },
      touches: ['award'],
    });
  const asking = useAsking();
  const appeal = (outcome: Outcome) => asking.ask({ about: `letter:${outcome.id}`, title: t('certify.awards.appeal_by_letter'), verb: t('certify.holder.appeal_verb'), label: t('certify.appeal.grounds'), more: t('certify.holder.appeal_more'), send: (grounds) => enterAppeal(outcome.id, grounds), touches: ['appeal'] });
  const today = new Date().toISOString().slice(0, 10);
  const waiting = [...new Set(untold(line).map((outcome) => outcome.minutes_number as string))];
  return (
    <Detail title={line.name || t('certify.erased')} onClose={close}>
      <p>{t('certify.awards.missing', { blocks: line.capital.missing.join(', ') || '–' })}</p>
      {line.capital.uncounted.map((one: { award: string; block: string; why: string }) => <Note key={one.award} tone="warn">{t(`certify.awards.uncounted.${one.why}`, { block: one.block })}</Note>)}
      <ul className="stack-tight">
        {line.outcomes.map((outcome: Outcome) => (
          <li key={outcome.id}>
            <strong>{t(`certify.block.${outcome.block}`)}</strong> · {t(`certify.verdict.${outcome.verdict}`)} · {formatDate(outcome.decided_on, locale)} · {outcome.minutes_number}
            {outcome.origin === 'declared' ? ` · ${t('certify.awards.declared')}` : ''}{outcome.state === 'superseded' ? ` · ${t('certify.awards.superseded')}` : ''}
            {outcome.motive ? <p className="soft">{outcome.motive}</p> : null}
            {outcome.notified_at ? <p className="soft">{t('certify.awards.told_on', { date: formatDate(outcome.notified_at, locale), appeal: formatDate(outcome.appeal_by, locale) })} {outcome.state === 'standing' ? <Button size="compact-sm" variant="subtle" onClick={() => appeal(outcome)}>{t('certify.awards.appeal_by_letter')}</Button> : null}</p>
              : <Button size="compact-sm" variant="subtle" onClick={() => void run({ of: outcome.id, act: () => toldOn(outcome.id, today), said: t('certify.awards.told_otherwise_done'), touches: ['award'] })}>{t('certify.awards.told_otherwise')}</Button>}
          </li>
        ))}
      </ul>
      {waiting.map((number) => <Button key={number} onClick={() => void tell(number)}>{t('certify.awards.tell', { number })}</Button>)}
      <Asking of={asking} />
      {line.capital.acquired.length ? <a href={`/api/certification/candidates/${line.candidate_id}/attestation.pdf?locale=${locale}`}>{t('certify.holder.attestation')}</a> : null}
    </Detail>
  );
}

function DeclareForm({ close }: { close: () => void }) {
  const { t } = useWords();
  const form = useForm({
    name: 'certify:minutes',
    initial: { number: '', closed_on: '', supersedes: '', enrolment_id: '', block: 'B1', verdict: 'VALIDE', motive: '' },
    send: ({ enrolment_id, block, verdict, motive, supersedes, ...minutes }) =>
      declareMinutes({ ...minutes, ...(supersedes ? { supersedes } : {}), decisions: [{ enrolment_id, block, verdict, motive }] }),
    done: () => (void refresh('award'), void refresh('certificate'), toast({ said: t('certify.awards.declare_done') }), close()),
  });
  return (
    <Form form={form} verb={t('certify.awards.declare_verb')} onCancel={close}>
      <p className="soft">{t('certify.awards.declare_more')}</p>
      <TextInput label={t('certify.column.minutes')} required {...form.text('number')} />
      <TextInput type="date" label={t('certify.column.decided')} required {...form.text('closed_on')} />
      <EnrolmentChoice {...form.text('enrolment_id')} />
      <NativeSelect label={t('certify.column.block')} {...form.text('block')} data={blocks.map((value) => ({ value, label: t(`certify.block.${value}`) }))} />
      <NativeSelect label={t('certify.column.verdict')} {...form.text('verdict')} data={verdicts.map((value) => ({ value, label: t(`certify.verdict.${value}`) }))} />
      <Textarea label={t('certify.column.motive')} description={t('certify.awards.motive_more')} maxLength={4000} {...form.text('motive')} />
      <TextInput label={t('certify.awards.supersedes')} {...form.text('supersedes')} />
    </Form>
  );
}
