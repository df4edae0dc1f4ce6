// SPDX-License-Identifier: AGPL-3.0-or-later
import { Button, Modal, NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useAct } from '../api/act';
import { Form, useForm } from '../api/form';
import { Loaded } from '../api/loaded';
import { refresh } from '../api/queries';
import { useAddress } from '../ui/address';
import { toast } from '../ui/feedback';
import { formatAgo } from '../ui/format';
import { List, type Column } from '../ui/list';
import { Detail, Page, Section, Split } from '../ui/page';
import { Badge } from '../ui/states';
import { useWords } from '../ui/words';
import { MemberDetail } from './member_detail';
import { invite, roles, useInvitations, useMe, useMembers, withdrawInvitation, type Grant, type Member, type OpenInvitation } from './queries';

/** "auteur (Le Fournil)", "propriétaire" */
export function useGrantName(): (grant: Grant) => string {
  const { t } = useWords();
  const { brands } = useMe();
  return ({ role, brand_id }) => {
    const brand = brands.find((one) => one.id === brand_id)?.name;
    return brand ? `${t(`identity.roles.${role}`)} (${brand})` : t(`identity.roles.${role}`);
  };
}

export default function PeoplePage() {
  const { t } = useWords();
  const members = useMembers();
  const [inviting, setInviting] = useState(false);
  return (
    <Page title={t('identity.people.title')} lead={t('identity.people.lead')} actions={<Button onClick={() => setInviting(true)}>{t('identity.people.invite')}</Button>} wide>
      <Loaded of={members}>{({ items }) => <Members items={items} />}</Loaded>
      <Section title={t('identity.people.waiting')}><Invitations /></Section>
      <Modal opened={inviting} onClose={() => setInviting(false)} title={t('identity.people.invite')} closeButtonProps={{ 'aria-label': t('ui.close') }}>
        {inviting ? <Invite close={() => setInviting(false)} /> : null}
      </Modal>
    </Page>
  );
}

function Members({ items }: { items: Member[] }) {
  const { t } = useWords();
  const grantName = useGrantName();
  const [query, change] = useAddress();
  const open = items.find((member) => member.person_id === query.open);
  const columns: Column<Member>[] = [
    { key: 'name', title: t('identity.name'), value: (member) => member.name },
    { key: 'email', title: t('identity.email'), value: (member) => member.email, minor: true },
    { key: 'roles', title: t('identity.people.roles'), value: (member) => member.roles.map(grantName).join(', '), show: (member) => <span className="line">{member.roles.map((grant) => <Badge key={grant.role + grant.brand_id}>{grantName(grant)}</Badge>)}</span> },
  ];
  const close = () => change({ open: undefined });
  return (
    <Split detail={open ? <Detail key={open.person_id} title={open.name} onClose={close}><MemberDetail member={open} close={close} /></Detail> : null}>
      <List name="members" label={t('identity.people.title')} rows={items} id={(member) => member.person_id} columns={columns} open={query.open} onOpen={(member) => change({ open: member.person_id })}
        filters={[{ key: 'role', title: t('identity.people.role'), options: roles.map((role) => ({ value: role, label: t(`identity.roles.${role}`) })), keeps: (member, role) => member.roles.some((grant) => grant.role === role) }]} />
    </Split>
  );
}

function Invite({ close }: { close: () => void }) {
  const { t } = useWords();
  const { brands } = useMe();
  const form = useForm({
    name: 'invite',
    initial: { email: '', role: 'author', brand_id: '' },
    send: (values) => invite({ ...values, email: values.email.trim(), brand_id: values.brand_id || undefined }),
    done: () => (toast({ said: t('identity.people.invited') }), void refresh('invitations'), close()),
  });
  return (
    <Form form={form} verb={t('identity.people.invite_verb')} onCancel={close}>
      <TextInput label={t('identity.email')} type="email" required data-autofocus {...form.text('email')} />
      <NativeSelect label={t('identity.people.role')} data={roles.map((role) => ({ value: role, label: t(`identity.roles.${role}`) }))} {...form.text('role')} />
      <NativeSelect label={t('identity.brand')} data={[{ value: '', label: t('identity.tokens.every_brand') }, ...brands.map((brand) => ({ value: brand.id, label: brand.name }))]} {...form.text('brand_id')} />
    </Form>
  );
}

function Invitations() {
  const { t, locale } = useWords();
  const grantName = useGrantName();
  const [run, busy] = useAct();
  const invitations = useInvitations();
  const withdraw = (one: OpenInvitation) => run({ of: one.id, act: () => withdrawInvitation(one.id), said: t('identity.people.withdrawn'), touches: ['invitations'] });
  return (
    <Loaded of={invitations}>
      {({ items }) => items.length ? (
        <ul className="stack-tight" style={{ margin: 0, paddingInlineStart: 0, listStyle: 'none' }}>
          {items.map((one) => (
            <li key={one.id} className="spread panel">
              <span>{one.email} <span className="soft">{grantName(one)} · {t('identity.people.until', { when: formatAgo(one.expires_at, locale) })}</span></span>
              <Button size="compact-sm" variant="default" disabled={busy} onClick={() => void withdraw(one)}>{t('identity.people.withdraw')}</Button>
            </li>
          ))}
        </ul>
      ) : <p className="soft">{t('identity.people.no_waiting')}</p>}
    </Loaded>
  );
}
