// SPDX-License-Identifier: AGPL-3.0-or-later
// A signature: one's name typed, one's password again.
import { PasswordInput, TextInput } from '@mantine/core';
import type { FormState } from '../api/form';
import { useMe } from '../identity';
import { useWords } from '../ui/words';

export const unsigned = { typed_name: '', password: '' };

/** `at` is where the signature stands in the form's values; '' when the values are the signature. */
export function SignatureFields<Values extends object>({ form, at }: { form: FormState<Values>; at: string }) {
  const { t } = useWords();
  const { name } = useMe();
  const under = (path: string) => (at ? `${at}/${path}` : path);
  const typed = form.text(under('typed_name')), password = form.text(under('password'));
  const said = (path: string) => form.fields.some((field) => field.path === `signature/${path}`) ? t('enrol.signature.wrong') : undefined;
  return (
    <fieldset className="stack-tight" style={{ border: 0, padding: 0, margin: 0 }}>
      <legend className="small soft">{t('enrol.signature.lead', { name })}</legend>
      <TextInput label={t('enrol.signature.name')} placeholder={name} autoComplete="off" required {...typed} error={typed.error ?? said('typed_name')} />
      <PasswordInput label={t('enrol.signature.password')} autoComplete="current-password" required {...password} error={password.error ?? said('password')} />
    </fieldset>
  );
}
