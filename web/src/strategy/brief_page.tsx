// SPDX-License-Identifier: AGPL-3.0-or-later
// A brief: the client's documents on one side, highlighted; the restatement written beside them, saved by itself.
import { Textarea, TextInput } from '@mantine/core';
import { SaveState, useAutosave } from '../api/autosave';
import { Loaded } from '../api/loaded';
import { wordsOfProblem } from '../api/problem';
import { refresh } from '../api/queries';
import { useBrand, useMay } from '../identity';
import { useParam } from '../ui/address';
import { FileDrop } from '../ui/file_drop';
import { Go, Page, Section } from '../ui/page';
import { useWords } from '../ui/words';
import { BriefDocuments, Passages } from './brief_documents';
import { addDocument, loadBrief, saveBrief, useBrief, type BriefSheet } from './queries';

const most_bytes = 20_000_000;

export default function BriefPage() {
  const brand = useBrand();
  const id = useParam('brief');
  return <Loaded of={useBrief(brand.id, id)}>{(sheet) => <Sheet key={id} sheet={sheet} />}</Loaded>;
}

function Sheet({ sheet }: { sheet: BriefSheet }) {
  const { t } = useWords();
  const brand = useBrand();
  const may = useMay();
  const id = sheet.brief.id;
  const { draft, edit, state } = useAutosave({ name: `brief:${id}`, record: sheet.brief, save: (brief) => saveBrief(brand.id, brief), reload: () => loadBrief(brand.id, id).then(({ brief }) => brief) });
  const locked = !may('write_plan');
  const send = async (file: File, told: (share: number) => void) => {
    try {
      await addDocument(brand.id, id, file, told);
      await refresh('brief');
    } catch (refused) {
      return wordsOfProblem(t, refused);
    }
  };
  return (
    <Page title={draft.title} lead={<Go to={`/b/${brand.id}/comprendre/briefs`}>{t('strategy.brief.all')}</Go>} actions={<SaveState state={state} />} wide>
      <div className="two">
        <Section title={t('strategy.brief.documents')}>
          {locked ? null : <FileDrop label={t('strategy.brief.add')} accept={['application/pdf', '.docx', '.odt', '.txt', '.md']} types="PDF, DOCX, ODT, TXT" most_bytes={most_bytes} several send={send} />}
          <BriefDocuments sheet={sheet} />
        </Section>
        <Section title={t('strategy.brief.restated')}>
          <TextInput label={t('strategy.brief.name')} maxLength={120} readOnly={locked} value={draft.title} onChange={(event) => edit({ title: event.currentTarget.value })} />
          <Textarea label={t('strategy.brief.context')} description={t('strategy.brief.context_more')} autosize minRows={4} maxLength={4000} readOnly={locked} value={draft.context} onChange={(event) => edit({ context: event.currentTarget.value })} />
          <Textarea label={t('strategy.brief.problem')} description={t('strategy.brief.problem_more')} autosize minRows={3} maxLength={2000} readOnly={locked} value={draft.problem_statement} onChange={(event) => edit({ problem_statement: event.currentTarget.value })} />
          <TextInput type="date" label={t('strategy.brief.received')} readOnly={locked} value={draft.received_on ?? ''} onChange={(event) => edit({ received_on: event.currentTarget.value || null })} />
          <Passages sheet={sheet} />
          <p><Go to={`/b/${brand.id}/comprendre/objectifs?open=new`}>{t('strategy.objective.create')}</Go></p>
        </Section>
      </div>
    </Page>
  );
}
