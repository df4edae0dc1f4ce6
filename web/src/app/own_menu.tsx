// SPDX-License-Identifier: AGPL-3.0-or-later
// The person signed in: language, theme, keys, own settings, the way out.
import { Menu, useMantineColorScheme } from '@mantine/core';
import { useMe } from '../identity';
import { signOut } from '../identity/queries';
import { useGo } from '../ui/address';
import { Icon } from '../ui/icons';
import { useWords } from '../ui/words';
import styles from './frame.module.css';
import { speak } from './words';

export async function leave(): Promise<void> {
  await signOut().catch(() => undefined);
  location.assign('/entrer');
}

const themes = ['light', 'dark', 'auto'] as const;

export function OwnMenu({ openKeys }: { openKeys: () => void }) {
  const { t, locale } = useWords();
  const me = useMe();
  const go = useGo();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const mark = (on: boolean) => (on ? <Icon name="check" small /> : null);
  return (
    <Menu shadow="md" position="top-start" width={240}>
      <Menu.Target>
        <button type="button" className={`${styles.me} clip`}>{me.name}<span className="hidden"> {t('app.own.open')}</span></button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{me.email}</Menu.Label>
        <Menu.Item onClick={() => go('/reglages/compte')} leftSection={<Icon name="person" small />}>{t('app.own.account')}</Menu.Item>
        <Menu.Item onClick={openKeys} rightSection={<kbd>?</kbd>}>{t('ui.keys.title')}</Menu.Item>
        <Menu.Divider />
        <Menu.Label>{t('app.own.language')}</Menu.Label>
        <Menu.Item onClick={() => void speak('fr')} leftSection={mark(locale === 'fr')} lang="fr">Français</Menu.Item>
        <Menu.Item onClick={() => void speak('en')} leftSection={mark(locale === 'en')} lang="en">English</Menu.Item>
        <Menu.Divider />
        <Menu.Label>{t('app.own.theme')}</Menu.Label>
        {themes.map((theme) => (
          <Menu.Item key={theme} onClick={() => setColorScheme(theme)} leftSection={mark(colorScheme === theme)}>{t(`app.own.theme_${theme}`)}</Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item onClick={() => void leave()}>{t('app.own.leave')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
