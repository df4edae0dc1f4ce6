// SPDX-License-Identifier: AGPL-3.0-or-later
import { NativeSelect, PasswordInput, Radio, TextInput } from '@mantine/core';
import { Form, useForm } from '../api/form';
import { queries } from '../api/queries';
import { useGo } from '../ui/address';
import { useWords } from '../ui/words';
import { Outside } from './outside';
import { setUp } from './queries';
import { currencies, zones } from './places';

export default function SetupPage() {
  const { t, locale } = useWords();
  const go = useGo();
  const form = useForm({
    name: 'setup',
    initial: {
      workspace_name: '', person_name: '', email: '', password: '', locale, currency: 'EUR', approval: 'required',
      zone: Intl.DateTimeFormat().resolvedOptions().timeZone || 'Europe/Paris',
    },
    secret: ['password'],
    send: setUp,
    done: () => (queries.clear(), go('/fil', { replace: true })),
  });
  return (
    <Outside title={t('identity.setup.title')} lead={t('identity.setup.lead')}>
      <Form form={form} verb={t('identity.setup.verb')}>
        <TextInput label={t('identity.setup.workspace')} description={t('identity.setup.workspace_more')} required maxLength={80} autoFocus {...form.text('workspace_name')} />
        <TextInput label={t('identity.name')} autoComplete="name" required maxLength={80} {...form.text('person_name')} />
        <TextInput label={t('identity.email')} type="email" autoComplete="username" required {...form.text('email')} />
        <PasswordInput label={t('identity.password')} description={t('identity.password_more')} autoComplete="new-password" required {...form.text('password')} visibilityToggleButtonProps={{ 'aria-label': t('identity.show_password') }} />
        <NativeSelect label={t('identity.zone')} data={zones()} {...form.text('zone')} />
        <NativeSelect label={t('identity.currency')} data={currencies} {...form.text('currency')} />
        <Radio.Group label={t('identity.approval.label')} {...form.field('approval')}>
          <div className="stack-tight">
            <Radio value="required" label={t('identity.approval.required')} />
            <Radio value="off" label={t('identity.approval.off')} />
          </div>
        </Radio.Group>
      </Form>
    </Outside>
  );
}
