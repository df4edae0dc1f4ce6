// SPDX-License-Identifier: AGPL-3.0-or-later
// The bank: every question with its tags and versions, how a candidate sees it, and the files it comes from and leaves in.
import { Button, Menu } from '@mantine/core';
import type { ReactNode } from 'react';
import { Loaded } from '../api/loaded';
import { refresh } from '../api/queries';
import { useAddress } from '../ui/address';
import { Icon } from '../ui/icons';
import { List, type Column, type Filter } from '../ui/list';
import { Detail, Page, Split } from '../ui/page';
import { Badge, EmptyState } from '../ui/states';
import { useWords } from '../ui/words';
import { ImportPart } from './questionnaire_import';
import { EditQuestion, NewQuestion } from './questionnaire_form';
import { asked_kinds, difficulties, fileAddress, question_states, useQuestions, type QuestionItem } from './questionnaire_queries';

const tones = { draft: 'plain', active: 'good', retired: 'warn' } as const;

export default function BankPage() {
  const { t } = useWords();
  const [query, change] = useAddress();
  const open = query.open;
  const close = () => change({ open: undefined });
  const make = <Button onClick={() => change({ open: 'new' })}>{t('examine.quiz.add')}</Button>;
  return (
    <Page title={t('examine.quiz.bank')} lead={t('examine.quiz.bank_lead')} actions={<><Files onImport={() => change({ open: 'import' })} />{make}</>} wide>
      <Loaded of={useQuestions()}>
        {({ items }) => (
          <Split detail={<Open of={open} items={items} onClose={close} onOpen={(id) => change({ open: id })} />}>
            <Questions items={items} open={open} onOpen={(id) => change({ open: id })} make={make} />
          </Split>
        )}
      </Loaded>
    </Page>
  );
}

function Questions({ items, open, onOpen, make }: { items: QuestionItem[]; open?: string; onOpen: (id: string) => void; make: ReactNode }) {
  const { t } = useWords();
  const columns: Column<QuestionItem>[] = [
    { key: 'reference', title: t('examine.quiz.reference'), value: (item) => item.reference },
    { key: 'summary', title: t('examine.quiz.question'), value: (item) => item.summary },
    { key: 'kind', title: t('examine.quiz.kind'), value: (item) => t(`examine.quiz.kinds.${item.kind}`), minor: true },
    { key: 'tags', title: t('examine.quiz.tags'), value: (item) => item.tags.join(', '), minor: true },
    { key: 'difficulty', title: t('examine.quiz.difficulty'), value: (item) => t(`examine.quiz.difficulties.${item.difficulty}`), minor: true },
    { key: 'state', title: t('examine.quiz.state'), value: (item) => t(`examine.quiz.states.${item.state}`), show: (item) => <Badge tone={tones[item.state]}>{t(`examine.quiz.states.${item.state}`)}</Badge> },
    { key: 'version', title: t('examine.quiz.version'), value: (item) => item.version, number: true, minor: true },
  ];
  return (
    <List name="questions" label={t('examine.quiz.bank')} rows={items} id={(item) => item.id} columns={columns} filters={useFilters(items)} open={open} onOpen={(item) => onOpen(item.id)}
      empty={<EmptyState title={t('examine.quiz.none')} action={make}>{t('examine.quiz.none_more')}</EmptyState>} />
  );
}

function useFilters(items: QuestionItem[]): Filter<QuestionItem>[] {
  const { t } = useWords();
  const tags = [...new Set(items.flatMap((item) => item.tags))].sort();
  return [
    { key: 'state', title: t('examine.quiz.state'), options: question_states.map((value) => ({ value, label: t(`examine.quiz.states.${value}`) })), keeps: (item, value) => item.state === value },
    { key: 'kind', title: t('examine.quiz.kind'), options: asked_kinds.map((value) => ({ value, label: t(`examine.quiz.kinds.${value}`) })), keeps: (item, value) => item.kind === value },
    { key: 'tag', title: t('examine.quiz.tag'), options: tags.map((value) => ({ value, label: value })), keeps: (item, value) => item.tags.includes(value) },
    { key: 'difficulty', title: t('examine.quiz.difficulty'), options: difficulties.map((value) => ({ value, label: t(`examine.quiz.difficulties.${value}`) })), keeps: (item, value) => item.difficulty === value },
  ];
}

function Files({ onImport }: { onImport: () => void }) {
  const { t } = useWords();
  return (
    <Menu>
      <Menu.Target><Button variant="default" leftSection={<Icon name="upload" small />}>{t('examine.quiz.files')}</Button></Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={onImport}>{t('examine.quiz.import')}</Menu.Item>
        <Menu.Item component="a" href={fileAddress('gift')} download>{t('examine.quiz.export_gift')}</Menu.Item>
        <Menu.Item component="a" href={fileAddress('xml')} download>{t('examine.quiz.export_xml')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

function Open({ of, items, onClose, onOpen }: { of?: string; items: QuestionItem[]; onClose: () => void; onOpen: (id: string) => void }) {
  const { t } = useWords();
  if (of === 'import') return <Detail title={t('examine.quiz.import')} onClose={onClose}><ImportPart done={() => (void refresh('question'), onClose())} /></Detail>;
  if (of === 'new') return <Detail title={t('examine.quiz.add')} onClose={onClose}><NewQuestion done={(made) => (void refresh('question'), onOpen(made.item.id))} next={`Q-${String(items.length + 1).padStart(4, '0')}`} /></Detail>;
  const found = items.find((item) => item.id === of);
  return found ? <Detail key={found.id} title={found.reference} onClose={onClose}><EditQuestion id={found.id} revision={found.revision} /></Detail> : null;
}
