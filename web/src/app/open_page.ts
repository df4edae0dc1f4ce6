// SPDX-License-Identifier: AGPL-3.0-or-later
// Where one is: the address, and the page row that serves it. Beneath the router, so that the frame may ask.
import { useRouterState } from '@tanstack/react-router';
import type { PageRow } from '../ui/page_row';
import { pages } from './rooms';

/** The page row that is open, for the rail and the palette. */
export function useOpenPage(): PageRow | undefined {
  const path = useRouterState({ select: (state) => state.matches.at(-1)?.fullPath as string | undefined });
  return pages.find((page) => page.path === path);
}
export const usePath = (): string => useRouterState({ select: (state) => state.location.pathname });
