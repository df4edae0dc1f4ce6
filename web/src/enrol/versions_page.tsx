// SPDX-License-Identifier: AGPL-3.0-or-later
// Versions of the referential: opened from the source, copied, imported; and what counts across two of them.
import { Button, Modal, NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useAct } from '../api/act';
import { Form, useForm } from '../api/form';
import { Loaded } from '../api/loaded';
import { wordsOfProblem } from '../api/problem';
import { refresh } from '../api/queries';
import { useGo } from '../ui/address';
import { FileDrop } from '../ui/file_drop';
import { formatDate } from '../ui/format';
import { List } from '../ui/list';
import { Page, Section } from '../ui/page';
import { Badge, EmptyState, Note, type Tone } from '../ui/states';
import { useWords } from '../ui/words';
import styles from './enrol.module.css';
import { declareEquivalence, importCase, openVersion, useEquivalences, useVersions, withdrawEquivalence, type VersionSummary } from './queries';
import { SignatureFields, unsigned } from './signature';

export const state_tones: Record<string, Tone> = { draft: 'plain', confirmed: 'good', retired: 'warn', in_force: 'good' };

export default function VersionsPage() {
  const { t } = useWords();
  const found = useVersions();
  const [opening, setOpening] = useState(false);
  return (
    <Page title={t('enrol.versions.title')} lead={t('enrol.versions.lead')} actions={<Button onClick={() => setOpening(true)}>{t('enrol.versions.open')}</Button>}>
      <Loaded of={found}>
        {({ items }) => (
          <>
            <Versions items={items} />
            <Import />
            {items.length > 1 ? <Equivalences versions={items} /> : null}
            <Modal opened={opening} onClose={() => setOpening(false)} title={t('enrol.versions.open')} closeButtonProps={{ 'aria-label': t('ui.close') }}>
              {opening ? <Opening versions={items} close={() => setOpening(false)} /> : null}
            </Modal>
          </>
        )}
      </Loaded>
    </Page>
  );
}

function Versions({ items }: { items: VersionSummary[] }) {
  const { t, locale } = useWords();
  const go = useGo();
  return (
    <List name="versions" label={t('enrol.versions.title')} rows={items} id={(one) => one.id} onOpen={(one) => go(`/certifier/versions/${one.id}`)}
      empty={<EmptyState title={t('enrol.versions.none')}>{t('enrol.versions.none_more')}</EmptyState>}
      columns={[
        { key: 'label', title: t('enrol.versions.label'), value: (one) => one.label },
        { key: 'state', title: t('enrol.state'), value: (one) => t(`enrol.version_state.${one.state}`), show: (one) => <Badge tone={state_tones[one.state]}>{t(`enrol.version_state.${one.state}`)}</Badge> },
        { key: 'open', title: t('enrol.versions.open_truncations'), value: (one) => one.open_truncations, number: true },
        { key: 'criteria', title: t('enrol.versions.criteria'), value: (one) => one.criteria, number: true, minor: true },
        { key: 'origin', title: t('enrol.versions.origin'), value: (one) => t(`enrol.version_origin.${one.origin}`), minor: true },
        { key: 'made', title: t('enrol.versions.made'), value: (one) => one.created_at, show: (one) => formatDate(one.created_at, locale), minor: true },
      ]} />
  );
}

function Opening({ versions, close }: { versions: VersionSummary[]; close: () => void }) {
  const { t } = useWords();
  const go = useGo();
  const form = useForm({
    name: 'enrol_version:new',
    initial: { label: '', copy_of: '', rncp_number: '' },
    send: ({ copy_of, ...rest }) => openVersion({ ...rest, ...(copy_of ? { copy_of } : {}) }),
    done: (made) => (void refresh('enrol_version'), close(), go(`/certifier/versions/${made.id}`)),
  });
  return (
    <Form form={form} verb={t('enrol.versions.open')} onCancel={close}>
      <TextInput label={t('enrol.versions.label')} required maxLength={120} data-autofocus {...form.text('label')} />
      <NativeSelect label={t('enrol.versions.from')} data={[{ value: '', label: t('enrol.version_origin.embedded') }, ...versions.map((one) => ({ value: one.id, label: t('enrol.versions.copy_of', { label: one.label }) }))]} {...form.text('copy_of')} />
      <TextInput label={t('enrol.card.field.rncp_number')} maxLength={20} {...form.text('rncp_number')} />
    </Form>
  );
}

