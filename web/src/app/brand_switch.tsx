// SPDX-License-Identifier: AGPL-3.0-or-later
// Which brand is open. The address decides; outside a brand's pages, the last one opened.
import { Menu } from '@mantine/core';
import { useSyncExternalStore } from 'react';
import { useMay, useMe, type Brand } from '../identity';
import { useGo, useParam } from '../ui/address';
import { Icon } from '../ui/icons';
import { useWords } from '../ui/words';
import styles from './frame.module.css';
import { usePath } from './open_page';

const key = 'parvis.brand';
const watchers = new Set<() => void>();
let last = '';
const lastOpened = (): string => last || (localStorage.getItem(key) ?? '');
const watch = (watcher: () => void) => (watchers.add(watcher), () => void watchers.delete(watcher));

export function rememberBrand(id: string): void {
  if (!id) return;
  last = id;
  try {
    localStorage.setItem(key, id);
  } catch {
    // Storage is shut: the first brand is shown next time.
  }
  // On a page of no brand the address does not change: the rail must know all the same.
  watchers.forEach((told) => told());
}

export function useOpenBrand(): Brand | undefined {
  const id = useParam('brand');
  const brands = useMe().brands.filter((brand) => !brand.archived_at);
  const remembered = useSyncExternalStore(watch, lastOpened);
  return brands.find((brand) => brand.id === id) ?? brands.find((brand) => brand.id === remembered) ?? brands[0];
}

export function BrandSwitch() {
  const { t } = useWords();
  const go = useGo();
  const me = useMe();
  const may = useMay();
  const open = useOpenBrand();
  const path = usePath();
  // The same room in the other brand; what is open inside it belongs to this one.
  const show = (brand: Brand) => {
    rememberBrand(brand.id);
    const [, , , room] = path.startsWith('/b/') ? path.split('/') : [];
    go(room ? `/b/${brand.id}/${room}` : path);
  };
  return (
    <Menu shadow="md" position="bottom-start" width="target">
      <Menu.Target>
        <button type="button" className={styles.brand}>
          <span className={styles.mark} aria-hidden>{[...(open?.name ?? 'P')][0]?.toUpperCase()}</span>
          <span className={styles.named}><strong className="clip">{open?.name ?? 'Parvis'}</strong><span className="small soft clip">{me.workspace.name}</span></span>
          <span className="hidden">{t('app.brand.switch')}</span><Icon name="down" small />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('app.brand.all')}</Menu.Label>
        {me.brands.filter((brand) => !brand.archived_at).map((brand) => (
          <Menu.Item key={brand.id} onClick={() => show(brand)} leftSection={brand.id === open?.id ? <Icon name="check" small /> : null}>{brand.name}</Menu.Item>
        ))}
        {may('manage_brands') ? <Menu.Item onClick={() => go('/reglages/marques')} leftSection={<Icon name="plus" small />}>{t('app.brand.new')}</Menu.Item> : null}
      </Menu.Dropdown>
    </Menu>
  );
}
