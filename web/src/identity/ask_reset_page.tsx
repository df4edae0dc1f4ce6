// SPDX-License-Identifier: AGPL-3.0-or-later
import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { Form, useForm } from '../api/form';
import { Go } from '../ui/page';
import { Note } from '../ui/states';
import { useWords } from '../ui/words';
import { Outside } from './outside';
import { askReset } from './queries';

export default function AskResetPage() {
  const { t } = useWords();
  const [sent, setSent] = useState(false);
  const form = useForm({ name: 'reset', initial: { email: '' }, send: askReset, done: () => setSent(true) });
  return (
    <Outside title={t('identity.reset.title')} lead={t('identity.reset.lead')}>
      {sent ? <Note tone="good">{t('identity.reset.sent')}</Note> : (
        <Form form={form} verb={t('identity.reset.verb')}>
          <TextInput label={t('identity.email')} type="email" autoComplete="username" required autoFocus {...form.text('email')} />
        </Form>
      )}
      <Go to="/entrer">{t('identity.reset.back')}</Go>
    </Outside>
  );
}
