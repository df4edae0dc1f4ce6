// SPDX-License-Identifier: AGPL-3.0-or-later
// One version: what is cut short and settled, its words, its anomalies, what changed from another.
import { Button, Modal, NativeSelect, SegmentedControl, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useAct } from '../api/act';
import { Form, useForm } from '../api/form';
import { Loaded } from '../api/loaded';
import { refresh } from '../api/queries';
import { useAddress, useParam } from '../ui/address';
import { useConfirm } from '../ui/feedback';
import { formatDate, formatMoment, formatNumber } from '../ui/format';
import { List } from '../ui/list';
import { Page, Section } from '../ui/page';
import { Badge, Note } from '../ui/states';
import { useWords } from '../ui/words';
import { caseAddress, confirmVersion, resolveTruncation, retireVersion, saveVersion, useDifference, useVersion, useVersions, withdrawResolution, type VersionView } from './queries';
import { SignatureFields, unsigned } from './signature';
import { state_tones } from './versions_page';

export default function VersionPage() {
  const { t } = useWords();
  const found = useVersion(useParam('version'));
  const [query, change] = useAddress();
  const part = query.part ?? 'truncations';
  return (
    <Loaded page of={found}>
      {(version) => (
        <Page title={version.summary.label} lead={<Lead version={version} />} actions={<Acts version={version} />}>
          <SegmentedControl value={part} onChange={(next) => change({ part: next })} aria-label={t('enrol.version.parts')}
            data={(['truncations', 'words', 'anomalies', 'difference', 'settings'] as const).map((one) => ({ value: one, label: t(`enrol.version.part.${one}`) }))} />
          {part === 'truncations' ? <Truncations version={version} /> : null}
          {part === 'words' ? <Statements version={version} /> : null}
          {part === 'anomalies' ? <Anomalies version={version} /> : null}
          {part === 'difference' ? <Differences version={version} /> : null}
          {part === 'settings' ? <Settings key={version.summary.revision} version={version} /> : null}
        </Page>
      )}
    </Loaded>
  );
}

function Lead({ version: { summary } }: { version: VersionView }) {
  const { t, locale } = useWords();
  return (
    <span className="line">
      <Badge tone={state_tones[summary.state]}>{t(`enrol.version_state.${summary.state}`)}</Badge>
      <span>{t('enrol.version.counts', { criteria: formatNumber(summary.criteria, locale), anomalies: formatNumber(summary.anomalies, locale) })}</span>
      {summary.confirmed_at ? <span>{t('enrol.version.confirmed_on', { date: formatDate(summary.confirmed_at, locale) })}</span> : null}
    </span>
  );
}

function Acts({ version: { summary } }: { version: VersionView }) {
  const { t } = useWords();
  const confirm = useConfirm();
  const [run, busy] = useAct();
  const [signing, setSigning] = useState(false);
  const retire = async () => {
    if (await confirm({ title: t('enrol.version.retire_title', { label: summary.label }), consequence: t('enrol.version.retire_more'), verb: t('enrol.version.retire'), tone: 'bad' }))
      await run({ of: summary.id, act: () => retireVersion(summary.id), said: t('enrol.version.retired'), touches: ['enrol_version'] });
  };
  const form = useForm({ name: `enrol_version:confirm:${summary.id}`, initial: unsigned, secret: ['password'], send: (signature) => confirmVersion(summary.id, signature), done: () => (void refresh('enrol_version'), setSigning(false)) });
  return (
    <>
      <Button component="a" href={caseAddress(summary.id)} variant="default" download>{t('enrol.version.export')}</Button>
      {summary.state === 'confirmed' ? <Button variant="default" loading={busy} onClick={() => void retire()}>{t('enrol.version.retire')}</Button> : null}
      {summary.state === 'draft' ? <Button disabled={summary.open_truncations > 0} onClick={() => setSigning(true)}>{t('enrol.version.confirm')}</Button> : null}
      <Modal opened={signing} onClose={() => setSigning(false)} title={t('enrol.version.confirm')} closeButtonProps={{ 'aria-label': t('ui.close') }}>
        {signing ? <Form form={form} verb={t('enrol.sign')} onCancel={() => setSigning(false)}><p>{t('enrol.version.confirm_more')}</p><SignatureFields form={form} at="" /></Form> : null}
      </Modal>
    </>
  );
}

