// SPDX-License-Identifier: AGPL-3.0-or-later
// The long work one asked for: how far it is, what it made. Live events say when to look again; while some of it is under
// way it is looked at each second and a half too, for what belongs to no brand and for lines that are cut.
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { get, post } from './client';
import { refresh } from './queries';

export interface OwnJob {
  id: string;
  kind: string;
  subject: string;
  brand_id?: string | null;
  state: 'waiting' | 'running' | 'done' | 'cancelled' | 'dead';
  cancel_asked: boolean;
  progress: number;
  progress_code: string;
  problem_code: string;
  place: string;
  asked_at: string;
  ended_at?: string | null;
}

const key = ['job', 'own'];
const every = 1500;
export const isUnderWay = (job: OwnJob): boolean => job.state === 'waiting' || job.state === 'running';

export function useOwnJobs() {
  return useQuery({
    queryKey: key,
    queryFn: () => get<{ items: OwnJob[] }>('/api/me/jobs').then(({ items }) => items),
    refetchInterval: ({ state }) => (state.data?.some(isUnderWay) ? every : false),
  });
}

/** One of them, as it now stands; undefined until it is listed. */
export function useOwnJob(id: string | null): OwnJob | undefined {
  return useOwnJobs().data?.find((job) => job.id === id);
}

export const stopJob = (job: string) => post<OwnJob>('/api/me/jobs/{job}/cancellation', { job }).finally(() => refresh('job'));
export const retryJob = (job: string) => post<OwnJob>('/api/me/jobs/{job}/retry', { job }).finally(() => refresh('job'));

/** Waits for work asked for, as long as the page stands: `ended` is told once, of its end. Whoever leaves finds it in the bell. */
export function useAwaitedJob(ended: (job: OwnJob) => void) {
  const asked = useJobAsked();
  const [id, setId] = useState<string | null>(null);
  const job = useOwnJob(id);
  const told = useRef(ended);
  useEffect(() => void (told.current = ended));
  useEffect(() => {
    if (!job || isUnderWay(job)) return;
    setId(null);
    told.current(job);
  }, [job]);
  return {
    waits: id !== null,
    share: Math.round((job?.progress ?? 0) * 100),
    await: (one: string) => (setId(one), void asked()),
    stop: () => (id ? stopJob(id) : Promise.resolve(undefined)),
  };
}

/** To be called after work was asked for. */
export function useJobAsked() {
  const queries = useQueryClient();
  return () => queries.invalidateQueries({ queryKey: key });
}
