// SPDX-License-Identifier: AGPL-3.0-or-later
// The brand's sites, the consent mode of each, and the line to paste into their pages.
import { Button, CopyButton, Modal, Radio, TextInput } from '@mantine/core';
import { useState } from 'react';
import { Form, useForm } from '../api/form';
import { wordsOfProblem } from '../api/problem';
import { refresh } from '../api/queries';
import { PublicAddressNote, useMay } from '../identity';
import { useParam } from '../ui/address';
import { toast } from '../ui/feedback';
import { formatRate } from '../ui/format';
import { Go, Page } from '../ui/page';
import { Badge, EmptyState, ErrorState, Skeleton } from '../ui/states';
import { useWords } from '../ui/words';
import { createSite, modes, saveSite, useSites, type Site } from './queries';
import { TaxFields } from './tax_fields';

export default function SitesPage() {
  const { t } = useWords();
  const brand = useParam('brand');
  const may = useMay();
  const [adding, setAdding] = useState(false);
  const sites = useSites(brand);
  const add = may('manage_sites') ? <Button onClick={() => setAdding(true)}>{t('convert.sites.add')}</Button> : null;
  return (
    <Page title={t('convert.sites.title')} lead={t('convert.sites.lead')} actions={sites.data?.items.length ? add : null}>
      {sites.isPending ? <Skeleton /> : null}
      {sites.isError ? <ErrorState words={wordsOfProblem(t, sites.error)} onRetry={() => void sites.refetch()} /> : null}
      {sites.data && !sites.data.items.length ? <EmptyState title={t('convert.sites.empty')} action={add}>{t('convert.sites.empty_more')}</EmptyState> : null}
      {sites.data?.items.length ? <PublicAddressNote /> : null}
      {sites.data?.items.map((site) => <SiteCard key={site.site.id} brand={brand} site={site} />)}
      <Modal opened={adding} onClose={() => setAdding(false)} title={t('convert.sites.add')} closeButtonProps={{ 'aria-label': t('ui.close') }}>
        <SiteForm brand={brand} close={() => setAdding(false)} />
      </Modal>
    </Page>
  );
}

function SiteCard({ brand, site: { site, script_tag, opt_out_address } }: { brand: string; site: Site }) {
  const { t, locale } = useWords();
  const may = useMay();
  const [changing, setChanging] = useState(false);
  const rate = formatRate(site.tax_per_mille, 1000, locale);
  return (
    <article className="panel stack-tight" aria-label={site.name}>
      <div className="spread"><strong>{site.name}</strong><Badge tone={site.mode === 'exempt' ? 'plain' : 'accent'}>{t(`convert.sites.mode_${site.mode}`)}</Badge></div>
      <p className="soft small">{site.hosts.join(', ')}</p>
      <p className="small">{t(`convert.sites.mode_${site.mode}_more`)}</p>
      <p className="small">{t(site.tax_per_mille === null || site.tax_per_mille === undefined ? 'convert.sites.told_without_rate' : 'convert.sites.told', { tax: t(`convert.tax.${site.tax}`), rate })}</p>
      <div className="line">
        <code className="small" style={{ overflowWrap: 'anywhere' }}>{script_tag}</code>
        <CopyButton value={script_tag}>{({ copied, copy }) => <Button size="compact-sm" variant="default" onClick={copy}>{t(copied ? 'convert.copied' : 'convert.copy')}</Button>}</CopyButton>
      </div>
      <p className="small">{t('convert.sites.opt_out')} <a href={opt_out_address} target="_blank" rel="noreferrer">{opt_out_address}</a></p>
      {may('manage_sites') ? <div className="line"><Button size="compact-sm" variant="default" onClick={() => setChanging(true)}>{t('convert.sites.change')}</Button></div> : null}
      <Modal opened={changing} onClose={() => setChanging(false)} title={t('convert.sites.change')} closeButtonProps={{ 'aria-label': t('ui.close') }}>
        <SiteForm brand={brand} site={site} close={() => setChanging(false)} />
      </Modal>
      {site.mode === 'consented' ? null : <p className="small"><Go to={`/b/${brand}/convertir/sites/${site.id}/auto-evaluation`}>{t('convert.sites.self_assessment')}</Go></p>}
    </article>
  );
}

function SiteForm({ brand, site, close }: { brand: string; site?: Site['site']; close: () => void }) {
  const { t } = useWords();
  const verb = t(site ? 'convert.sites.save' : 'convert.sites.add');
  const form = useForm({
    name: `site:${site?.id ?? 'new'}:${brand}`,
    initial: { name: site?.name ?? '', hosts: site?.hosts.join(', ') ?? '', mode: site?.mode ?? 'hybrid', tax: site?.tax ?? 'excluding', tax_per_mille: site?.tax_per_mille ?? null },
    revision: site?.revision,
    send: (values, revision) => {
      const body = { ...values, hosts: values.hosts.split(/[\s,]+/).filter(Boolean) };
      return site ? saveSite(brand, site.id, { ...body, revision }) : createSite(brand, body);
    },
    done: () => (void refresh('site', brand), toast({ said: t(site ? 'convert.sites.saved' : 'convert.sites.added') }), close()),
  });
  return (
    <Form form={form} verb={verb} onCancel={close}>
      <TextInput label={t('convert.sites.name')} required maxLength={80} {...form.text('name')} />
      <TextInput label={t('convert.sites.hosts')} description={t('convert.sites.hosts_more')} required {...form.text('hosts')} />
      <Radio.Group label={t('convert.sites.mode')} {...form.field('mode')}>
        <div className="stack-tight">{modes.map((mode) => <Radio key={mode} value={mode} label={t(`convert.sites.mode_${mode}`)} description={t(`convert.sites.mode_${mode}_more`)} />)}</div>
      </Radio.Group>
      <TaxFields form={form} label={t('convert.sites.tax')} description={t('convert.sites.tax_more')} />
    </Form>
  );
}
