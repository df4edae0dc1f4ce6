// SPDX-License-Identifier: AGPL-3.0-or-later
// Saved views: a name for what stands after "?" in the address, kept on this device.
import { ActionIcon, Button, Menu, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useAddress, type Query } from './address';
import { Icon } from './icons';
import { useWords } from './words';

interface View {
  name: string;
  query: Query;
}

const key = (name: string) => `parvis.views.${name}`;
function recall(name: string): View[] {
  try {
    return JSON.parse(localStorage.getItem(key(name)) ?? '[]') as View[];
  } catch {
    return [];
  }
}

export function ListViews({ name }: { name: string }) {
  const { t } = useWords();
  const [query, change] = useAddress();
  const [views, setViews] = useState(() => recall(name));
  const [title, setTitle] = useState('');
  const keep = (next: View[]) => {
    setViews(next);
    localStorage.setItem(key(name), JSON.stringify(next));
  };
  const save = (event: FormEvent) => {
    event.preventDefault();
    if (!title.trim()) return;
    keep([...views.filter((view) => view.name !== title.trim()), { name: title.trim(), query: { ...query, open: undefined } }]);
    setTitle('');
  };
  const show = (view: View) => change({ ...Object.fromEntries(Object.keys(query).map((one) => [one, undefined])), ...view.query });
  return (
    <Menu shadow="md" withinPortal position="bottom-start" closeOnItemClick={false}>
      <Menu.Target>
        <Button variant="subtle" color="gray" rightSection={<Icon name="down" small />}>{t('ui.list.views')}</Button>
      </Menu.Target>
      <Menu.Dropdown>
        {views.length ? null : <Menu.Label>{t('ui.list.no_views')}</Menu.Label>}
        {views.map((view) => (
          <Menu.Item key={view.name} component="div" onClick={() => show(view)}
            rightSection={
              <ActionIcon size="sm" variant="subtle" color="gray" aria-label={t('ui.list.view_remove', { name: view.name })}
                onClick={(event) => (event.stopPropagation(), keep(views.filter((one) => one !== view)))}>
                <Icon name="close" small />
              </ActionIcon>
            }>
            {view.name}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <form onSubmit={save} className="line">
          <TextInput aria-label={t('ui.list.view_name')} placeholder={t('ui.list.view_name')} value={title} onChange={(event) => setTitle(event.currentTarget.value)} />
          <Button type="submit" variant="default">{t('ui.list.view_save')}</Button>
        </form>
      </Menu.Dropdown>
    </Menu>
  );
}