function Import() {
  const { t } = useWords();
  const go = useGo();
  const send = async (file: File, told: (share: number) => void) => {
    try {
      const made = await importCase(file, told);
      await refresh('enrol_version');
      go(`/certifier/versions/${made.id}`);
    } catch (refused) {
      return wordsOfProblem(t, refused);
    }
  };
  return (
    <Section title={t('enrol.versions.import')}>
      <p className="soft">{t('enrol.versions.import_more')}</p>
      <FileDrop label={t('enrol.versions.import_file')} accept={['.json', 'application/json']} types="JSON (CASE 1.0, 1.1)" most_bytes={8 * 1024 * 1024} send={send} />
    </Section>
  );
}

function Equivalences({ versions }: { versions: VersionSummary[] }) {
  const { t, locale } = useWords();
  const found = useEquivalences();
  const [run, busy] = useAct();
  const [declaring, setDeclaring] = useState(false);
  const label = (id: string) => versions.find((one) => one.id === id)?.label ?? '–';
  const add = <Button variant="default" onClick={() => setDeclaring(true)}>{t('enrol.equivalences.declare')}</Button>;
  return (
    <Section title={t('enrol.equivalences.title')} actions={add}>
      <p className="soft">{t('enrol.equivalences.lead')}</p>
      <Loaded of={found}>
        {({ items }) => items.length ? (
          <table className={styles.table}>
            <thead><tr><th>{t('enrol.block')}</th><th>{t('enrol.equivalences.from')}</th><th>{t('enrol.equivalences.to')}</th><th>{t('enrol.equivalences.decision')}</th><th>{t('enrol.acts')}</th></tr></thead>
            <tbody>
              {items.map((one) => (
                <tr key={one.id}>
                  <td>{one.block}</td><td>{label(one.from_version)}</td><td>{label(one.to_version)}</td><td>{one.decision} ({formatDate(one.decided_on, locale)})</td>
                  <td><Button size="compact-sm" variant="subtle" disabled={busy} onClick={() => void run({ of: one.id, act: () => withdrawEquivalence(one.id), said: t('enrol.equivalences.withdrawn'), touches: ['enrol_equivalence'] })}>{t('enrol.withdraw')}</Button></td>
                </tr>
              ))}
            </tbody>
          </table>
        ) : <Note>{t('enrol.equivalences.none')}</Note>}
      </Loaded>
      <Modal opened={declaring} onClose={() => setDeclaring(false)} title={t('enrol.equivalences.declare')} closeButtonProps={{ 'aria-label': t('ui.close') }}>
        {declaring ? <Declaring versions={versions} close={() => setDeclaring(false)} /> : null}
      </Modal>
    </Section>
  );
}

function Declaring({ versions, close }: { versions: VersionSummary[]; close: () => void }) {
  const { t } = useWords();
  const choices = versions.map((one) => ({ value: one.id, label: one.label }));
  const form = useForm({
    name: 'enrol_equivalence:new',
    initial: { from_version: versions[1]!.id, to_version: versions[0]!.id, block: 'B1', decision: '', decided_on: new Date().toISOString().slice(0, 10), signature: unsigned },
    secret: ['signature/password'],
    send: declareEquivalence,
    done: () => (void refresh('enrol_equivalence'), close()),
  });
  return (
    <Form form={form} verb={t('enrol.sign')} onCancel={close}>
      <NativeSelect label={t('enrol.block')} data={['B1', 'B2', 'B3', 'B4', 'B5']} {...form.text('block')} />
      <NativeSelect label={t('enrol.equivalences.from')} data={choices} {...form.text('from_version')} />
      <NativeSelect label={t('enrol.equivalences.to')} data={choices} {...form.text('to_version')} />
      <TextInput label={t('enrol.equivalences.decision')} description={t('enrol.equivalences.decision_more')} required maxLength={300} {...form.text('decision')} />
      <TextInput type="date" label={t('enrol.equivalences.decided_on')} required {...form.text('decided_on')} />
      <SignatureFields form={form} at="signature" />
    </Form>
  );
}
