// SPDX-License-Identifier: AGPL-3.0-or-later
// The verdict of what is being typed: asked for 250 ms after the last key, kept in place while the text goes on moving.
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import { verdict, type AskVerdict, type Finding, type Misspelling, type Verdict } from './content';
import { moved } from './spans';

const pause = 250;

function useSettled<T>(value: T): T {
  const [settled, setSettled] = useState(value);
  const text = JSON.stringify(value);
  useEffect(() => {
    const timer = window.setTimeout(() => setSettled(JSON.parse(text) as T), pause);
    return () => window.clearTimeout(timer);
  }, [text]);
  return settled;
}

/** What one key can put right, or at least what is underlined. */
export interface Remark {
  key: string;
  tone: 'breach' | 'advice' | 'info' | 'spelling';
  start: number;
  end: number;
  finding?: Finding;
  misspelling?: Misspelling;
  fix?: { start: number; end: number; text: string };
}

export function remarksOf(found: Verdict, judged: string, body: string): Remark[] {
  const remarks: Remark[] = [];
  found.findings.forEach((finding, index) => {
    if (finding.field !== 'body') return;
    const place = moved(finding.range, judged, body);
    const spot = finding.replacement ? moved(finding.replacement.range, judged, body) : undefined;
    if (place) remarks.push({ key: `f${index}`, tone: finding.severity, ...place, finding, fix: spot && { ...spot, text: finding.replacement!.text } });
  });
  found.misspellings.forEach((misspelling, index) => {
    // By the word: once it is learnt, what follows takes its place and not what was offered for it.
    const nth = found.misspellings.slice(0, index).filter(({ word }) => word === misspelling.word).length;
    const place = moved(misspelling.range, judged, body);
    if (place) remarks.push({ key: `m${nth}:${misspelling.word}`, tone: 'spelling', ...place, misspelling });
  });
  return remarks.sort((a, b) => a.start - b.start);
}

export function useVerdict(brand: string, asked: AskVerdict) {
  const settled = useSettled(asked);
  const query = useQuery({
    queryKey: ['verdict', brand, settled],
    queryFn: async () => ({ verdict: await verdict(brand, settled), judged: settled.body }),
    placeholderData: keepPreviousData,
    gcTime: 10_000,
  });
  const remarks = useMemo(() => (query.data ? remarksOf(query.data.verdict, query.data.judged, asked.body) : []), [query.data, asked.body]);
  const current = query.data?.judged === asked.body && !query.isPlaceholderData;
  return { verdict: query.data?.verdict, remarks, current, error: query.error, again: () => void query.refetch() };
}
