// SPDX-License-Identifier: AGPL-3.0-or-later
// The Caisse des Dépôts: what waits and until when, the file with its refusals explained, the report that ends it.
import { Button, NativeSelect, Textarea } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { useAct } from '../api/act';
import { Form, useForm } from '../api/form';
import { Loaded } from '../api/loaded';
import { refresh } from '../api/queries';
import { download } from '../ui/download';
import { toast } from '../ui/feedback';
import { formatDate } from '../ui/format';
import { List, type Column } from '../ui/list';
import { Page, Section } from '../ui/page';
import { PickFile } from '../ui/pick_file';
import { Badge, EmptyState, Note, type Tone } from '../ui/states';
import { useWords } from '../ui/words';
import { CdcRefusals, CdcRenamed } from './cdc_refusals';
import { abandonBatch, bringSchema, prepareBatch, readReport, takeBatch, useBatchCheck, useCdc, type CdcBatch, type CdcItem, type CdcSchemaKept } from './queries';

const tones: Record<string, Tone> = { waiting: 'warn', in_batch: 'accent', accepted: 'good', refused: 'bad' };

export default function CdcPage() {
  const { t } = useWords();
  return (
    <Page title={t('certify.cdc.title')} lead={t('certify.cdc.lead')} wide>
      <Loaded of={useCdc()}>
        {({ items, batches, schemas }) => (
          <>
            <Section title={t('certify.cdc.items')}><Items items={items} /></Section>
            <Section title={t('certify.cdc.batches')}>
              {batches.length ? batches.map((batch) => <Batch key={batch.id} batch={batch} items={items.filter((item) => item.batch_id === batch.id)} />) : <p className="soft">{t('certify.cdc.no_batch')}</p>}
            </Section>
            <Section title={t('certify.cdc.prepare')}><PrepareForm /></Section>
            <Section title={t('certify.cdc.schemas')}><Schemas schemas={schemas} /></Section>
          </>
        )}
      </Loaded>
    </Page>
  );
}

function Items({ items }: { items: CdcItem[] }) {
  const { t, locale } = useWords();
  const unsent = (item: CdcItem) => item.reason === 'certify.never_sent';
  const stateOf = (item: CdcItem) => t(unsent(item) ? 'certify.cdc.dropped' : `certify.cdc.state.${item.state}`);
  const columns: Column<CdcItem>[] = [
    { key: 'id', title: t('certify.column.serial'), value: (item) => item.technical_id },
    { key: 'action', title: t('certify.cdc.action'), value: (item) => t(`certify.cdc.actions.${item.action}`), minor: true },
    { key: 'due', title: t('certify.cdc.due'), value: (item) => item.due_by, show: (item) => formatDate(item.due_by, locale) },
    { key: 'reason', title: t('certify.cdc.reason'), value: (item) => (unsent(item) ? t('certify.cdc.never_sent') : item.reason), minor: true },
    { key: 'state', title: t('certify.column.state'), value: stateOf, show: (item) => <Badge tone={unsent(item) ? 'plain' : tones[item.state]}>{stateOf(item)}</Badge> },
  ];
  return <List name="cdc" label={t('certify.cdc.items')} rows={items} id={(item) => item.id} columns={columns} empty={<EmptyState title={t('certify.cdc.none')}>{t('certify.cdc.none_more')}</EmptyState>} />;
}

/** The kit's XSD, brought by the certifier: without it a file is checked by our own rules alone. */
function Schemas({ schemas }: { schemas: CdcSchemaKept[] }) {
  const { t } = useWords();
  const [run, busy] = useAct();
  const bring = (version: string, file: File) => void run({ act: () => bringSchema(version, file), said: t('certify.cdc.schema_kept'), touches: ['cdc'] });
  return (
    <>
      <p className="soft">{t('certify.cdc.schemas_more')}</p>
      {schemas.map((one) => (
        <div className="line" key={one.version}>
          <span>{t(`certify.cdc.versions.${one.version}`)}</span>
          <Badge tone={one.sha256 ? 'good' : 'warn'}>{t(one.sha256 ? 'certify.cdc.schema_here' : 'certify.cdc.schema_absent')}</Badge>
          <PickFile accept=".xsd,application/xml,text/xml" onPick={(file) => bring(one.version, file)}>
            {(props) => <Button {...props} size="compact-sm" variant="default" loading={busy} aria-label={t('certify.cdc.bring_of', { version: t(`certify.cdc.versions.${one.version}`) })}>{t('certify.cdc.bring')}</Button>}
          </PickFile>
        </div>
      ))}
    </>
  );
}

