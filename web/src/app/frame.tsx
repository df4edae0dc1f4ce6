// SPDX-License-Identifier: AGPL-3.0-or-later
// What stands around every page: the rail in the trade's order, the brand, the palette, the bell, keys, skip link. On a
// narrow screen the rail is a drawer behind a bottom bar.
import { Drawer } from '@mantine/core';
import { Link, Outlet, useRouterState } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { useAway } from '../api/away';
import { useLiveBrand } from '../api/live';
import { useSimulated } from '../api/simulated';
import { useMay, useMe } from '../identity';
import { useParam } from '../ui/address';
import { Icon } from '../ui/icons';
import { Page, PageName } from '../ui/page';
import { ErrorState } from '../ui/states';
import { useWords, ZoneContext } from '../ui/words';
import { Bell, useNews, type News } from './bell';
import { BrandSwitch, rememberBrand, useOpenBrand } from './brand_switch';
import styles from './frame.module.css';
import { Keys, useFrameKeys, type Opened } from './keys';
import type { PageRow } from '../ui/page_row';
import { useOpenPage, usePath } from './open_page';
import { OwnMenu } from './own_menu';
import { Palette } from './palette';
import { addressOf, closest, menuOf, needsBrand, rooms } from './rooms';

export function Frame() {
  const { t } = useWords();
  const [opened, setOpened] = useState<Opened>(null);
  const me = useMe();
  const id = useParam('brand');
  const brand = me.brands.find((one) => one.id === id);
  useLiveBrand(id);
  useFrameKeys(setOpened);
  useEffect(() => void rememberBrand(id), [id]);
  const news = useNews();
  return (
    <ZoneContext value={brand?.zone ?? me.workspace.zone}>
      <a className={styles.skip} href="#main">{t('app.skip')}</a>
      <div className={styles.frame}>
        <nav className={styles.rail} aria-label={t('app.rail')}><RailContent open={setOpened} news={news} /></nav>
        <Main />
      </div>
      <p className="hidden" role="status">{news.count ? t('app.bell.unseen', { count: news.count }) : ''}</p>
      <Bottom open={setOpened} news={news.count} />
      <Drawer opened={opened === 'rail'} onClose={() => setOpened(null)} size="xs" title="Parvis" closeButtonProps={{ 'aria-label': t('ui.close') }}>
        <nav className={`${styles.rail} ${styles.drawer}`} aria-label={t('app.rail')} onClick={(event) => (event.target as HTMLElement).closest('a') && setOpened(null)}>
          <RailContent open={setOpened} news={news} />
        </nav>
      </Drawer>
      <Palette opened={opened === 'palette'} close={() => setOpened(null)} />
      <Keys opened={opened === 'keys'} close={() => setOpened(null)} />
    </ZoneContext>
  );
}

/** The focus goes to the page when its address changes, as it would on a page of old. */
function Main() {
  const path = useRouterState({ select: (state) => state.resolvedLocation?.pathname });
  const page = useOpenPage();
  const { locale } = useWords();
  const main = useRef<HTMLElement>(null);
  const first = useRef(true);
  const is_shut = useShut();
  useEffect(() => {
    if (!first.current) main.current?.focus({ preventScroll: true });
    first.current = false;
  }, [path]);
  return (
    <main id="main" className={styles.main} ref={main} tabIndex={-1}>
      <Simulated />
      <Away />
      <PageName value={page?.title[locale] ?? ''}>{page && is_shut(page) ? <Shut title={page.title[locale]} /> : <Outlet />}</PageName>
    </main>
  );
}

/** Whether a page is another role's, or of a brand that is not the reader's: nothing of it is asked, no button of it shown. */
function useShut(): (page: PageRow) => boolean {
  const may = useMay();
  const { brands } = useMe();
  const brand = useParam('brand');
  return (page) => Boolean(page.may && !may(page.may)) || (brand !== '' && !brands.some(({ id }) => id === brand));
}

function Shut({ title }: { title: string }) {
  const { t } = useWords();
  return <Page title={title}><ErrorState title={t('ui.not_yours')} words={t('problems.web.status_403')} /></Page>;
}

