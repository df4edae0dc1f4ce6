// SPDX-License-Identifier: AGPL-3.0-or-later
// One member: roles per brand, removal with undo, erasure with its consequence.
import { ActionIcon, Button, NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { useAct } from '../api/act';
import { useConfirm } from '../ui/feedback';
import { Icon } from '../ui/icons';
import { useWords } from '../ui/words';
import { erasePerson, roles, setRoles, useMe, type Grant, type Member, type Role } from './queries';

export function MemberDetail({ member, close }: { member: Member; close: () => void }) {
  const { t } = useWords();
  const confirm = useConfirm();
  const [run, busy] = useAct();
  const [grants, setGrants] = useState<Grant[]>(member.roles.map(({ role, brand_id }) => ({ role, brand_id })));
  const save = (next: Grant[], said: string) =>
    run({ act: () => setRoles(member.person_id, next), said, undo: () => setRoles(member.person_id, member.roles.map(({ role, brand_id }) => ({ role, brand_id }))), touches: ['members', 'me'] });
  const leave = async () => (await save([], t('identity.people.removed', { name: member.name }))) && close();
  const erase = async () => {
    const yes = await confirm({ title: t('identity.people.erase_title', { name: member.name }), consequence: t('identity.people.erase_more'), verb: t('identity.people.erase'), tone: 'bad', word: member.name });
    if (yes && (await run({ act: () => erasePerson(member.person_id), said: t('identity.people.erased'), touches: ['members'] }))) close();
  };
  return (
    <>
      <p className="soft">{member.email}</p>
      <h3>{t('identity.people.roles')}</h3>
      {grants.map((grant, place) => (
        <GrantLine key={place} grant={grant} change={(next) => setGrants(grants.map((one, at) => (at === place ? next : one)))} remove={() => setGrants(grants.filter((_, at) => at !== place))} />
      ))}
      <div className="line">
        <Button variant="default" leftSection={<Icon name="plus" small />} onClick={() => setGrants([...grants, { role: 'author', brand_id: null }])}>{t('identity.people.add_role')}</Button>
        <Button loading={busy} disabled={!grants.length} onClick={() => void save(grants, t('identity.people.roles_saved'))}>{t('ui.save')}</Button>
      </div>
      <div className="line">
        <Button variant="default" onClick={() => void leave()}>{t('identity.people.remove')}</Button>
        <Button variant="subtle" color="red" onClick={() => void erase()}>{t('identity.people.erase')}</Button>
      </div>
    </>
  );
}

function GrantLine({ grant, change, remove }: { grant: Grant; change: (next: Grant) => void; remove: () => void }) {
  const { t } = useWords();
  const { brands } = useMe();
  return (
    <div className="line">
      <NativeSelect aria-label={t('identity.people.role')} value={grant.role} onChange={(event) => change({ ...grant, role: event.currentTarget.value as Role })} data={roles.map((role) => ({ value: role, label: t(`identity.roles.${role}`) }))} />
      <NativeSelect aria-label={t('identity.brand')} value={grant.brand_id ?? ''} onChange={(event) => change({ ...grant, brand_id: event.currentTarget.value || null })}
        data={[{ value: '', label: t('identity.tokens.every_brand') }, ...brands.map((brand) => ({ value: brand.id, label: brand.name }))]} />
      <ActionIcon variant="subtle" color="gray" onClick={remove} aria-label={t('identity.people.drop_role')}><Icon name="close" /></ActionIcon>
    </div>
  );
}
