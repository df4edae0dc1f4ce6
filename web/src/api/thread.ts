// SPDX-License-Identifier: AGPL-3.0-or-later
// The thread of one object, contributed by every module on the server.
import { useQuery } from '@tanstack/react-query';
import { thread_kinds, type ThreadKind, type ThreadLink } from '../ui/thread_bar';
import { formatNumber, formatRate, type Locale } from '../ui/format';
import { useWords } from '../ui/words';
import { get } from './client';

interface Answer {
  links: { kind: ThreadKind; title?: string | null; address?: string | null; count?: number | null; part?: number | null; whole?: number | null }[];
}

/** A rate, else a name, else a count; nothing when none is known. */
function said({ title, count, part, whole }: Answer['links'][number], locale: Locale): string | undefined {
  if (whole) return formatRate(part, whole, locale, 0);
  if (title) return title;
  return count === null || count === undefined ? undefined : formatNumber(count, locale);
}

/** Links for <ThreadBar>: what is not known is missing. `here` is the kind of the object that is open. */
export function useThread(brand: string, here: ThreadKind, id: string): ThreadLink[] {
  const { locale } = useWords();
  const answer = useQuery({
    queryKey: ['thread', brand, here, id],
    queryFn: () => get<Answer>('/api/brands/{brand}/thread', { brand, kind: here, id }),
    enabled: Boolean(brand && id),
    retry: false,
  });
  const known = new Map((answer.data?.links ?? []).map((link) => [link.kind, link]));
  return thread_kinds.map((kind) => {
    const link = known.get(kind);
    return { kind, what: link ? said(link, locale) : undefined, to: link?.address ?? undefined, here: kind === here };
  });
}
