// SPDX-License-Identifier: AGPL-3.0-or-later
import { Button, TextInput } from '@mantine/core';
import { Form, useForm } from '../api/form';
import { Loaded } from '../api/loaded';
import { refresh } from '../api/queries';
import { useBrand, useMay } from '../identity';
import { useAddress, useGo } from '../ui/address';
import { formatMoment } from '../ui/format';
import { List, type Column } from '../ui/list';
import { Detail, Page, Split } from '../ui/page';
import { EmptyState } from '../ui/states';
import { useWords, useZone } from '../ui/words';
import { createBrief, useBriefs, type Brief } from './queries';

export default function BriefsPage() {
  const { t, locale } = useWords();
  const zone = useZone();
  const brand = useBrand();
  const may = useMay();
  const go = useGo();
  const [query, change] = useAddress();
  const briefs = useBriefs(brand.id);
  const make = may('write_plan') ? <Button onClick={() => change({ open: 'new' })}>{t('strategy.brief.create')}</Button> : null;
  const columns: Column<Brief>[] = [
    { key: 'title', title: t('strategy.brief.name'), value: (brief) => brief.title },
    { key: 'updated', title: t('strategy.brief.updated'), value: (brief) => brief.updated_at, show: (brief) => formatMoment(brief.updated_at, locale, { zone }) },
  ];
  return (
    <Page title={t('strategy.brief.title')} lead={t('strategy.brief.lead')} actions={make} wide>
      <Split detail={query.open === 'new' ? <Detail title={t('strategy.brief.create')} onClose={() => change({ open: undefined })}><NewBrief /></Detail> : null}>
        <Loaded of={briefs}>
          {({ items }) => <List name="briefs" label={t('strategy.brief.title')} rows={items} id={(brief) => brief.id} columns={columns} onOpen={(brief) => go(`/b/${brand.id}/comprendre/briefs/${brief.id}`)}
            empty={<EmptyState title={t('strategy.brief.none')} action={make}>{t('strategy.brief.none_more')}</EmptyState>} />}
        </Loaded>
      </Split>
    </Page>
  );
}

function NewBrief() {
  const { t } = useWords();
  const brand = useBrand();
  const go = useGo();
  const form = useForm({
    name: `brief:new:${brand.id}`,
    initial: { title: '' },
    send: ({ title }) => createBrief(brand.id, title),
    done: (brief) => (void refresh('brief'), go(`/b/${brand.id}/comprendre/briefs/${brief.id}`)),
  });
  return <Form form={form} verb={t('strategy.brief.create')}><TextInput label={t('strategy.brief.name')} required maxLength={120} {...form.text('title')} /></Form>;
}
