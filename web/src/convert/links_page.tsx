// SPDX-License-Identifier: AGPL-3.0-or-later
// Tagged short links: those that publications issued, and those asked for by hand.
import { Button, Modal, NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import { Form, useForm } from '../api/form';
import { wordsOfProblem } from '../api/problem';
import { refresh } from '../api/queries';
import { PublicAddressNote, useMay, usePublicAddress } from '../identity';
import { useAddress, useParam } from '../ui/address';
import { toast } from '../ui/feedback';
import { formatMoment, unknown } from '../ui/format';
import { List, type Column } from '../ui/list';
import { Detail, Page, Split } from '../ui/page';
import { EmptyState, ErrorState, Skeleton } from '../ui/states';
import { useWords, useZone } from '../ui/words';
import { QrCard } from './qr_card';
import { createLink, useAims, useLinks, type TaggedLink } from './queries';
import { places, taggedAddress, tagsOf, type Place } from './tagged';

export default function LinksPage() {
  const { t, locale } = useWords();
  const zone = useZone();
  const brand = useParam('brand');
  const may = useMay();
  const [making, setMaking] = useState(false);
  const links = useLinks(brand);
  const [query, change] = useAddress();
  const open = links.data?.items.find(({ id }) => id === query.open);
  const make = may('write_content') ? <Button onClick={() => setMaking(true)}>{t('convert.links.make')}</Button> : null;
  const columns: Column<TaggedLink>[] = [
    { key: 'code', title: t('convert.links.link'), value: (row) => `/l/${row.code}` },
    { key: 'target', title: t('convert.links.target'), value: (row) => row.target },
    { key: 'source', title: t('convert.links.source'), value: (row) => `${row.source} / ${row.medium}` },
    { key: 'campaign', title: t('convert.links.campaign'), value: (row) => (row.campaign === 'none' ? unknown : row.campaign) },
    { key: 'created_at', title: t('convert.links.made'), value: (row) => row.created_at, show: (row) => formatMoment(row.created_at, locale, { zone }), minor: true },
  ];
  return (
    <Page title={t('convert.links.title')} lead={t('convert.links.lead')} actions={make} wide>
      {links.isPending ? <Skeleton /> : null}
      {links.isError ? <ErrorState words={wordsOfProblem(t, links.error)} onRetry={() => void links.refetch()} /> : null}
      {links.data?.items.length ? <PublicAddressNote /> : null}
      {links.data ? <Split detail={open ? <Detail title={t('convert.links.qr_title', { code: open.code })} onClose={() => change({ open: '' })}><QrCard key={open.id} brand={brand} link={open} /></Detail> : null}><List name="links" label={t('convert.links.title')} rows={links.data.items} id={(row) => row.id} columns={columns} filters={[]} open={query.open} onOpen={(row) => change({ open: row.id })} empty={<EmptyState title={t('convert.links.empty')} action={make}>{t('convert.links.empty_more')}</EmptyState>} /></Split> : null}
      <Modal opened={making} onClose={() => setMaking(false)} title={t('convert.links.make')} closeButtonProps={{ 'aria-label': t('ui.close') }}>
        <LinkForm brand={brand} close={() => setMaking(false)} />
      </Modal>
    </Page>
  );
}

interface Wanted { target: string; objective_id: string; place: Place; source: string }

/** A link made by hand says where it will stand, so that its visits are told apart. */
function LinkForm({ brand, close }: { brand: string; close: () => void }) {
  const { t } = useWords();
  const address = usePublicAddress();
  const aims = useAims(brand).data ?? [];
  const tags = ({ place, source, objective_id }: Wanted) => tagsOf({ place, other: source, campaign: aims.find((one) => one.id === objective_id)?.slug ?? '' });
  const initial: Wanted = { target: '', objective_id: '', place: 'affiche', source: '' };
  const form = useForm({
    name: `link:new:${brand}`,
    initial,
    send: (values) => {
      const { source, medium, campaign } = tags(values);
      return createLink(brand, { target: values.target, objective_id: values.objective_id || null, source: source || null, medium, campaign: campaign || null });
    },
    done: (made) => (void refresh('link', brand), toast({ said: `${address}/l/${made.code}` }), close()),
  });
  const tagged = taggedAddress(form.values.target, tags(form.values));
  return (
    <Form form={form} verb={t('convert.links.make')} onCancel={close}>
      <TextInput label={t('convert.links.target')} placeholder="https://" type="url" required maxLength={2048} {...form.text('target')} />
      <NativeSelect label={t('convert.links.objective')} data={[{ value: '', label: t('convert.links.no_objective') }, ...aims.map((one) => ({ value: one.id, label: one.title }))]} {...form.text('objective_id')} />
      <NativeSelect label={t('convert.links.place')} data={[...Object.keys(places), 'other'].map((place) => ({ value: place, label: t(`convert.links.places.${place}`) }))} {...form.text('place')} />
      {form.values.place === 'other' ? <TextInput label={t('convert.links.other')} required maxLength={64} {...form.text('source')} /> : null}
      {tagged ? <p className="small soft" style={{ overflowWrap: 'anywhere' }} aria-live="polite">{t('convert.links.tagged', { address: tagged })}</p> : null}
    </Form>
  );
}
