// SPDX-License-Identifier: AGPL-3.0-or-later
// Candidates: found, entered, imported, exported; one opens beside the list.
import { Button, Modal } from '@mantine/core';
import { useState } from 'react';
import { Loaded } from '../api/loaded';
import { useAddress, useGo } from '../ui/address';
import { List } from '../ui/list';
import { Detail, Page, Split } from '../ui/page';
import { Badge, EmptyState } from '../ui/states';
import { useWords } from '../ui/words';
import { CandidateDetail, CandidateForm } from './candidate_detail';
import { candidates_csv, enrolment_states, routes, useCandidates, type CandidateLine } from './queries';

export const nameOf = (line: CandidateLine, erased: string): string => {
  const who = line.card.identity;
  return who ? `${who.first_name} ${(who.used_name ?? who.birth_name).toLocaleUpperCase()}` : erased;
};

export default function CandidatesPage() {
  const { t } = useWords();
  const go = useGo();
  const found = useCandidates();
  const [adding, setAdding] = useState(false);
  const actions = (
    <>
      <Button component="a" href={candidates_csv} variant="default" download>{t('enrol.candidates.export')}</Button>
      <Button variant="default" onClick={() => go('/certifier/candidats/import')}>{t('enrol.candidates.import')}</Button>
      <Button onClick={() => setAdding(true)}>{t('enrol.candidates.add')}</Button>
    </>
  );
  return (
    <Page title={t('enrol.candidates.title')} lead={t('enrol.candidates.lead')} actions={actions} wide>
      <Loaded of={found}>{({ pages }) => <Candidates items={pages.flatMap((page) => page.items)} add={() => setAdding(true)} />}</Loaded>
      <Modal opened={adding} onClose={() => setAdding(false)} title={t('enrol.candidates.add')} closeButtonProps={{ 'aria-label': t('ui.close') }} size="lg">
        {adding ? <CandidateForm line={null} close={() => setAdding(false)} /> : null}
      </Modal>
    </Page>
  );
}

function Candidates({ items, add }: { items: CandidateLine[]; add: () => void }) {
  const { t } = useWords();
  const [query, change] = useAddress();
  const open = items.find((line) => line.card.candidate.id === query.open);
  const close = () => change({ open: undefined });
  const name = (line: CandidateLine) => nameOf(line, t('enrol.candidates.erased'));
  const blocks = [...new Set(items.flatMap((line) => line.enrolments.flatMap((one) => one.blocks)))].sort();
  return (
    <Split detail={open ? <Detail key={open.card.candidate.id} title={name(open)} onClose={close}><CandidateDetail line={open} close={close} /></Detail> : null}>
      <List name="candidates" label={t('enrol.candidates.title')} rows={items} id={(line) => line.card.candidate.id} open={query.open} onOpen={(line) => change({ open: line.card.candidate.id })}
        empty={<EmptyState title={t('enrol.candidates.none')} action={<Button onClick={add}>{t('enrol.candidates.add')}</Button>}>{t('enrol.candidates.none_more')}</EmptyState>}
        filters={[
          { key: 'route', title: t('enrol.field.route'), options: routes.map((route) => ({ value: route, label: t(`enrol.route.${route}`) })), keeps: (line, route) => line.card.candidate.route === route },
          { key: 'state', title: t('enrol.state'), options: enrolment_states.map((state) => ({ value: state, label: t(`enrol.enrolment_state.${state}`) })), keeps: (line, state) => line.enrolments.some((one) => one.state === state) },
          { key: 'block', title: t('enrol.block'), options: blocks.map((block) => ({ value: block, label: block })), keeps: (line, block) => line.enrolments.some((one) => one.blocks.includes(block)) },
        ]}
        columns={[
          { key: 'name', title: t('enrol.candidates.name'), value: name },
          { key: 'number', title: t('enrol.field.number'), value: (line) => line.card.candidate.number },
          { key: 'route', title: t('enrol.field.route'), value: (line) => t(`enrol.route.${line.card.candidate.route}`), minor: true },
          { key: 'email', title: t('enrol.field.email'), value: (line) => line.card.identity?.email ?? '', minor: true },
          { key: 'enrolments', title: t('enrol.candidates.enrolments'), value: (line) => line.enrolments.map((one) => `${one.blocks.join(' ')} ${t(`enrol.enrolment_state.${one.state}`)}`).join(' ; ') },
          { key: 'missing', title: t('enrol.candidates.missing'), value: (line) => line.card.missing.length, number: true, minor: true,
            show: (line) => line.card.missing.length ? <Badge tone="warn">{line.card.missing.map((field) => t(`enrol.field.${field}`)).join(', ')}</Badge> : <Badge tone="good">{t('enrol.candidates.whole')}</Badge> },
        ]} />
    </Split>
  );
}