/** Said for as long as nobody answers; what is typed stays, and the page mends by itself. */
function Away() {
  const { t } = useWords();
  const away = useAway();
  return <div role="status" className={away ? styles.away : undefined}>{away ? t('app.away') : null}</div>;
}

/** Where networks and shop are simulated, every page says so. */
function Simulated() {
  const { t } = useWords();
  const { networks, shop } = useSimulated();
  if (!networks) return null;
  return <p className={styles.simulated}>{t('app.simulated')}{shop ? <> <a href={shop} target="_blank" rel="noreferrer">{t('app.simulated_shop')}</a></> : null}</p>;
}

function RailContent({ open, news }: { open: (what: Opened) => void; news: News }) {
  const { t } = useWords();
  return (
    <>
      <BrandSwitch />
      <button type="button" className={styles.find} onClick={() => open('palette')}>
        <Icon name="search" small />{t('app.find')}<kbd>Ctrl K</kbd>
      </button>
      <RoomList />
      <div className={styles.apart}><OwnMenu openKeys={() => open('keys')} /><Bell news={news} /></div>
    </>
  );
}

function useOpenRoom(): string | undefined {
  const page = useOpenPage();
  const path = usePath();
  const brand = useOpenBrand();
  return page?.room ?? rooms.find(({ root }) => path.startsWith(root(brand?.id ?? '')))?.room;
}

function RoomList() {
  const { t, locale } = useWords();
  const me = useMe();
  const brand = useOpenBrand();
  const path = usePath();
  const page = useOpenPage();
  const here = useOpenRoom();
  const may = (capability: string) => me.capabilities.includes(capability);
  return (
    <ul className={styles.rooms}>
      {rooms.map(({ room, icon, root }) => {
        if (!brand && root('') !== root('x')) return null;
        const menu = menuOf(room, may).filter((page) => brand || !needsBrand(page)).map((page) => ({ page, to: addressOf(page, brand?.id ?? '') }));
        // Among all its pages, the reader's or not: a page that is not theirs lights none of theirs.
        const lit = closest(menuOf(room, () => true).map((page) => addressOf(page, brand?.id ?? '')), page?.under ?? path);
        return (
          <li key={room}>
            <Link to={root(brand?.id ?? '') as never} className={styles.room} aria-current={here === room ? 'true' : undefined} activeProps={{}}>
              <Icon name={icon} />{t(`app.rooms.${room}`)}
            </Link>
            {here === room && menu.length > 1 ? (
              <ul className={styles.pages}>
                {menu.map(({ page: row, to }) => (
                  <li key={row.path}><Link to={to as never} className={styles.page} activeOptions={{ exact: true }} aria-current={path === to ? 'page' : lit === to ? 'true' : undefined}>{row.title[locale]}</Link></li>
                ))}
              </ul>
            ) : null}
          </li>
        );
      })}
    </ul>
  );
}

const tabs = ['thread', 'produce', 'publish', 'measure'] as const;
const tabs_of_candidate = ['thread', 'produce', 'publish', 'certify'] as const; // works for an exam
const tabs_without_brand = ['thread', 'certify'] as const; // a juror

function Bottom({ open, news }: { open: (what: Opened) => void; news: number }) {
  const { t } = useWords();
  const brand = useOpenBrand();
  const may = useMay();
  const here = useOpenRoom();
  const shown: readonly string[] = !brand ? tabs_without_brand : may('sit_exam') ? tabs_of_candidate : tabs;
  return (
    <nav className={styles.bottom} aria-label={t('app.bottom')}>
      {rooms.filter(({ room }) => shown.includes(room)).map(({ room, icon, root }) => (
        <Link key={room} to={root(brand?.id ?? '') as never} className={styles.tab} aria-current={here === room ? 'true' : undefined}>
          <Icon name={icon} />{t(`app.short.${room}`)}
        </Link>
      ))}
      <button type="button" className={styles.tab} onClick={() => open('rail')}><span className={styles.marked}><Icon name="menu" />{news ? <span className={styles.dot} /> : null}</span>{t('app.more')}{news ? <span className="hidden">{t('app.bell.unseen', { count: news })}</span> : null}</button>
    </nav>
  );
}
