// SPDX-License-Identifier: AGPL-3.0-or-later
// Today across the person's brands, as the server tells it.
import { useQuery } from '@tanstack/react-query';
import { get } from '../api/client';
import type { Money } from '../ui/format';

export interface FilItem {
  kind: string;
  brand_id: string;
  brand_name: string;
  id: string;
  title: string;
  channel?: string | null;
  at?: string | null;
  count: number;
  address: string;
}
export interface FilObjective {
  brand_id: string;
  brand_name: string;
  id: string;
  title: string;
  metric: string;
  target?: number | null;
  reached?: number | null;
  currency: string;
  starts_on: string;
  ends_on?: string | null;
  today: string;
  figured: boolean;
  cost?: Money | null;
  roi_numerator?: number | null;
  roi_denominator?: number | null;
  address: string;
}
export interface Fil {
  to_do: FilItem[];
  going_out: FilItem[];
  objectives: FilObjective[];
  abnormal: FilItem[];
  brands: number;
}

/** Its key holds the kinds that change it, so that live events of the open brand refresh it. */
export const useFil = (brand: string) =>
  useQuery({ queryKey: ['fil', 'publication', 'objective', 'freeze', 'connection', brand], queryFn: () => get<Fil>('/api/fil', { brand }), refetchInterval: 60_000, placeholderData: (before) => before });
