// SPDX-License-Identifier: AGPL-3.0-or-later
// The pool of exam cases.
import { Button, NativeSelect, TextInput } from '@mantine/core';
import { Form, useForm } from '../api/form';
import { Loaded } from '../api/loaded';
import { refresh } from '../api/queries';
import { useAddress, useGo } from '../ui/address';
import { formatDate } from '../ui/format';
import { List, type Column } from '../ui/list';
import { Detail, Page, Split } from '../ui/page';
import { Badge, EmptyState } from '../ui/states';
import { useWords } from '../ui/words';
import { blocks, useCases, writeCase, type ExamCase } from './exam_queries';

const nothing = { client: '', channels: [], posts: [], orders: [], costs: [] };

export default function CasesPage() {
  const { t, locale } = useWords();
  const go = useGo();
  const [query, change] = useAddress();
  const cases = useCases();
  const write = <Button onClick={() => change({ open: 'new' })}>{t('examine.case.write')}</Button>;
  const columns: Column<ExamCase>[] = [
    { key: 'title', title: t('examine.case.title'), value: (one) => one.content.title },
    { key: 'block', title: t('examine.column.block'), value: (one) => one.content.block },
    { key: 'state', title: t('examine.column.state'), value: (one) => t(`examine.case_state.${one.state}`), show: (one) => <Badge tone={one.state === 'ready' ? 'good' : 'plain'}>{t(`examine.case_state.${one.state}`)}</Badge> },
    { key: 'documents', title: t('examine.case.documents'), value: (one) => one.documents.length, number: true, minor: true },
    { key: 'created', title: t('examine.case.created'), value: (one) => one.created_at, show: (one) => formatDate(one.created_at, locale), minor: true },
  ];
  return (
    <Page title={t('examine.cases')} lead={t('examine.cases_lead')} actions={write} wide>
      <Split detail={query.open === 'new' ? <Detail title={t('examine.case.write')} onClose={() => change({ open: undefined })}><NewCase /></Detail> : null}>
        <Loaded of={cases}>
          {({ items }) => <List name="exam-cases" label={t('examine.cases')} rows={items} id={(one) => one.id} columns={columns} onOpen={(one) => go(`/certifier/sujets/${one.id}`)}
            empty={<EmptyState title={t('examine.no_case')} action={write}>{t('examine.no_case_more')}</EmptyState>} />}
        </Loaded>
      </Split>
    </Page>
  );
}

function NewCase() {
  const { t } = useWords();
  const go = useGo();
  const form = useForm({
    name: 'exam_case:new',
    initial: { title: '', block: 'B1' },
    send: ({ title, block }) => writeCase({ title, block, brief: '', deliverables: [], supplied: nothing }),
    done: (made) => (void refresh('exam_case'), go(`/certifier/sujets/${made.id}`)),
  });
  return (
    <Form form={form} verb={t('examine.case.write')}>
      <TextInput label={t('examine.case.title')} required maxLength={160} {...form.text('title')} />
      <NativeSelect label={t('examine.column.block')} {...form.text('block')} data={blocks} />
    </Form>
  );
}
