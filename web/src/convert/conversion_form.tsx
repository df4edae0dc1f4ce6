// SPDX-License-Identifier: AGPL-3.0-or-later
// A conversion that a person tells of, or corrects. Of one that the site measured, what was given back and its tax alone.
import { NativeSelect, TextInput } from '@mantine/core';
import { Form, useForm } from '../api/form';
import { refresh } from '../api/queries';
import { toast } from '../ui/feedback';
import { MoneyInput } from '../ui/inputs';
import { localMoment, resolve, todayIn } from '../ui/moment';
import { useWords, useZone } from '../ui/words';
import { codeOf } from './link_code';
import { declare, kinds, saveConversion, useLinks, type Conversion, type Money, type Site, type Tax } from './queries';
import { TaxFields } from './tax_fields';

interface Values { kind: string; order_id: string; day: string; value: Money | null; refunded: Money | null; tax: Tax; tax_per_mille: number | null; promo_code: string; link_code: string; note: string; revision?: number }

/** What the brand's first site says of tax is proposed. */
const blank = (zone: string, site?: Site['site']): Values => ({
  kind: 'order', order_id: '', day: todayIn(zone), value: null, refunded: null, tax: site?.tax ?? 'excluding', tax_per_mille: site?.tax_per_mille ?? null, promo_code: '', link_code: '', note: '',
});

const valuesOf = (row: Conversion, zone: string): Values => ({
  kind: row.kind, order_id: row.order_id ?? '', day: localMoment(new Date(row.at), zone).date, value: row.value.minor ? row.value : null, refunded: row.refunded.minor ? row.refunded : null,
  tax: row.tax, tax_per_mille: row.tax_per_mille ?? null, promo_code: row.promo_code ?? '', link_code: row.codes.at(-1) ?? '', note: row.note ?? '', revision: row.revision,
});

export const bodyOf = (row: Conversion) => ({
  kind: row.kind, order_id: row.order_id ?? null, at: row.at, value: row.value, refunded: row.refunded.minor ? row.refunded : null, tax: row.tax,
  tax_per_mille: row.tax_per_mille ?? null, promo_code: row.promo_code ?? null, link_code: row.codes.at(-1) ?? null, objective_id: row.objective_id ?? null, note: row.note ?? null,
});

interface ConversionFormParts {
  brand: { id: string; currency: string };
  /** Absent: a new one. */
  row?: Conversion;
  site?: Site['site'];
  close: () => void;
}

export function ConversionForm({ brand, row, site, close }: ConversionFormParts) {
  const { t } = useWords();
  const zone = useZone();
  const initial = row ? valuesOf(row, zone) : blank(zone, site);
  const none = { minor: 0, currency: brand.currency };
  const form = useForm({
    name: row ? `conversion:${row.id}` : `conversion:new:${brand.id}`,
    initial,
    send: (values) => {
      const day = row && values.day === initial.day ? row.at : atOf(values.day, zone);
      const body = {
        kind: values.kind, order_id: values.order_id || null, at: day, value: values.value ?? none, refunded: values.refunded ?? none, tax: values.tax,
        tax_per_mille: values.tax_per_mille, promo_code: values.promo_code || null, link_code: values.link_code || null, objective_id: row?.objective_id ?? null, note: values.note || null, revision: values.revision,
      };
      return row ? saveConversion(brand.id, row.id, body) : declare(brand.id, body);
    },
    done: () => (void refresh('conversion', brand.id), toast({ said: t(row ? 'convert.conversions.corrected' : 'convert.conversions.declared') }), close()),
  });
  const measured = row?.source === 'measured';
  return (
    <Form form={form} verb={t(row ? 'convert.conversions.correct' : 'convert.conversions.declare')} onCancel={close}>
      {measured ? <p className="soft">{t('convert.conversions.measured_more')}</p> : (
        <>
          <NativeSelect label={t('convert.conversions.kind')} description={t('convert.conversions.kind_more')} data={kinds.map((value) => ({ value, label: t(`convert.kind.${value}`) }))} {...form.text('kind')} />
          <TextInput label={t('convert.conversions.day')} type="date" required {...form.text('day')} data-path="at" error={form.field('at').error} />
          <MoneyInput label={t('convert.conversions.value')} currency={brand.currency} {...form.field('value')} />
        </>
      )}
      <TaxFields form={form} label={t('convert.tax_choice')} />
      <MoneyInput label={t('convert.conversions.refunded')} currency={brand.currency} {...form.field('refunded')} />
      {measured ? null : (
        <>
          <TextInput label={t('convert.conversions.order')} maxLength={80} {...form.text('order_id')} />
          <TextInput label={t('convert.conversions.promo')} maxLength={40} {...form.text('promo_code')} />
          <LinkField brand={brand.id} bound={form.text('link_code')} />
          <TextInput label={t('convert.conversions.note')} maxLength={300} {...form.text('note')} />
        </>
      )}
    </Form>
  );
}

interface LinkFieldParts { brand: string; bound: { value: string; onChange: (event: { currentTarget: { value: string } }) => void; error: string | undefined; 'data-path': string } }
/** The brand's links to choose from; a whole short address that is pasted becomes its code. */
function LinkField({ brand, bound }: LinkFieldParts) {
  const { t } = useWords();
  const links = useLinks(brand).data?.items ?? [];
  const typed = (value: string) => bound.onChange({ currentTarget: { value: codeOf(value) } });
  return (
    <>
      <TextInput label={t('convert.conversions.link')} description={t('convert.conversions.link_more')} list="links-of-brand" autoComplete="off" {...bound} onChange={(event) => typed(event.currentTarget.value)} />
      <datalist id="links-of-brand">{links.map((one) => <option key={one.id} value={one.code}>{`${one.source} · ${one.target}`}</option>)}</datalist>
    </>
  );
}

/** Noon of that day in the brand's zone; now, when it is today before noon. A day to come is the server's to refuse. */
function atOf(day: string, zone: string): string {
  const noon = resolve({ date: day, time: '12:00', zone, fold: 'earlier' })?.at ?? new Date();
  return (day === todayIn(zone) && noon.getTime() > Date.now() ? new Date() : noon).toISOString();
}
