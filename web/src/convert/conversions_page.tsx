// SPDX-License-Identifier: AGPL-3.0-or-later
// What came of the visits: orders measured on the site, read from a file, or told by a person.
import { Button, Modal } from '@mantine/core';
import { useState } from 'react';
import { useAct } from '../api/act';
import { wordsOfProblem } from '../api/problem';
import { useBrand, useMay } from '../identity';
import { useAddress } from '../ui/address';
import { formatDate, formatMoney, formatTime } from '../ui/format';
import { List, type Column } from '../ui/list';
import { Detail, Page, Split } from '../ui/page';
import { PickFile } from '../ui/pick_file';
import { Badge, EmptyState, ErrorState, Skeleton } from '../ui/states';
import { useWords, useZone } from '../ui/words';
import { bodyOf, ConversionForm } from './conversion_form';
import { OrdersOfJob, OrdersPreview } from './orders_preview';
import { declare, removeConversion, useConversions, useSites, type Conversion, type Site } from './queries';

export default function ConversionsPage() {
  const { t } = useWords();
  const brand = useBrand();
  const may = useMay();
  const [declaring, setDeclaring] = useState(false);
  const [file, setFile] = useState<File | null>(null);
  const [{ file: read, open }, change] = useAddress();
  const conversions = useConversions(brand.id);
  const sites = useSites(brand.id);
  const columns = useColumns(sites.data?.items ?? []);
  const opened = conversions.data?.items.find((row) => row.id === open);
  const close = () => change({ open: undefined });
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
      {conversions.data ? (
        <Split detail={opened && may('write_costs') ? <Detail key={opened.id} title={t(`convert.kind.${opened.kind}`) + (opened.order_id ? ` ${opened.order_id}` : '')} onClose={close}><ConversionDetail brand={brand} row={opened} close={close} /></Detail> : null}>
          <List name="conversions" label={t('convert.conversions.title')} rows={conversions.data.items} id={(row) => row.id} columns={columns} order="-at" filters={[]}
            open={open} onOpen={may('write_costs') ? (row) => change({ open: row.id }) : undefined}
            empty={<EmptyState title={t('convert.conversions.empty')}>{t('convert.conversions.empty_more')}</EmptyState>} />
        </Split>
      ) : null}
      <Modal opened={declaring} onClose={() => setDeclaring(false)} title={t('convert.conversions.declare')} closeButtonProps={{ 'aria-label': t('ui.close') }}>
        {sites.isPending ? <Skeleton lines={4} /> : <ConversionForm brand={brand} site={sites.data?.items[0]?.site} close={() => setDeclaring(false)} />}
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
    { key: 'at', title: t('convert.conversions.at'), value: (row) => row.at, show: (row) => `${formatDate(row.at, locale, { zone })} ${formatTime(row.at, locale, { zone })}` },
    { key: 'kind', title: t('convert.conversions.kind'), value: (row) => row.kind, show: (row) => t(`convert.kind.${row.kind}`) },
    { key: 'order_id', title: t('convert.conversions.order'), value: (row) => row.order_id ?? '' },
    ...(sites.length > 1 ? [{ key: 'site', title: t('convert.conversions.site'), value: site, minor: true as const }] : []),
    { key: 'value', title: t('convert.conversions.value'), value: (row) => row.value.minor, show: (row) => (row.value.minor ? `${formatMoney(row.value, locale)} ${t(`convert.tax.${row.tax}`)}` : '–'), number: true },
    { key: 'refunded', title: t('convert.conversions.refunded'), value: (row) => row.refunded.minor, show: (row) => (row.refunded.minor ? formatMoney(row.refunded, locale) : '–'), number: true, minor: true },
    { key: 'source', title: t('convert.conversions.source'), value: (row) => row.source, show: (row) => <Badge tone={row.source === 'measured' ? 'good' : 'plain'}>{t(`convert.source.${row.source}`)}</Badge> },
    { key: 'codes', title: t('convert.conversions.links'), value: (row) => row.codes.join(' '), minor: true },
  ];
}

/** Corrected, or taken away and brought back; of what the site measured, only what was given back. */
function ConversionDetail({ brand, row, close }: { brand: { id: string; currency: string }; row: Conversion; close: () => void }) {
  const { t } = useWords();
  const [run, busy] = useAct();
  const remove = () => run({ act: () => removeConversion(brand.id, row.id), said: t('convert.conversions.removed'), undo: () => declare(brand.id, bodyOf(row)), touches: ['conversion'] }).then((done) => done && close());
  return (
    <>
      <ConversionForm key={row.revision} brand={brand} row={row} close={close} />
      {row.source === 'measured' ? null : <Button variant="subtle" color="red" loading={busy} onClick={() => void remove()}>{t('convert.conversions.remove')}</Button>}
    </>
  );
}
