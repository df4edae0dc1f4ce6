// SPDX-License-Identifier: AGPL-3.0-or-later
import { PasswordInput } from '@mantine/core';
import { Form, useForm } from '../api/form';
import { useGo, useParam } from '../ui/address';
import { toast } from '../ui/feedback';
import { useWords } from '../ui/words';
import { Outside } from './outside';
import { resetPassword } from './queries';

export default function ResetPage() {
  const { t } = useWords();
  const token = useParam('token');
  const go = useGo();
  const form = useForm({
    name: 'new-password',
    initial: { password: '' },
    secret: ['password'],
    send: (values) => resetPassword(token, values),
    done: () => (toast({ said: t('identity.reset.done') }), go('/entrer', { replace: true })),
  });
  return (
    <Outside title={t('identity.reset.new_title')}>
      <Form form={form} verb={t('identity.reset.new_verb')}>
        <PasswordInput label={t('identity.password_new')} description={t('identity.password_more')} autoComplete="new-password" required autoFocus {...form.text('password')} visibilityToggleButtonProps={{ 'aria-label': t('identity.show_password') }} />
      </Form>
    </Outside>
  );
}
