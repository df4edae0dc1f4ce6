// SPDX-License-Identifier: AGPL-3.0-or-later
// Objectives: a figure, a unit, a date, a budget. One that lacks any says so.
import { Button } from '@mantine/core';
import { Loaded } from '../api/loaded';
import { useBrand, useMay } from '../identity';
import { formatDate, formatMoney, formatNumber, unknown } from '../ui/format';
import { List, type Column } from '../ui/list';
import { Detail, Page, Split } from '../ui/page';
import { Badge, EmptyState } from '../ui/states';
import { useWords } from '../ui/words';
import { EditObjective, NewObjective } from './objective_form';
import { useOpenRow } from './open_row';
import { inMoney, useObjectives, type Objective, type ObjectiveView } from './queries';

export default function ObjectivesPage() {
  const { t } = useWords();
  const brand = useBrand();
  const may = useMay();
  const objectives = useObjectives(brand.id);
  const [open, setOpen] = useOpenRow('objective', `/b/${brand.id}/comprendre/objectifs`);
  const make = may('write_plan') ? <Button onClick={() => setOpen('new')}>{t('strategy.objective.create')}</Button> : null;
  return (
    <Page title={t('strategy.objective.title')} lead={t('strategy.objective.lead')} actions={make} wide>
      <Loaded of={objectives}>{({ items }) => <Objectives items={items} open={open} setOpen={setOpen} make={make} />}</Loaded>
    </Page>
  );
}

interface Parts {
  items: ObjectiveView[];
  open: string | undefined;
  setOpen: (id: string | undefined) => void;
  make: React.ReactNode;
}

function Objectives({ items, open, setOpen, make }: Parts) {
  const { t, locale } = useWords();
  const found = items.find(({ objective }) => objective.id === open);
  const target = (one: Objective) => (inMoney(one.metric) ? formatMoney(one.target == null ? null : { minor: one.target, currency: one.currency }, locale, 'when_needed') : formatNumber(one.target, locale));
  const columns: Column<ObjectiveView>[] = [
    { key: 'title', title: t('strategy.objective.name'), value: ({ objective }) => objective.title },
    { key: 'target', title: t('strategy.objective.target'), value: ({ objective }) => objective.target, show: ({ objective }) => target(objective), number: true },
    { key: 'metric', title: t('strategy.objective.metric'), value: ({ objective }) => t(`strategy.metrics.${objective.metric}`), minor: true },
    { key: 'ends', title: t('strategy.objective.ends'), value: ({ objective }) => objective.ends_on, show: ({ objective }) => formatDate(objective.ends_on, locale) },
    { key: 'budget', title: t('strategy.objective.budget'), value: ({ objective }) => objective.budget?.minor, show: ({ objective }) => (objective.budget ? formatMoney(objective.budget, locale, 'when_needed') : unknown), number: true, minor: true },
    { key: 'state', title: t('strategy.objective.state'), value: ({ objective }) => t(`strategy.objective.states.${objective.archived_at ? 'archived' : objective.state}`), show: (row) => <State row={row} /> },
  ];
  const states = ['draft', 'active', 'closed'];
  const close = () => setOpen(undefined);
  const detail = open === 'new' ? <Detail title={t('strategy.objective.create')} onClose={close}><NewObjective done={(made) => setOpen(made.objective.id)} /></Detail>
    : found ? <Detail key={found.objective.id} title={found.objective.title} onClose={close}><EditObjective key={found.objective.revision} view={found} /></Detail> : null;
  return (
    <Split detail={detail}>
      <List name="objectives" label={t('strategy.objective.title')} rows={items} id={({ objective }) => objective.id} columns={columns} open={open} onOpen={({ objective }) => setOpen(objective.id)}
        filters={[{ key: 'state', title: t('strategy.objective.state'), options: states.map((state) => ({ value: state, label: t(`strategy.objective.states.${state}`) })), keeps: ({ objective }, state) => objective.state === state }]}
        empty={<EmptyState title={t('strategy.objective.none')} action={make}>{t('strategy.objective.none_more')}</EmptyState>} />
    </Split>
  );
}

function State({ row: { objective, missing } }: { row: ObjectiveView }) {
  const { t } = useWords();
  if (objective.archived_at) return <Badge>{t('strategy.objective.states.archived')}</Badge>;
  if (missing.length) return <Badge tone="warn">{t('strategy.objective.lacks', { what: missing.map((one) => t(`strategy.objective.missing.${one}`)).join(', ') })}</Badge>;
  return <Badge tone={objective.state === 'active' ? 'good' : 'plain'}>{t(`strategy.objective.states.${objective.state}`)}</Badge>;
}
