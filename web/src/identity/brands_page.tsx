// SPDX-License-Identifier: AGPL-3.0-or-later
import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useAct } from '../api/act';
import { Form, useForm } from '../api/form';
import { refresh } from '../api/queries';
import { useAddress, useGo } from '../ui/address';
import { toast } from '../ui/feedback';
import { List, type Column } from '../ui/list';
import { Detail, Page, Split } from '../ui/page';
import { Badge, EmptyState } from '../ui/states';
import { useWords } from '../ui/words';
import { currencies, zones } from './places';
import { createBrand, saveBrand, useMay, useMe, type Brand } from './queries';

export default function BrandsPage() {
  const { t } = useWords();
  const { brands } = useMe();
  const may = useMay();
  const [query, change] = useAddress();
  const open = brands.find((brand) => brand.id === query.open);
  const close = () => change({ open: undefined });
  const columns: Column<Brand>[] = [
    { key: 'name', title: t('identity.brand'), value: (brand) => brand.name },
    { key: 'zone', title: t('identity.zone'), value: (brand) => brand.zone, minor: true },
    { key: 'currency', title: t('identity.currency'), value: (brand) => brand.currency, minor: true },
    { key: 'state', title: t('identity.brands.state'), value: (brand) => t(brand.archived_at ? 'identity.brands.archived' : 'identity.brands.active'), show: (brand) => <Badge tone={brand.archived_at ? 'plain' : 'good'}>{t(brand.archived_at ? 'identity.brands.archived' : 'identity.brands.active')}</Badge> },
  ];
  const make = may('manage_brands') ? <Button onClick={() => change({ open: 'new' })}>{t('identity.brands.create')}</Button> : null;
  const detail = query.open === 'new' ? (
    <Detail title={t('identity.brands.create')} onClose={close}><NewBrand /></Detail>
  ) : open && may('write_plan') ? (
    <Detail key={open.id} title={open.name} onClose={close}><EditBrand key={open.revision} brand={open} /></Detail>
  ) : null;
  return (
    <Page title={t('identity.brands.title')} lead={t('identity.brands.lead')} actions={make} wide>
      <Split detail={detail}>
        <List name="brands" label={t('identity.brands.title')} rows={brands} id={(brand) => brand.id} columns={columns} open={query.open} onOpen={(brand) => change({ open: brand.id })}
          empty={<EmptyState title={t('identity.brands.none')} action={make}>{t('identity.brands.none_more')}</EmptyState>} />
      </Split>
    </Page>
  );
}

function NewBrand() {
  const { t, locale } = useWords();
  const { workspace } = useMe();
  const go = useGo();
  const form = useForm({
    name: 'brand:new',
    initial: { name: '', zone: workspace.zone, currency: workspace.currency, locale },
    send: createBrand,
    done: (brand) => (toast({ said: t('identity.brands.created', { name: brand.name }) }), void refresh('me').then(() => go(`/b/${brand.id}/comprendre`))),
  });
  return <Form form={form} verb={t('identity.brands.create')}><BrandFields form={form} /></Form>;
}

function BrandFields({ form }: { form: { text: (path: string) => any } }) {
  const { t } = useWords();
  return (
    <>
      <TextInput label={t('identity.name')} required maxLength={80} {...form.text('name')} />
      <NativeSelect label={t('identity.brands.language')} data={[{ value: 'fr', label: 'Français' }, { value: 'en', label: 'English' }]} {...form.text('locale')} />
      <NativeSelect label={t('identity.zone')} data={zones()} {...form.text('zone')} />
      <NativeSelect label={t('identity.currency')} data={currencies} {...form.text('currency')} />
    </>
  );
}

function EditBrand({ brand }: { brand: Brand }) {
  const { t } = useWords();
  const [run] = useAct();
  const { name, slug, locale, zone, currency, revision } = brand;
  const shelf = brand.archived_at ? 'archived' : 'active';
  const form = useForm({
    name: `brand:${brand.id}`,
    initial: { name, slug, locale, zone, currency },
    revision,
    send: (values, seen) => saveBrand(brand.id, { ...values, shelf, revision: seen }),
    done: () => (toast({ said: t('ui.saving.saved') }), void refresh('me')),
  });
  const put = (next: string, seen: number) => saveBrand(brand.id, { name, slug, locale, zone, currency, shelf: next, revision: seen });
  const other = brand.archived_at ? 'active' : 'archived';
  const move = () => run({ act: () => put(other, revision), said: t(`identity.brands.now_${other}`, { name }), undo: () => put(shelf, revision + 1), touches: ['me'] });
  return (
    <Form form={form} verb={t('ui.save')} beside={<Button variant="default" onClick={() => void move()}>{t(`identity.brands.to_${other}`)}</Button>}>
      <BrandFields form={form} />
      <TextInput label={t('identity.brands.slug')} description={t('identity.brands.slug_more')} {...form.text('slug')} />
    </Form>
  );
}
