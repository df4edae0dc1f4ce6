// SPDX-License-Identifier: AGPL-3.0-or-later
// What is simulated beside this Parvis: every page that shows it says so.
import { useQuery } from '@tanstack/react-query';
import { get } from './client';

interface Answer {
  networks?: string | null;
  shop?: string | null;
}

/** Both empty where everything is real. */
export function useSimulated(): Answer {
  return useQuery({ queryKey: ['simulated'], queryFn: () => get<Answer>('/api/simulated', {}), staleTime: Infinity, retry: false }).data ?? {};
}

/** What the server calls the simulated network that a sandbox brand publishes to. */
export const simulated_service = 'simulated';

/** Says of an address whether it leads to a simulated network or shop. */
export function useIsSimulated(): (address?: string | null) => boolean {
  const { networks, shop } = useSimulated();
  return (address) => address === simulated_service || [networks, shop].some((origin) => Boolean(origin) && Boolean(address) && (address === origin || address!.startsWith(`${origin}/`)));
}
