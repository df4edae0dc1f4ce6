// SPDX-License-Identifier: AGPL-3.0-or-later
import { Button, Textarea, TextInput } from '@mantine/core';
import { useAct } from '../api/act';
import { Form, useForm, type FormState } from '../api/form';
import { Loaded } from '../api/loaded';
import { refresh } from '../api/queries';
import { useBrand, useMay } from '../identity';
import { useAddress } from '../ui/address';
import { toast } from '../ui/feedback';
import { PercentInput } from '../ui/figure_input';
import { formatNumber } from '../ui/format';
import { LinesInput } from '../ui/lines_input';
import { List, type Column } from '../ui/list';
import { Detail, Page, Split } from '../ui/page';
import { EmptyState, Note } from '../ui/states';
import { useWords } from '../ui/words';
import { createPillar, savePillar, shelvePillar, usePillars, type Pillar } from './queries';

export default function PillarsPage() {
  const { t } = useWords();
  const brand = useBrand();
  const may = useMay();
  const [, change] = useAddress();
  const pillars = usePillars(brand.id);
  const make = may('write_plan') ? <Button onClick={() => change({ open: 'new' })}>{t('strategy.pillar.create')}</Button> : null;
  return (
    <Page title={t('strategy.pillar.title')} lead={t('strategy.pillar.lead')} actions={make} wide>
      <Loaded of={pillars}>{({ items }) => <Pillars items={items} make={make} />}</Loaded>
    </Page>
  );
}

function Pillars({ items, make }: { items: Pillar[]; make: React.ReactNode }) {
  const { t, locale } = useWords();
  const [query, change] = useAddress();
  const found = items.find((pillar) => pillar.id === query.open);
  const total = items.filter((pillar) => !pillar.archived_at).reduce((sum, pillar) => sum + pillar.share_percent, 0);
  const columns: Column<Pillar>[] = [
    { key: 'name', title: t('strategy.pillar.name'), value: (pillar) => pillar.name },
    { key: 'topics', title: t('strategy.pillar.topics'), value: (pillar) => pillar.topics.join(', '), minor: true },
    { key: 'share', title: t('strategy.pillar.share'), value: (pillar) => pillar.share_percent, show: (pillar) => `${formatNumber(pillar.share_percent, locale)}\u00a0%`, number: true },
  ];
  const close = () => change({ open: undefined });
  const detail = query.open === 'new' ? <Detail title={t('strategy.pillar.create')} onClose={close}><PillarForm close={close} /></Detail>
    : found ? <Detail key={found.id} title={found.name} onClose={close}><PillarForm key={found.revision} pillar={found} close={close} /></Detail> : null;
  return (
    <Split detail={detail}>
      {items.length && total !== 100 ? <Note tone="warn">{t('strategy.pillar.total', { total })}</Note> : null}
      <List name="pillars" label={t('strategy.pillar.title')} rows={items} id={(pillar) => pillar.id} columns={columns} open={query.open} onOpen={(pillar) => change({ open: pillar.id })}
        empty={<EmptyState title={t('strategy.pillar.none')} action={make}>{t('strategy.pillar.none_more')}</EmptyState>} />
    </Split>
  );
}

interface Values {
  name: string;
  description: string;
  share_percent: number | null;
  topics: string[];
}

function PillarForm({ pillar, close }: { pillar?: Pillar; close: () => void }) {
  const { t } = useWords();
  const brand = useBrand();
  const [run] = useAct();
  const form: FormState<Values> = useForm<Values, Pillar>({
    name: `pillar:${pillar?.id ?? `new:${brand.id}`}`,
    initial: { name: pillar?.name ?? '', description: pillar?.description ?? '', share_percent: pillar?.share_percent ?? 0, topics: pillar?.topics ?? [] },
    revision: pillar?.revision,
    send: (values, revision) => {
      const body = { ...values, share_percent: values.share_percent ?? 0 };
      return pillar ? savePillar(brand.id, pillar.id, { ...body, revision }) : createPillar(brand.id, body);
    },
    done: () => (void refresh('pillar'), toast({ said: t('ui.saving.saved') }), pillar ? undefined : close()),
  });
  const archive = (one: Pillar) => run({ of: one.id, act: () => shelvePillar(brand.id, one.id, 'archived'), said: t('strategy.shelf.now_archived', { name: one.name }), undo: () => shelvePillar(brand.id, one.id, 'active'), touches: ['pillar'] });
  return (
    <Form form={form} verb={pillar ? t('ui.save') : t('strategy.pillar.create')} beside={pillar ? <Button variant="default" onClick={() => void archive(pillar)}>{t('strategy.shelf.to_archived')}</Button> : null}>
      <TextInput label={t('strategy.pillar.name')} required maxLength={80} {...form.text('name')} />
      <Textarea label={t('strategy.pillar.description')} autosize minRows={2} maxLength={600} {...form.text('description')} />
      <PercentInput label={t('strategy.pillar.share')} description={t('strategy.pillar.share_more')} {...form.field('share_percent')} />
      <LinesInput label={t('strategy.pillar.topics')} description={t('strategy.one_a_line')} {...form.field('topics')} />
    </Form>
  );
}
