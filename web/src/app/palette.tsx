// SPDX-License-Identifier: AGPL-3.0-or-later
// Ctrl K: every page, brand, act, and every object that the server's search finds.
import { Modal, TextInput, useMantineColorScheme } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useId, useMemo, useState, type KeyboardEvent } from 'react';
import { get } from '../api/client';
import { useMe } from '../identity';
import { useGo } from '../ui/address';
import { Icon, type IconName } from '../ui/icons';
import { matches } from '../ui/list_filter';
import { useWords } from '../ui/words';
import { useOpenBrand } from './brand_switch';
import { leave } from './own_menu';
import styles from './palette.module.css';
import { addressOf, menuOf, needsBrand, rooms } from './rooms';
import { speak } from './words';

interface Choice {
  key: string;
  name: string;
  where: string;
  icon: IconName;
  act: () => void;
}
interface Found {
  items: { kind: string; id: string; title: string; address: string }[];
}

function usePlaces(): Choice[] {
  const { t, locale } = useWords();
  const me = useMe();
  const go = useGo();
  const brand = useOpenBrand();
  const { setColorScheme } = useMantineColorScheme();
  return useMemo(() => {
    const may = (capability: string) => me.capabilities.includes(capability);
    const places = rooms.flatMap(({ room, icon, root }) => {
      if (!brand && root('') !== root('x')) return [];
      const where = t(`app.rooms.${room}`);
      const door = { key: room, name: where, where: t('app.palette.room'), icon, act: () => go(root(brand?.id ?? '')) };
      const inside = menuOf(room, may).filter((page) => brand || !needsBrand(page));
      return [door, ...inside.map((page) => ({ key: page.path, name: page.title[locale], where, icon, act: () => go(addressOf(page, brand?.id ?? '')) }))];
    });
    const brands = me.brands.map((one) => ({ key: one.id, name: one.name, where: t('app.palette.brand'), icon: 'right' as const, act: () => go(`/b/${one.id}/produire`) }));
    const acts: Choice[] = [
      { key: 'language', name: t('app.palette.language'), where: t('app.palette.act'), icon: 'settings', act: () => void speak(locale === 'fr' ? 'en' : 'fr') },
      ...(['light', 'dark', 'auto'] as const).map((theme) => ({ key: theme, name: `${t('app.own.theme')} : ${t(`app.own.theme_${theme}`)}`, where: t('app.palette.act'), icon: 'sun' as const, act: () => setColorScheme(theme) })),
      { key: 'leave', name: t('app.own.leave'), where: t('app.palette.act'), icon: 'external', act: () => void leave() },
    ];
    return [...places, ...brands, ...acts];
  }, [t, locale, me, go, brand, setColorScheme]);
}

function useFound(asked: string, opened: boolean): Choice[] {
  const { t } = useWords();
  const go = useGo();
  const found = useQuery({
    queryKey: ['search', asked],
    queryFn: ({ signal }) => get<Found>('/api/search', { q: asked }, signal),
    enabled: opened && asked.length >= 2,
    retry: false,
  });
  return (found.data?.items ?? []).map((item) => ({ key: item.id, name: item.title, where: t(`app.kinds.${item.kind}`), icon: 'right', act: () => go(item.address) }));
}

const columns = [{ key: 'name', title: '', value: (choice: Choice) => `${choice.name} ${choice.where}` }];

export function Palette({ opened, close }: { opened: boolean; close: () => void }) {
  const { t } = useWords();
  return (
    <Modal.Root opened={opened} onClose={close} size="var(--palette)" padding={0} yOffset="12vh">
      <Modal.Overlay />
      <Modal.Content aria-label={t('app.find')}>
        <Modal.Body><Choosing opened={opened} close={close} /></Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}

function Choosing({ opened, close }: { opened: boolean; close: () => void }) {
  const { t } = useWords();
  const id = useId();
  const [asked, setAsked] = useState('');
  const [at, setAt] = useState(0);
  const places = usePlaces();
  const choices = [...places.filter((choice) => matches(choice, columns, asked)), ...useFound(asked.trim(), opened)];
  useEffect(() => void setAt(0), [asked]);
  useEffect(() => void document.getElementById(`${id}-${at}`)?.scrollIntoView({ block: 'nearest' }), [id, at]);
  const choose = (choice: Choice | undefined) => choice && (close(), choice.act());
  const key = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown') setAt((old) => Math.min(choices.length - 1, old + 1));
    else if (event.key === 'ArrowUp') setAt((old) => Math.max(0, old - 1));
    else if (event.key === 'Enter') choose(choices[at]);
    else return;
    event.preventDefault();
  };
  return (
    <div onKeyDown={key}>
      <TextInput data-autofocus variant="unstyled" className={styles.ask} leftSection={<Icon name="search" />} placeholder={t('app.palette.ask')} aria-label={t('app.palette.ask')}
        role="combobox" aria-expanded aria-controls={id} aria-activedescendant={`${id}-${at}`} value={asked} onChange={(event) => setAsked(event.currentTarget.value)} />
      <ul id={id} role="listbox" aria-label={t('app.find')} className={styles.choices}>
        {choices.map((choice, place) => (
          <li key={choice.key + choice.where} id={`${id}-${place}`} role="option" aria-selected={place === at} className={styles.choice} onMouseMove={() => setAt(place)} onClick={() => choose(choice)}>
            <Icon name={choice.icon} /><span className="grow clip">{choice.name}</span><span className="small soft">{choice.where}</span>
          </li>
        ))}
        {choices.length ? null : <li className={styles.none} role="option" aria-selected={false} aria-disabled>{t('app.palette.nothing')}</li>}
      </ul>
    </div>
  );
}
