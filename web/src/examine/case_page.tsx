// SPDX-License-Identifier: AGPL-3.0-or-later
// One exam case: brief, what is to be handed in, the client's documents, the figures supplied.
import { Button, Checkbox, Textarea, TextInput } from '@mantine/core';
import { useAct } from '../api/act';
import { Form, useForm } from '../api/form';
import { Loaded } from '../api/loaded';
import { wordsOfProblem } from '../api/problem';
import { refresh } from '../api/queries';
import { useParam } from '../ui/address';
import { toast } from '../ui/feedback';
import { FileDrop } from '../ui/file_drop';
import { formatBytes } from '../ui/format';
import { Page, Section } from '../ui/page';
import { Badge, Note } from '../ui/states';
import { useWords } from '../ui/words';
import { SuppliedPart, SuppliedShown } from './case_supplied';
import { accepted, mostBytes } from './files';
import { addDocument, dropDocument, moveCase, saveCase, useCase, type ExamCase } from './exam_queries';

const counts: Record<string, number> = { B1: 7, B2: 7, B3: 4, B4: 6, B5: 5 };
const codesOf = (block: string) => Array.from({ length: counts[block] ?? 0 }, (_, index) => `L${block.slice(1)}.${index + 1}`);

export default function CasePage() {
  const id = useParam('case');
  const found = useCase(id);
  return <Loaded page of={found}>{(one) => <Sheet key={one.revision} one={one} />}</Loaded>;
}

function Sheet({ one }: { one: ExamCase }) {
  const { t } = useWords();
  const [run, busy] = useAct();
  const draft = one.state === 'draft';
  const move = (event: 'make_ready' | 'rework' | 'retire') => void run({ of: one.id, act: () => moveCase(one.id, event), said: t('examine.moved'), touches: ['exam_case'] });
  const acts = (
    <>
      <Badge tone={one.state === 'ready' ? 'good' : 'plain'}>{t(`examine.case_state.${one.state}`)}</Badge>
      {draft ? <Button loading={busy} onClick={() => move('make_ready')}>{t('examine.case.make_ready')}</Button> : null}
      {one.state === 'ready' ? <Button variant="default" loading={busy} onClick={() => move('rework')}>{t('examine.case.rework')}</Button> : null}
      {one.state !== 'retired' && !draft ? <Button variant="default" loading={busy} onClick={() => move('retire')}>{t('examine.case.retire')}</Button> : null}
    </>
  );
  return (
    <Page title={one.content.title} lead={t('examine.case.lead', { block: one.content.block })} actions={acts}>
      {one.sha256 ? <Note>{t('examine.case.sealed')} <code style={{ overflowWrap: 'anywhere' }}>{one.sha256}</code></Note> : null}
      {draft ? <Writing one={one} /> : <Section title={t('examine.case.brief')}><p style={{ whiteSpace: 'pre-wrap' }}>{one.content.brief}</p></Section>}
      {draft ? null : <Section title={t('examine.case.deliverables')}><p>{one.content.deliverables.join(', ')}</p></Section>}
      {draft ? null : <SuppliedShown supplied={one.content.supplied} />}
      <Documents one={one} draft={draft} />
    </Page>
  );
}

function Writing({ one }: { one: ExamCase }) {
  const { t } = useWords();
  const form = useForm({
    name: `exam_case:${one.id}`,
    initial: { content: one.content },
    revision: one.revision,
    send: ({ content }, revision) => saveCase(one.id, content, revision),
    done: () => (void refresh('exam_case'), toast({ said: t('examine.case.saved') })),
  });
  const deliverables = form.field('content/deliverables');
  return (
    <Form form={form} verb={t('examine.case.save')} wide>
      <TextInput label={t('examine.case.title')} required maxLength={160} {...form.text('content/title')} />
      <Textarea label={t('examine.case.brief')} description={t('examine.case.brief_more')} autosize minRows={8} maxLength={20000} {...form.text('content/brief')} />
      <Checkbox.Group label={t('examine.case.deliverables')} value={deliverables.value} onChange={deliverables.onChange} error={deliverables.error}>
        <div className="line">{codesOf(one.content.block).map((code) => <Checkbox key={code} value={code} label={code} />)}</div>
      </Checkbox.Group>
      <SuppliedPart form={form} />
    </Form>
  );
}

function Documents({ one, draft }: { one: ExamCase; draft: boolean }) {
  const { t, locale } = useWords();
  const [run] = useAct();
  const send = (file: File, told: (share: number) => void) => addDocument(one.id, file, told).then(() => void refresh('exam_case'), (refused: unknown) => wordsOfProblem(t, refused));
  return (
    <Section title={t('examine.case.documents')}>
      {one.documents.length === 0 ? <p className="soft">{t('examine.case.no_document')}</p> : null}
      <ul className="stack">
        {one.documents.map((document) => (
          <li key={document.sha256} className="line">
            <a href={`/api/exam-cases/${one.id}/documents/${document.sha256}`}>{document.name}</a> <span className="soft">{formatBytes(document.bytes, locale)}</span>
            {draft ? <Button size="xs" variant="subtle" onClick={() => void run({ of: document.sha256, act: () => dropDocument(one.id, document.sha256), touches: ['exam_case'] })}>{t('examine.case.drop', { name: document.name })}</Button> : null}
          </li>
        ))}
      </ul>
      {draft ? <FileDrop label={t('examine.case.add_document')} accept={accepted} types={t('examine.file_types')} most_bytes={mostBytes} send={send} several /> : null}
    </Section>
  );
}
