// SPDX-License-Identifier: AGPL-3.0-or-later
// What the first steps ask of the rooms: one call each, of routes that the rooms' own pages use too.
import { useQuery } from '@tanstack/react-query';
import { get } from '../api/client';

interface Items<T> {
  items: T[];
}
const day = 86_400_000;

export const useNearPublications = (brand: string) =>
  useQuery({
    queryKey: ['publication', brand, 'near'],
    queryFn: () => get<Items<unknown>>('/api/brands/{brand}/publications', { brand, from: new Date(Date.now() - 14 * day).toISOString(), to: new Date(Date.now() + 14 * day).toISOString() }),
    enabled: Boolean(brand),
    select: (list) => list.items,
  });

export const useObjectives = (brand: string) =>
  useQuery({
    queryKey: ['objective', brand],
    queryFn: () => get<Items<unknown>>('/api/brands/{brand}/objectives', { brand }),
    enabled: Boolean(brand),
    // The measuring room keeps the same answer under this key: it is reshaped here, never stored so.
    select: (list) => list.items,
  });

/** Whether each first step has been taken; undefined while that is not known. */
export function useStepsTaken(brand: string): Record<string, boolean> | undefined {
  const list = (kind: string) => ({ queryKey: [kind, brand, 'first-step'], queryFn: () => get<Items<unknown>>(`/api/brands/{brand}/${kind}`, { brand }), enabled: Boolean(brand), retry: false });
  const briefs = useQuery(list('briefs'));
  const personas = useQuery(list('personas'));
  const pillars = useQuery(list('pillars'));
  const contents = useQuery(list('contents'));
  const channels = useQuery(list('channels'));
  const sites = useQuery(list('sites'));
  const costs = useQuery(list('costs'));
  const objectives = useObjectives(brand);
  const charter = useQuery({ queryKey: ['charter', brand, 'first-step'], queryFn: () => get<{ missing: string[] }>('/api/brands/{brand}/charter', { brand }), enabled: Boolean(brand), retry: false });
  const near = useNearPublications(brand);
  if ([briefs, personas, pillars, contents, channels, objectives, near].some((query) => query.isPending)) return undefined;
  const some = (query: { data?: Items<unknown> }) => (query.data?.items.length ?? 0) > 0;
  return {
    brief: some(briefs),
    objective: (objectives.data?.length ?? 0) > 0,
    persona: some(personas),
    pillar: some(pillars),
    // The charter wants pillars too: they are a step of their own.
    charter: charter.data !== undefined && charter.data.missing.every((one) => one === 'pillars'),
    channel: some(channels),
    content: some(contents),
    publication: (near.data?.length ?? 0) > 0,
    site: some(sites),
    cost: some(costs),
  };
}
