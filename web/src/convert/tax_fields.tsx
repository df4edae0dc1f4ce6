// SPDX-License-Identifier: AGPL-3.0-or-later
// In which basis amounts are told, and at which rate of tax: the two go together.
import { NativeSelect } from '@mantine/core';
import type { FormState } from '../api/form';
import { RateInput } from '../ui/figure_input';
import { useWords } from '../ui/words';
import { taxes } from './queries';

interface TaxParts<Values extends object> {
  form: FormState<Values>;
  label: string;
  description?: string;
}

export function TaxFields<Values extends { tax: string; tax_per_mille: number | null }>({ form, label, description }: TaxParts<Values>) {
  const { t } = useWords();
  return (
    <>
      <NativeSelect label={label} description={description} data={taxes.map((tax) => ({ value: tax, label: t(`convert.tax.${tax}`) }))} {...form.text('tax')} />
      <RateInput label={t('convert.tax_rate')} description={t('convert.tax_rate_more')} {...form.field('tax_per_mille')} />
    </>
  );
}
