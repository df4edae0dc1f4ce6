// SPDX-License-Identifier: AGPL-3.0-or-later
// What came of the visits: orders measured on the site, read from a file, or told by a person.
import { Button, Modal, NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import { Form, useForm } from '../api/form';
import { wordsOfProblem } from '../api/problem';
import { refresh } from '../api/queries';
import { useBrand, useMay } from '../identity';
import { useAddress } from '../ui/address';
import { toast } from '../ui/feedback';
import { formatMoment, formatMoney } from '../ui/format';
import { MoneyInput } from '../ui/inputs';
import { resolve, todayIn } from '../ui/moment';
import { List, type Column } from '../ui/list';
import { Page } from '../ui/page';
import { PickFile } from '../ui/pick_file';
import { Badge, EmptyState, ErrorState, Skeleton } from '../ui/states';
import { useWords, useZone } from '../ui/words';
import { OrdersOfJob, OrdersPreview } from './orders_preview';
import { declare, kinds, useConversions, useSites, type Conversion, type Money, type Site, type Tax } from './queries';
import { TaxFields } from './tax_fields';

export default function ConversionsPage() {
  const { t } = useWords();
  const brand = useBrand();
  const may = useMay();
  const [declaring, setDeclaring] = useState(false);
  const [file, setFile] = useState<File | null>(null);
  const [{ file: read }, change] = useAddress();
  const conversions = useConversions(brand.id);
  const sites = useSites(brand.id);
  const columns = useColumns(sites.data?.items ?? []);
  const acts = may('write_costs') ? (
    <div className="line">
      <PickFile accept=".csv,text/csv" onPick={setFile}>{(props) => <Button variant="default" {...props}>{t('convert.conversions.import')}</Button>}</PickFile>
      <Button onClick={() => setDeclaring(true)}>{t('convert.conversions.declare')}</Button>
    </div>
  ) : null;
  return (
    <Page title={t('convert.conversions.title')} lead={t('convert.conversions.lead')} actions={acts} wide>
      {conversions.isPending ? <Skeleton /> : null}
      {conversions.isError ? <ErrorState words={wordsOfProblem(t, conversions.error)} onRetry={() => void conversions.refetch()} /> : null}
      {conversions.data ? <List name="conversions" label={t('convert.conversions.title')} rows={conversions.data.items} id={(row) => row.id} columns={columns} order="-at" filters={[]} empty={<EmptyState title={t('convert.conversions.empty')}>{t('convert.conversions.empty_more')}</EmptyState>} /> : null}
      <Modal opened={declaring} onClose={() => setDeclaring(false)} title={t('convert.conversions.declare')} closeButtonProps={{ 'aria-label': t('ui.close') }}>
        {sites.isPending ? <Skeleton lines={4} /> : <DeclareForm brand={brand} site={sites.data?.items[0]?.site} close={() => setDeclaring(false)} />}
      </Modal>
      <Modal opened={file !== null} onClose={() => setFile(null)} size="lg" title={t('convert.conversions.import')} closeButtonProps={{ 'aria-label': t('ui.close') }}>
        {file ? <OrdersPreview brand={brand.id} file={file} close={() => setFile(null)} /> : null}
      </Modal>
      <Modal opened={Boolean(read)} onClose={() => change({ file: undefined })} size="lg" title={t('convert.conversions.import')} closeButtonProps={{ 'aria-label': t('ui.close') }}>
        {read ? <OrdersOfJob brand={brand.id} job={read} /> : null}
      </Modal>
    </Page>
  );
}

function useColumns(sites: Site[]): Column<Conversion>[] {
  const { t, locale } = useWords();
  const zone = useZone();
  // Two sites may number their orders alike.
  const site = (row: Conversion) => sites.find((one) => one.site.id === row.site_id)?.site.name ?? '';
  return [
    { key: 'at', title: t('convert.conversions.at'), value: (row) => row.at, show: (row) => formatMoment(row.at, locale, { zone }) },
    { key: 'kind', title: t('convert.conversions.kind'), value: (row) => row.kind, show: (row) => t(`convert.kind.${row.kind}`) },
    { key: 'order_id', title: t('convert.conversions.order'), value: (row) => row.order_id ?? '' },
    ...(sites.length > 1 ? [{ key: 'site', title: t('convert.conversions.site'), value: site, minor: true as const }] : []),
    { key: 'value', title: t('convert.conversions.value'), value: (row) => row.value.minor, show: (row) => (row.value.minor ? `${formatMoney(row.value, locale)} ${t(`convert.tax.${row.tax}`)}` : '–'), number: true },
    { key: 'refunded', title: t('convert.conversions.refunded'), value: (row) => row.refunded.minor, show: (row) => (row.refunded.minor ? formatMoney(row.refunded, locale) : '–'), number: true, minor: true },
    { key: 'source', title: t('convert.conversions.source'), value: (row) => row.source, show: (row) => <Badge tone={row.source === 'measured' ? 'good' : 'plain'}>{t(`convert.source.${row.source}`)}</Badge> },
    { key: 'codes', title: t('convert.conversions.links'), value: (row) => row.codes.join(' '), minor: true },
  ];
}

interface DeclareValues { kind: string; order_id: string; day: string; value: Money | null; tax: Tax; tax_per_mille: number | null; promo_code: string; link_code: string }
/** What the brand's first site says of tax is proposed. */
function DeclareForm({ brand, site, close }: { brand: { id: string; currency: string }; site?: Site['site']; close: () => void }) {
  const { t } = useWords();
  const zone = useZone();
  const initial: DeclareValues = { kind: 'order', order_id: '', day: todayIn(zone), value: null, tax: site?.tax ?? 'excluding', tax_per_mille: site?.tax_per_mille ?? null, promo_code: '', link_code: '' };
  const form = useForm({
    name: `conversion:new:${brand.id}`,
    initial,
    send: (values) => declare(brand.id, {
      kind: values.kind, order_id: values.order_id || null, at: atOf(values.day, zone), value: values.value ?? { minor: 0, currency: brand.currency },
      tax: values.tax, tax_per_mille: values.tax_per_mille, promo_code: values.promo_code || null, link_code: values.link_code || null,
    }),
    done: () => (void refresh('conversion', brand.id), toast({ said: t('convert.conversions.declared') }), close()),
  });
  return (
    <Form form={form} verb={t('convert.conversions.declare')} onCancel={close}>
      <NativeSelect label={t('convert.conversions.kind')} description={t('convert.conversions.kind_more')} data={kinds.map((value) => ({ value, label: t(`convert.kind.${value}`) }))} {...form.text('kind')} />
      <TextInput label={t('convert.conversions.day')} type="date" required {...form.text('day')} data-path="at" />
      <MoneyInput label={t('convert.conversions.value')} currency={brand.currency} {...form.field('value')} />
      <TaxFields form={form} label={t('convert.tax_choice')} />
      <TextInput label={t('convert.conversions.order')} maxLength={80} {...form.text('order_id')} />
      <TextInput label={t('convert.conversions.promo')} maxLength={40} {...form.text('promo_code')} />
      <TextInput label={t('convert.conversions.link')} description={t('convert.conversions.link_more')} maxLength={20} {...form.text('link_code')} />
    </Form>
  );
}

/** Noon of that day in the brand's zone, or now when it is today: a conversion is never in the future. */
function atOf(day: string, zone: string): string {
  const noon = resolve({ date: day, time: '12:00', zone, fold: 'earlier' })?.at ?? new Date();
  return (noon.getTime() > Date.now() ? new Date() : noon).toISOString();
}
