// SPDX-License-Identifier: AGPL-3.0-or-later
import { PasswordInput, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Form, useForm } from '../api/form';
import { wordsOfProblem } from '../api/problem';
import { useGo, useParam } from '../ui/address';
import { toast } from '../ui/feedback';
import { ErrorState, Skeleton } from '../ui/states';
import { useWords } from '../ui/words';
import { Outside } from './outside';
import { acceptInvitation, loadInvitation, type InvitationView } from './queries';

export default function InvitationPage() {
  const { t } = useWords();
  const token = useParam('token');
  const offer = useQuery({ queryKey: ['invitation', token], queryFn: () => loadInvitation(token) });
  if (offer.data) return <Accept token={token} offer={offer.data} />;
  return <Outside title={t('identity.invitation.title')}>{offer.isError ? <ErrorState words={wordsOfProblem(t, offer.error)} /> : <Skeleton lines={3} />}</Outside>;
}

function Accept({ token, offer }: { token: string; offer: InvitationView }) {
  const { t, locale } = useWords();
  const go = useGo();
  const known = offer.account === 'present';
  const form = useForm({
    name: `invitation:${offer.email}`,
    initial: { name: known ? offer.email.split('@')[0]! : '', password: '', locale },
    secret: ['password'],
    send: (values) => acceptInvitation(token, values),
    done: () => (toast({ said: t('identity.invitation.done') }), go('/entrer', { replace: true })),
  });
  const where = offer.brand_name ? `${offer.brand_name} (${offer.workspace_name})` : offer.workspace_name;
  return (
    <Outside title={t('identity.invitation.title')} lead={t('identity.invitation.lead', { where, role: t(`identity.roles.${offer.role}`), email: offer.email })}>
      <Form form={form} verb={t('identity.invitation.verb')}>
        {known ? null : <TextInput label={t('identity.name')} autoComplete="name" required maxLength={80} autoFocus {...form.text('name')} />}
        <PasswordInput label={known ? t('identity.password') : t('identity.password_new')} description={known ? t('identity.invitation.known') : t('identity.password_more')}
          autoComplete={known ? 'current-password' : 'new-password'} required {...form.text('password')} visibilityToggleButtonProps={{ 'aria-label': t('identity.show_password') }} />
      </Form>
    </Outside>
  );
}