function Truncations({ version }: { version: VersionView }) {
  const { t, locale } = useWords();
  const open = version.summary.open_truncations;
  return (
    <Section title={t('enrol.version.part.truncations')}>
      <Note tone={open ? 'warn' : 'good'}>{open ? t('enrol.version.still_open', { n: formatNumber(open, locale) }) : t('enrol.version.all_settled')}</Note>
      {version.truncations.map((one) => <Truncation key={one.code} version={version} code={one.code} />)}
    </Section>
  );
}

function Truncation({ version, code }: { version: VersionView; code: string }) {
  const { t, locale } = useWords();
  const one = version.truncations.find((each) => each.code === code)!;
  const settled = version.resolutions.find((each) => each.code === code && !each.withdrawn_at);
  const [act, setAct] = useState<'resolve' | 'withdraw' | null>(null);
  return (
    <article className="panel stack-tight" aria-label={code}>
      <div className="spread">
        <h3>{code} <span className="small soft">{t(`enrol.truncated_kind.${one.kind}`)}, {t('enrol.block')} {one.block}</span></h3>
        <Badge tone={settled ? 'good' : 'warn'}>{settled ? t(`enrol.resolution.${settled.kind}`) : t('enrol.version.open')}</Badge>
      </div>
      <p><span className="small soft">{t('enrol.version.source')}</span><br />{fragment_of(version, code, one.text)}</p>
      {one.reconstruction ? <p><span className="small soft">{t('enrol.version.reconstruction')}</span><br /><em>{one.reconstruction}</em></p> : null}
      {settled ? (
        <>
          {settled.kind === 'completed' ? <p><span className="small soft">{t('enrol.version.completed_text')}</span><br />{settled.text}</p> : null}
          <p className="soft">{t('enrol.version.signed', { when: formatMoment(settled.signed_at, locale), motive: settled.motive })}</p>
        </>
      ) : null}
      {act === 'resolve' ? <Resolving version={version} code={code} close={() => setAct(null)} /> : null}
      {act === 'withdraw' ? <Withdrawing version={version} code={code} close={() => setAct(null)} /> : null}
      {act === null && version.summary.state !== 'retired' ? (
        <div className="line">
          {settled ? <Button variant="subtle" onClick={() => setAct('withdraw')}>{t('enrol.version.withdraw')}</Button> : <Button onClick={() => setAct('resolve')}>{t('enrol.version.settle')}</Button>}
        </div>
      ) : null}
    </article>
  );
}

/** In quotes, with the dots where the source was cut. */
function fragment_of(version: VersionView, code: string, text: string): string {
  const criterion = version.content.blocks.flatMap((block) => block.evaluation.criteria_groups.flatMap((group) => group.criteria)).find((one) => one.id === code);
  return criterion?.truncated_side === 'start' ? `«\u202f[…] ${text}\u202f»` : `«\u202f${text} […]\u202f»`;
}

function Resolving({ version, code, close }: { version: VersionView; code: string; close: () => void }) {
  const { t } = useWords();
  const one = version.truncations.find((each) => each.code === code)!;
  const form = useForm({
    name: `enrol_truncation:${version.summary.id}:${code}`,
    initial: { kind: 'completed', text: one.reconstruction ?? one.text, motive: '', signature: unsigned },
    secret: ['signature/password'],
    send: (values) => resolveTruncation(version.summary.id, code, { ...values, text: values.kind === 'completed' ? values.text : '' }),
    done: () => (void refresh('enrol_version'), close()),
  });
  return (
    <Form form={form} verb={t('enrol.sign')} onCancel={close}>
      <SegmentedControl data={(['completed', 'confirmed'] as const).map((kind) => ({ value: kind, label: t(`enrol.resolve.${kind}`) }))} {...form.field('kind')} />
      {form.values.kind === 'completed' ? <Textarea label={t('enrol.resolve.text')} required autosize minRows={2} maxLength={2000} {...form.text('text')} /> : <p className="soft">{t('enrol.resolve.confirmed_more')}</p>}
      <Textarea label={t('enrol.resolve.motive')} description={t('enrol.resolve.motive_more')} required autosize maxLength={1000} {...form.text('motive')} />
      <SignatureFields form={form} at="signature" />
    </Form>
  );
}