function PrepareForm() {
  const { t } = useWords();
  const form = useForm({
    name: 'certify:batch',
    initial: { version: 'v1_1_5', action: 'CREATION', letters: 'none', length: 'none' },
    send: ({ version, action, letters, length }) => prepareBatch({ version, action, name_rule: { letters, length } }),
    done: (batch) => (void refresh('cdc'), toast({ said: t('certify.cdc.prepared', { number: batch.number }) })),
  });
  const choice = (name: string, values: string[]) => ({ label: t(`certify.cdc.${name}`), ...form.text(name), data: values.map((value) => ({ value, label: t(`certify.cdc.${name}s.${value}`) })) });
  return (
    <Form form={form} verb={t('certify.cdc.prepare_verb')}>
      <NativeSelect {...choice('version', ['v1_1_5', 'v1_1_2'])} />
      <NativeSelect {...choice('action', ['CREATION', 'SUPPRESSION'])} />
      <NativeSelect label={t('certify.cdc.letters')} {...form.text('letters')} data={['none', 'to_ascii'].map((value) => ({ value, label: t(`certify.cdc.letters_rule.${value}`) }))} />
      <NativeSelect label={t('certify.cdc.length')} {...form.text('length')} data={['none', 'at_limit'].map((value) => ({ value, label: t(`certify.cdc.length_rule.${value}`) }))} />
    </Form>
  );
}

function Batch({ batch, items }: { batch: CdcBatch; items: CdcItem[] }) {
  const { t } = useWords();
  const [run, busy] = useAct();
  const open = batch.state === 'prepared' || batch.state === 'taken';
  const take = async () => {
    await run({ act: async () => download(`${batch.number}.xml`, await takeBatch(batch.id), 'application/xml'), touches: ['cdc'] });
  };
  return (
    <article className="stack" aria-label={batch.number}>
      <div className="spread">
        <h3>{batch.number}</h3>
        <Badge tone={open ? 'warn' : 'plain'}>{t(`certify.cdc.batch_state.${batch.state}`)}</Badge>
      </div>
      {open ? (
        <Check batch={batch} items={items}>
          {(passes, again) => (
            <div className="line">
              {passes ? <Button loading={busy} onClick={() => void take()}>{t('certify.cdc.take')}</Button> : <Button onClick={again}>{t('certify.cdc.check_again')}</Button>}
              <Button variant="default" onClick={() => void run({ of: batch.id, act: () => abandonBatch(batch.id), said: t('certify.done'), touches: ['cdc'] })}>{t('certify.cdc.abandon')}</Button>
            </div>
          )}
        </Check>
      ) : null}
      {batch.state === 'taken' ? <ReportForm batch={batch} items={items} /> : null}
    </article>
  );
}

/** What the file would be refused for, before it is downloaded; `children`: what can be done, by whether it passes. */
function Check({ batch, items: lines, children }: { batch: CdcBatch; items: CdcItem[]; children: (passes: boolean, again: () => void) => ReactNode }) {
  const { t } = useWords();
  const check = useBatchCheck(batch.id);
  return (
    <Loaded of={check}>
      {({ items, refusals, renamed }) => (
        <>
          {refusals.length ? (
            <Note tone="bad">{t('certify.cdc.refused', { count: refusals.length })}<CdcRefusals refusals={refusals} items={lines} /></Note>
          ) : <Note tone="good">{t('certify.cdc.passes', { count: items })}</Note>}
          {renamed.length ? <Note tone="warn">{t('certify.cdc.renamed')}<CdcRenamed renamed={renamed} items={lines} /></Note> : null}
          {children(refusals.length === 0, () => void check.refetch())}
        </>
      )}
    </Loaded>
  );
}

/** One line a refused item: "CERT-2026-000001 why". The others were accepted. */
function ReportForm({ batch, items }: { batch: CdcBatch; items: CdcItem[] }) {
  const { t } = useWords();
  const [refused, setRefused] = useState('');
  const [run, busy] = useAct();
  const send = () => {
    const why = new Map(refused.split('\n').map((line) => line.trim()).filter(Boolean).map((line) => [line.split(/\s+/)[0]!, line.replace(/^\S+\s*/, '') || '–']));
    const known = items.map((item) => ({ technical_id: item.technical_id as string, ...(why.has(item.technical_id) ? { refused_because: why.get(item.technical_id) } : {}) }));
    const strangers = [...why.keys()].filter((id) => !items.some((item) => item.technical_id === id)).map((technical_id) => ({ technical_id }));
    return run({ of: batch.id, act: () => readReport(batch.id, [...known, ...strangers]), said: t('certify.cdc.report_read'), touches: ['cdc'] });
  };
  return (
    <div className="form">
      <Textarea label={t('certify.cdc.report')} description={t('certify.cdc.report_more')} value={refused} onChange={(event) => setRefused(event.currentTarget.value)} autosize minRows={2} />
      <div className="line"><Button variant="default" loading={busy} onClick={() => void send()}>{t('certify.cdc.report_verb')}</Button></div>
    </div>
  );
}
