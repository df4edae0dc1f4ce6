// SPDX-License-Identifier: AGPL-3.0-or-later
// What clients answered, by their links, to the publications they were offered.
import { useQuery } from '@tanstack/react-query';
import { get } from './client';
import { lastWords, type ClientAnswer } from './last_words';

interface Requests { items: { items: ClientAnswer[] }[] }

export function useClientAnswer(brand: string, publications: string[]): ClientAnswer | undefined {
  const requests = useQuery({
    queryKey: ['publication', brand, 'answers'],
    queryFn: () => get<Requests>('/api/brands/{brand}/approvals', { brand }),
    enabled: publications.length > 0,
  });
  return lastWords(requests.data?.items.flatMap((one) => one.items) ?? [], publications);
}