function Withdrawing({ version, code, close }: { version: VersionView; code: string; close: () => void }) {
  const { t } = useWords();
  const form = useForm({ name: `enrol_withdrawal:${version.summary.id}:${code}`, initial: unsigned, secret: ['password'], send: (signature) => withdrawResolution(version.summary.id, code, signature), done: () => (void refresh('enrol_version'), close()) });
  return (
    <Form form={form} verb={t('enrol.sign')} onCancel={close}>
      <p>{t('enrol.version.withdraw_more')}</p>
      <SignatureFields form={form} at="" />
    </Form>
  );
}

interface Line { code: string; kind: string; block: string; text: string }
function linesOf(content: VersionView['content']): Line[] {
  return content.blocks.flatMap((block) => [
    { code: block.id, kind: 'block', block: block.id, text: block.title },
    ...block.activities.map((one) => ({ code: one.id, kind: 'activity', block: block.id, text: one.title })),
    ...block.competencies.map((one) => ({ code: one.id, kind: 'competency', block: block.id, text: one.text })),
    ...block.evaluation.modality.map((one) => ({ code: one.id, kind: 'modality', block: block.id, text: one.text })),
    ...block.evaluation.deliverables.map((one) => ({ code: one.id, kind: 'deliverable', block: block.id, text: one.name })),
    ...block.evaluation.criteria_groups.flatMap((group) => group.criteria.map((one) => ({ code: one.id, kind: 'criterion', block: block.id, text: one.text }))),
  ]);
}

function Statements({ version }: { version: VersionView }) {
  const { t } = useWords();
  const [query, change] = useAddress();
  const lines = linesOf(version.content);
  const open = lines.find((line) => line.code === query.open);
  const kinds = ['block', 'activity', 'competency', 'modality', 'deliverable', 'criterion'];
  return (
    <>
      <List name="statements" label={t('enrol.version.part.words')} rows={lines} id={(line) => line.code} open={query.open} onOpen={version.summary.state === 'draft' ? (line) => change({ open: line.code }) : undefined}
        filters={[
          { key: 'block', title: t('enrol.block'), options: version.content.blocks.map((block) => ({ value: block.id, label: block.id })), keeps: (line, block) => line.block === block },
          { key: 'kind', title: t('enrol.kind'), options: kinds.map((kind) => ({ value: kind, label: t(`enrol.statement.${kind}`) })), keeps: (line, kind) => line.kind === kind },
        ]}
        columns={[
          { key: 'code', title: t('enrol.code'), value: (line) => line.code },
          { key: 'kind', title: t('enrol.kind'), value: (line) => t(`enrol.statement.${line.kind}`), minor: true },
          { key: 'text', title: t('enrol.words'), value: (line) => line.text },
        ]} />
      <Modal opened={Boolean(open)} onClose={() => change({ open: undefined })} title={open ? t('enrol.version.reword', { code: open.code }) : ''} closeButtonProps={{ 'aria-label': t('ui.close') }} size="lg">
        {open ? <Rewording key={open.code} version={version} line={open} close={() => change({ open: undefined })} /> : null}
      </Modal>
    </>
  );
}

function body_of({ summary }: VersionView) {
  return { label: summary.label, rncp_number: summary.rncp_number, ...(summary.valid_from ? { valid_from: summary.valid_from } : {}), ...(summary.valid_to ? { valid_to: summary.valid_to } : {}), revision: summary.revision };
}

