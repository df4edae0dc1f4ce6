// SPDX-License-Identifier: AGPL-3.0-or-later
// Who may judge, each with the proof of what qualifies them.
import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useAct } from '../api/act';
import { Form, useForm } from '../api/form';
import { Loaded } from '../api/loaded';
import { wordsOfProblem } from '../api/problem';
import { refresh } from '../api/queries';
import { useAddress } from '../ui/address';
import { FileDrop } from '../ui/file_drop';
import { List, type Column } from '../ui/list';
import { Detail, Page, Split } from '../ui/page';
import { Badge, EmptyState, Note } from '../ui/states';
import { useWords } from '../ui/words';
import { addJuror, keepProof, saveJuror, shelveJuror, useJurors, type JurorView } from './queries';

const most_bytes = 20_000_000;

export default function JurorsPage() {
  const { t } = useWords();
  const [query, change] = useAddress();
  const found = useJurors();
  const make = <Button onClick={() => change({ open: 'new' })}>{t('judge.add_juror')}</Button>;
  const columns: Column<JurorView>[] = [
    { key: 'name', title: t('judge.juror'), value: (one) => one.name },
    { key: 'quality', title: t('judge.quality'), value: (one) => one.juror.quality },
    { key: 'employer', title: t('judge.employer'), value: (one) => one.juror.employer, minor: true },
    { key: 'belongs', title: t('judge.belongs_title'), value: (one) => t(`judge.belongs.${one.juror.belongs}`) },
    { key: 'proof', title: t('judge.qualification'), value: (one) => t(one.juror.proof_sha256 ? 'judge.proved' : 'judge.unproved'), show: (one) => <Badge tone={one.juror.proof_sha256 ? 'good' : 'warn'}>{t(one.juror.proof_sha256 ? 'judge.proved' : 'judge.unproved')}</Badge> },
  ];
  return (
    <Page title={t('judge.jurors')} lead={t('judge.jurors_lead')} actions={make} wide>
      <Loaded of={found}>
        {({ items, eligible }) => {
          const open = items.find((one) => one.juror.id === query.open);
          const detail = query.open === 'new' ? <Detail title={t('judge.add_juror')} onClose={() => change({ open: undefined })}><JurorForm eligible={eligible} onDone={(id) => change({ open: id })} /></Detail>
            : open ? <Detail title={open.name} onClose={() => change({ open: undefined })}><JurorForm key={open.juror.id} view={open} eligible={[]} onDone={() => {}} /><Proof view={open} /></Detail> : null;
          return <Split detail={detail}><List name="jurors" label={t('judge.jurors')} rows={items} id={(one) => one.juror.id} columns={columns} open={query.open} onOpen={(one) => change({ open: one.juror.id })} empty={<EmptyState title={t('judge.no_juror')} action={make}>{t('judge.no_juror_more')}</EmptyState>} /></Split>;
        }}
      </Loaded>
    </Page>
  );
}

function JurorForm({ view, eligible, onDone }: { view?: JurorView; eligible: { person_id: string; name: string }[]; onDone: (id: string) => void }) {
  const { t } = useWords();
  const was = view?.juror;
  const form = useForm({
    name: `juror:${was?.id ?? 'new'}`,
    initial: { person_id: was?.person_id ?? '', quality: was?.quality ?? '', employer: was?.employer ?? '', belongs: was?.belongs ?? 'external', gender: was?.gender ?? 'unsaid', qualification: was?.qualification ?? '', qualified_until: was?.qualified_until ?? '' },
    revision: was?.revision,
    send: ({ qualified_until, ...values }, revision) => {
      const sent = { ...values, ...(qualified_until ? { qualified_until } : {}), ...(was ? { revision } : {}) };
      return was ? saveJuror(was.id, sent) : addJuror(sent);
    },
    done: (saved) => (void refresh('juror'), onDone(saved.id)),
  });
  return (
    <Form form={form} verb={t(was ? 'judge.save' : 'judge.add_juror')}>
      {was ? null : eligible.length ? <NativeSelect label={t('judge.person')} required {...form.text('person_id')} data={[{ value: '', label: '–' }, ...eligible.map((one) => ({ value: one.person_id, label: one.name }))]} /> : <Note>{t('judge.no_eligible')}</Note>}
      <TextInput label={t('judge.quality')} description={t('judge.quality_more')} required maxLength={120} {...form.text('quality')} />
      <TextInput label={t('judge.employer')} maxLength={120} {...form.text('employer')} />
      <NativeSelect label={t('judge.belongs_title')} {...form.text('belongs')} data={['external', 'certifier', 'centre'].map((one) => ({ value: one, label: t(`judge.belongs.${one}`) }))} />
      <NativeSelect label={t('judge.gender_title')} description={t('judge.gender_more')} {...form.text('gender')} data={['unsaid', 'woman', 'man'].map((one) => ({ value: one, label: t(`judge.gender.${one}`) }))} />
      <TextInput label={t('judge.qualification')} description={t('judge.qualification_more')} maxLength={300} {...form.text('qualification')} />
      <TextInput type="date" label={t('judge.qualified_until')} {...form.text('qualified_until')} />
    </Form>
  );
}

function Proof({ view }: { view: JurorView }) {
  const { t } = useWords();
  const [run] = useAct();
  const { juror } = view;
  const send = async (file: File, told: (share: number) => void) => {
    try {
      await keepProof(juror.id, file, told);
      await refresh('juror');
    } catch (refused) {
      return wordsOfProblem(t, refused);
    }
  };
  const shelf = juror.archived_at ? 'active' : 'archived';
  return (
    <>
      {juror.proof_sha256 ? <p><a href={`/api/jurors/${juror.id}/proof`} target="_blank" rel="noopener">{juror.proof_name || t('judge.proof')}</a></p> : <Note tone="warn">{t('judge.unproved_more')}</Note>}
      <FileDrop label={t('judge.proof_add')} accept={['application/pdf', 'image/png', 'image/jpeg']} types="PDF, PNG, JPEG" most_bytes={most_bytes} send={send} />
      <div><Button variant="subtle" onClick={() => void run({ of: juror.id, act: () => shelveJuror(juror.id, shelf), touches: ['juror'] })}>{t(`judge.shelve.${shelf}`)}</Button></div>
    </>
  );
}
