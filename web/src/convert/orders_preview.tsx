// SPDX-License-Identifier: AGPL-3.0-or-later
// A file of orders before it is taken: how many are new, known or wrong, and why, line by line. Read and taken in the background:
// the same page tells, from the bell, what a file held.
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useAwaitedJob } from '../api/jobs';
import { Loaded } from '../api/loaded';
import { useMutation } from '../api/mutation';
import { ProblemError, wordsOfProblem } from '../api/problem';
import { refresh } from '../api/queries';
import { toast } from '../ui/feedback';
import { JobProgress } from '../ui/job';
import { ErrorState, Skeleton } from '../ui/states';
import { hasWord, useWords } from '../ui/words';
import { loadOrders, ordersReport, sendOrders, type OrderLine, type OrdersFound } from './queries';

interface Read { job: string; found: OrdersFound }

/** Sends the file, waits for what is found in it; rejects as the job ended. */
function useOrders(brand: string, file: File, mode: 'preview' | 'take') {
  const settle = useRef<{ done: (job: string) => void; failed: (why: ProblemError) => void }>(undefined);
  const work = useAwaitedJob((job) => (job.state === 'done' ? settle.current?.done(job.id) : settle.current?.failed(new ProblemError(0, job.problem_code || 'jobs.stopped'))));
  const read = async (): Promise<Read> => {
    const { job_id } = await sendOrders(brand, file, mode);
    const job = await new Promise<string>((done, failed) => ((settle.current = { done, failed }), work.await(job_id)));
    return { job, found: await loadOrders(brand, job) };
  };
  return { work, read };
}

export function OrdersPreview({ brand, file, close }: { brand: string; file: File; close: () => void }) {
  const { t } = useWords();
  const look = useOrders(brand, file, 'preview');
  const taking = useOrders(brand, file, 'take');
  const preview = useMutation({ mutationFn: look.read });
  const take = useMutation({
    mutationFn: taking.read,
    onSuccess: (done) => (void refresh('conversion', brand), toast({ said: t('convert.orders.taken', { count: done.found.taken }) }), close()),
    onError: (error) => (void refresh('conversion', brand), toast({ said: wordsOfProblem(t, error), tone: 'bad' })),
  });
  const begin = useRef(preview.mutate);
  useEffect(() => void begin.current(), []);
  if (preview.isError) return <ErrorState words={wordsOfProblem(t, preview.error)} onRetry={() => preview.mutate()} />;
  if (!preview.data) return look.work.waits ? <UnderWay work={look.work} name={t('convert.orders.reading')} /> : <Skeleton lines={4} />;
  const { job, found } = preview.data;
  return (
    <div className="stack">
      <Found found={found} report={ordersReport(brand, job)} />
      {taking.work.waits ? <UnderWay work={taking.work} name={t('convert.orders.taking')} /> : null}
      <div className="line">
        <Button disabled={!found.taken} loading={take.isPending} onClick={() => take.mutate()}>{t('convert.orders.take', { count: found.taken })}</Button>
        <Button variant="default" onClick={close}>{t('ui.close')}</Button>
      </div>
    </div>
  );
}

function UnderWay({ work, name }: { work: ReturnType<typeof useAwaitedJob>; name: string }) {
  return <JobProgress job={{ name, state: 'running', done: work.share, total: 100 }} onCancel={() => void work.stop().catch(() => undefined)} />;
}

/** What a file read before held, come to from the bell. */
export function OrdersOfJob({ brand, job }: { brand: string; job: string }) {
  const read = useQuery({ queryKey: ['orders', brand, job], queryFn: () => loadOrders(brand, job), retry: false });
  return <Loaded of={read}>{(found) => <Found found={found} report={ordersReport(brand, job)} />}</Loaded>;
}

function Found({ found, report }: { found: OrdersFound; report: string }) {
  const { t } = useWords();
  const more = found.wrong - found.first_wrong.length;
  const differing = found.first_differing ?? [];
  return (
    <>
      <p>{t('convert.orders.counts', { taken: found.taken, known: found.known, wrong: found.wrong })}</p>
      <TroubledLines lines={found.first_wrong} />
      {more > 0 ? <p className="small soft">{t('convert.orders.more', { count: more })}</p> : null}
      {found.differs ? <p>{t('convert.orders.differs', { count: found.differs })}</p> : null}
      <TroubledLines lines={differing} />
      <p className="small"><a href={report} download>{t('convert.orders.report')}</a></p>
    </>
  );
}

function TroubledLines({ lines }: { lines: OrderLine[] }) {
  const { t } = useWords();
  const why = (code: string, limit: string, value: string) => (hasWord(`problems.${code}`) ? t(`problems.${code}`, { limit, value }) : code);
  if (!lines.length) return null;
  return (
    <ul className="small">
      {lines.map((line) => (
        <li key={line.line}>{t('convert.orders.line', { line: line.line })} {line.errors.map((error) => `${error.column} : ${why(error.code, error.limit, error.value)}`).join(' ; ')}</li>
      ))}
    </ul>
  );
}