function Rewording({ version, line, close }: { version: VersionView; line: Line; close: () => void }) {
  const { t } = useWords();
  const form = useForm({
    name: `enrol_statement:${version.summary.id}:${line.code}`,
    initial: { text: line.text },
    send: ({ text }) => saveVersion(version.summary.id, { ...body_of(version), statements: { [line.code]: text } }),
    done: () => (void refresh('enrol_version'), close()),
  });
  return <Form form={form} verb={t('enrol.save')} onCancel={close}><Textarea label={t('enrol.words')} required autosize minRows={3} maxLength={4000} {...form.text('text')} /></Form>;
}

function Anomalies({ version }: { version: VersionView }) {
  const { t } = useWords();
  return (
    <List name="anomalies" label={t('enrol.version.part.anomalies')} rows={version.content.anomalies} id={(one) => one.id}
      columns={[
        { key: 'id', title: t('enrol.code'), value: (one) => one.id },
        { key: 'where', title: t('enrol.version.where'), value: (one) => one.where },
        { key: 'description', title: t('enrol.version.anomaly'), value: (one) => one.description },
        { key: 'quote', title: t('enrol.version.quote'), value: (one) => one.quote ?? '–', minor: true },
        { key: 'handling', title: t('enrol.version.handling'), value: (one) => one.handling, minor: true },
      ]} />
  );
}

function Differences({ version }: { version: VersionView }) {
  const { t } = useWords();
  const versions = useVersions();
  const [query, change] = useAddress();
  const others = (versions.data?.items ?? []).filter((one) => one.id !== version.summary.id);
  const other = query.from ?? '';
  if (!others.length) return <Note>{t('enrol.difference.alone')}</Note>;
  return (
    <Section title={t('enrol.version.part.difference')}>
      <NativeSelect label={t('enrol.difference.from')} value={other} onChange={(event) => change({ from: event.currentTarget.value || undefined })} data={[{ value: '', label: '–' }, ...others.map((one) => ({ value: one.id, label: one.label }))]} />
      {other ? <Difference before={other} after={version.summary.id} /> : null}
    </Section>
  );
}

function Difference({ before, after }: { before: string; after: string }) {
  const { t, locale } = useWords();
  const found = useDifference(before, after);
  return (
    <Loaded of={found}>
      {({ items, unchanged }) => (
        <>
          <p className="soft">{t('enrol.difference.counts', { changed: formatNumber(items.length, locale), unchanged: formatNumber(unchanged, locale) })}</p>
          {items.map((one) => (
            <article key={one.statement.code + one.change} className="panel stack-tight">
              <h3>{one.statement.code} <Badge tone={one.change === 'removed' ? 'bad' : one.change === 'added' ? 'good' : 'plain'}>{t(`enrol.difference.${one.change}`)}</Badge></h3>
              <p>{one.words.map((run, at) => run.change === 'added' ? <ins key={at}>{run.text}</ins> : run.change === 'removed' ? <del key={at}>{run.text}</del> : <span key={at}>{run.text}</span>)}</p>
            </article>
          ))}
        </>
      )}
    </Loaded>
  );
}

function Settings({ version }: { version: VersionView }) {
  const { t } = useWords();
  const { summary } = version;
  const form = useForm({
    name: `enrol_version:${summary.id}:${summary.revision}`,
    initial: { label: summary.label, rncp_number: summary.rncp_number, valid_from: summary.valid_from ?? '', valid_to: summary.valid_to ?? '' },
    send: ({ valid_from, valid_to, ...rest }) => saveVersion(summary.id, { ...rest, ...(valid_from ? { valid_from } : {}), ...(valid_to ? { valid_to } : {}), statements: {}, revision: summary.revision }),
    done: () => void refresh('enrol_version'),
  });
  return (
    <Section title={t('enrol.version.part.settings')}>
      <Form form={form} verb={t('enrol.save')}>
        <TextInput label={t('enrol.versions.label')} required maxLength={120} {...form.text('label')} />
        <TextInput label={t('enrol.card.field.rncp_number')} maxLength={20} {...form.text('rncp_number')} />
        <TextInput type="date" label={t('enrol.card.centre.valid_from')} {...form.text('valid_from')} />
        <TextInput type="date" label={t('enrol.card.centre.valid_to')} {...form.text('valid_to')} />
      </Form>
    </Section>
  );
}
