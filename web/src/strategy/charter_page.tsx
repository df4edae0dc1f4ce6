// SPDX-License-Identifier: AGPL-3.0-or-later
// The charter: promise, tone, and rules that check every draft. Saved by itself; signed, it is never altered: the next
// save is a new revision.
import { Button, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { SaveState, useAutosave } from '../api/autosave';
import { Form, useForm } from '../api/form';
import { Loaded } from '../api/loaded';
import { ProblemError } from '../api/problem';
import { refresh } from '../api/queries';
import { useBrand, useMay } from '../identity';
import { formatMoment } from '../ui/format';
import { LinesInput } from '../ui/lines_input';
import { Page, Section } from '../ui/page';
import { Badge, Note } from '../ui/states';
import { useWords, useZone } from '../ui/words';
import { CharterFormats } from './charter_formats';
import { CharterChoices, CharterRules } from './charter_rules';
import { loadCharter, saveCharter, signCharter, useCharter, type Charter, type CharterText } from './queries';

export default function CharterPage() {
  const brand = useBrand();
  return <Loaded of={useCharter(brand.id)}>{({ charter, missing }) => <Editor key={brand.id} charter={charter} missing={missing} />}</Loaded>;
}

function Editor({ charter, missing }: { charter: Charter; missing: string[] }) {
  const { t } = useWords();
  const brand = useBrand();
  const { draft, edit, state, flush, now } = useAutosave<Charter>({
    name: `charter:${brand.id}`,
    record: charter,
    save: (next) => saveCharter(brand.id, next).then((saved) => (void refresh('charter'), saved)),
    reload: () => loadCharter(brand.id).then((view) => view.charter),
  });
  const { text } = draft;
  const set = (change: Partial<CharterText>) => edit((old) => ({ ...old, text: { ...old.text, ...change } }));
  const locked = !useMay()('write_plan');
  const actions = (
    <>
      <SaveState state={state} />
      <Button component="a" variant="default" href={`/api/brands/${brand.id}/charter.pdf`} target="_blank" rel="noopener">{t('strategy.charter.print')}</Button>
    </>
  );
  const long = [['promise', 600], ['stance', 600], ['tone', 600]] as const;
  return (
    <Page title={t('strategy.charter.title')} lead={t('strategy.charter.lead')} actions={actions}>
      {missing.length ? <Note tone="warn">{t('strategy.charter.lacks', { what: missing.map((one) => t(`strategy.charter.missing.${one}`)).join(', ') })}</Note> : null}
      <fieldset disabled={locked} className="stack" style={{ border: 0, padding: 0, margin: 0, minInlineSize: 0 }}>
        <Section title={t('strategy.charter.voice')}>
          <div className="form">
            {long.map(([name, most]) => <Textarea key={name} label={t(`strategy.charter.${name}`)} description={t(`strategy.charter.${name}_more`)} autosize minRows={2} maxLength={most} value={text[name]} onChange={(event) => set({ [name]: event.currentTarget.value })} />)}
            <CharterChoices text={text} set={set} />
            <LinesInput label={t('strategy.charter.lexical_field')} description={t('strategy.one_a_line')} value={text.lexical_field} onChange={(lexical_field) => set({ lexical_field })} />
          </div>
        </Section>
        <Section title={t('strategy.charter.rules')}><CharterRules rules={text.rules} set={(rules) => set({ rules })} /></Section>
        <Section title={t('strategy.charter.formats')}><CharterFormats formats={text.formats} set={(formats) => set({ formats })} /></Section>
        <Section title={t('strategy.charter.looks')}>
          <div className="form">
            <Textarea label={t('strategy.charter.visual_identity')} autosize minRows={2} maxLength={2000} value={text.visual_identity} onChange={(event) => set({ visual_identity: event.currentTarget.value })} />
            <Textarea label={t('strategy.charter.legal')} autosize minRows={2} maxLength={2000} value={text.legal_and_accessibility} onChange={(event) => set({ legal_and_accessibility: event.currentTarget.value })} />
          </div>
        </Section>
      </fieldset>
      <Section title={t('strategy.charter.signature')}><Signature charter={charter} saved={state.kind === 'saved'} settled={async () => ((await flush()) ? now() : null)} /></Section>
    </Page>
  );
}

/** `settled`: the charter once all is saved, null when it cannot be. */
function Signature({ charter, saved, settled }: { charter: Charter; saved: boolean; settled: () => Promise<Charter | null> }) {
  const { t, locale } = useWords();
  const zone = useZone();
  const brand = useBrand();
  const may = useMay();
  const [signing, setSigning] = useState(false);
  const form = useForm({
    name: `charter-signature:${brand.id}`,
    initial: { name: '' },
    send: async ({ name }) => {
      const written = await settled();
      if (!written) throw new ProblemError(409, 'web.unsaved');
      return signCharter(brand.id, { name, revision: written.revision });
    },
    done: () => (void refresh('charter'), setSigning(false)),
  });
  if (charter.signed_by) return <div><Badge tone="good">{t('strategy.charter.signed', { name: charter.signed_by, when: formatMoment(charter.signed_at, locale, { zone }) })}</Badge></div>;
  if (!may('write_plan') || charter.revision === 0) return <p className="soft">{t('strategy.charter.unsigned')}</p>;
  if (!signing) return <div className="stack-tight"><p className="soft">{t('strategy.charter.unsigned')}</p><div><Button variant="default" disabled={!saved} onClick={() => setSigning(true)}>{t('strategy.charter.sign')}</Button></div></div>;
  return <Form form={form} verb={t('strategy.charter.sign')} onCancel={() => setSigning(false)}><TextInput label={t('strategy.charter.signer')} description={t('strategy.charter.signer_more')} required maxLength={80} {...form.text('name')} /></Form>;
}
