// SPDX-License-Identifier: AGPL-3.0-or-later
import { Anchor, PasswordInput, TextInput } from '@mantine/core';
import { Form, useForm } from '../api/form';
import { ProblemError } from '../api/problem';
import { queries } from '../api/queries';
import { useAddress, useGo } from '../ui/address';
import { Go } from '../ui/page';
import { useWords } from '../ui/words';
import { Outside } from './outside';
import { signIn } from './queries';

/** Only an address of this application: never a way out of it. */
const inside = (to: string | undefined) => (to && /^\/(?!\/|\\)/.test(to) && !to.startsWith('/entrer') ? to : '/fil');

export default function SignInPage() {
  const { t } = useWords();
  const [query] = useAddress();
  const go = useGo();
  const form = useForm({
    name: 'sign-in',
    initial: { email: '', password: '', totp: '' },
    secret: ['password', 'totp'],
    send: ({ email, password, totp }) => signIn({ email: email.trim(), password, ...(totp.trim() ? { totp: totp.trim() } : {}) }),
    done: () => (queries.clear(), go(inside(query.to), { replace: true })),
  });
  const asked = form.problem instanceof ProblemError && /totp/.test(form.problem.code);
  return (
    <Outside title={t('identity.sign_in.title')}>
      <Form form={form} verb={t('identity.sign_in.verb')}>
        <TextInput label={t('identity.email')} type="email" autoComplete="username" required autoFocus {...form.text('email')} />
        <PasswordInput label={t('identity.password')} autoComplete="current-password" required {...form.text('password')} visibilityToggleButtonProps={{ 'aria-label': t('identity.show_password') }} />
        {asked || form.values.totp ? (
          <TextInput label={t('identity.sign_in.totp')} description={t('identity.sign_in.totp_more')} inputMode="numeric" autoComplete="one-time-code" maxLength={20} autoFocus {...form.text('totp')} />
        ) : null}
      </Form>
      <Anchor component="span"><Go to="/mot-de-passe">{t('identity.sign_in.forgotten')}</Go></Anchor>
    </Outside>
  );
}
