// SPDX-License-Identifier: AGPL-3.0-or-later
// Addresses to pages. A page's code and its module's words are fetched together when it is opened.
import { useEffect } from 'react';
import { createRootRoute, createRoute, createRouter, lazyRouteComponent, Outlet, redirect, useRouter, type AnyRoute } from '@tanstack/react-router';
import { nothingAnswered, onReturn, patiently } from '../api/away';
import { offline, ProblemError, wordsOfProblem } from '../api/problem';
import { queries } from '../api/queries';
import { loadMe, loadSetup, me_key } from '../identity/queries';
import type { PageRow } from '../ui/page_row';
import { ErrorState, Skeleton } from '../ui/states';
import { useWords, currentLocale } from '../ui/words';
import { Frame } from './frame';
import { NotFound, RoomDoor } from './doors';
import { pages, rooms } from './rooms';
import { loadWords, speak } from './words';

// Rows are gathered at run time, so the tree's types cannot follow them: pages read their address through ui/address.ts.
const root = createRootRoute({ component: Outlet, notFoundComponent: NotFound });

const Waiting = () => <div style={{ padding: 'var(--s6)' }}><Skeleton /></div>;

/** A brand that is not known yet may have been opened since: an exam's, or one's own of this minute. */
async function meOn(path: string) {
  const me = await loadMe();
  const brand = /^\/b\/([^/]+)/.exec(path)?.[1];
  if (!brand || me.brands.some(({ id }) => id === brand)) return me;
  await queries.invalidateQueries({ queryKey: me_key, refetchType: 'none' });
  return loadMe();
}

async function enter({ location: { pathname } }: { location: { pathname: string } }) {
  try {
    const me = await meOn(pathname);
    if (!localStorage.getItem('parvis.locale') && me.locale !== currentLocale()) await speak(me.locale);
  } catch (refused) {
    if (offline(refused) && queries.getQueryData(me_key)) return; // who is here is known: the page stays, what is typed too
    if (!(refused instanceof ProblemError) || refused.status !== 401) throw refused;
    const setup = await loadSetup().catch(() => ({ done: true }));
    throw redirect({ to: (setup.done ? '/entrer' : '/bienvenue') as never, search: (setup.done ? { to: location.pathname + location.search } : {}) as never });
  }
}

function Failed({ error, reset }: { error: unknown; reset: () => void }) {
  const { t } = useWords();
  const router = useRouter();
  const away = offline(error);
  useEffect(() => {
    if (!away) return;
    void nothingAnswered();
    return onReturn(() => (reset(), void router.invalidate()));
  }, [away, reset, router]);
  const reference = error instanceof ProblemError ? error.requestId : String(error);
  return <div style={{ padding: 'var(--s6)' }}><ErrorState words={wordsOfProblem(t, error)} reference={reference} onRetry={() => (reset(), void router.invalidate())} /></div>;
}

const inside = createRoute({ getParentRoute: () => root, id: 'inside', component: Frame, beforeLoad: enter, errorComponent: Failed });
const outside = createRoute({ getParentRoute: () => root, id: 'outside', component: Outlet, errorComponent: Failed });

const anything = (search: Record<string, unknown>) => search;
function routeOf(page: PageRow) {
  return createRoute({
    getParentRoute: () => (page.room === 'outside' ? outside : inside) as AnyRoute,
    path: page.path,
    validateSearch: anything,
    component: lazyRouteComponent(() => patiently(page.load)),
    loader: () => Promise.all([page.module, ...(page.also ?? [])].map((module) => patiently(() => loadWords(module)))),
    pendingComponent: Waiting,
    errorComponent: Failed,
  });
}

/** A room's root shows its first page unless a module gave it one of its own. */
const taken = new Set(pages.map((page) => page.path));
const doors = rooms
  .map(({ room, root: address }) => ({ room, path: address('$brand') }))
  .filter(({ path }) => !taken.has(path))
  .map(({ room, path }) => createRoute({ getParentRoute: () => inside, path, component: () => <RoomDoor room={room} /> }));

const home = createRoute({ getParentRoute: () => inside, path: '/', beforeLoad: () => { throw redirect({ to: '/fil' as never }); } });
const of = (parent: 'outside' | 'inside') => pages.filter((page) => (page.room === 'outside') === (parent === 'outside')).map(routeOf);

const branches = [inside.addChildren([home, ...doors, ...of('inside')] as never), outside.addChildren(of('outside') as never)];

export const router = createRouter({
  routeTree: root.addChildren(branches as never) as unknown as AnyRoute,
  defaultPreload: 'intent',
  defaultPendingMs: 100,
  defaultPendingMinMs: 0,
  scrollRestoration: true,
  // What stands after "?" is text: "12" stays "12".
  parseSearch: (text) => Object.fromEntries(new URLSearchParams(text)),
  stringifySearch: (search) => {
    const text = new URLSearchParams(Object.entries(search).filter(([, value]) => value !== undefined && value !== '').map(([key, value]) => [key, String(value)])).toString();
    return text ? `?${text}` : '';
  },
});
