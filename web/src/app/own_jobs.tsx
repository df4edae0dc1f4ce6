// SPDX-License-Identifier: AGPL-3.0-or-later
// One's own long work, in the bell: how far it is, a way to stop it or to try again, and a link to what it made.
import { Anchor, Button, Progress } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useAct } from '../api/act';
import { isUnderWay, retryJob, stopJob, useOwnJobs, type OwnJob } from '../api/jobs';
import { ProblemError, wordsOfProblem } from '../api/problem';
import { formatMoment, formatRate, formatTime } from '../ui/format';
import { Go } from '../ui/page';
import { Badge, Skeleton, type Tone } from '../ui/states';
import { hasWord, useWords, useZone } from '../ui/words';
import styles from './frame.module.css';
import { loadWords } from './words';

const tones: Record<OwnJob['state'], Tone> = { waiting: 'accent', running: 'accent', done: 'good', dead: 'bad', cancelled: 'warn' };
const shown_first = 6;

/** `leave`: called when a link of the application is followed. */
export default function OwnJobs({ leave }: { leave: () => void }) {
  const { t } = useWords();
  const jobs = useOwnJobs();
  const [all, setAll] = useState(false);
  if (!jobs.data) return jobs.isError ? <p className="soft">{wordsOfProblem(t, jobs.error)}</p> : <Skeleton lines={2} />;
  if (!jobs.data.length) return <p className="soft">{t('app.work.none')}</p>;
  const hidden = jobs.data.length - shown_first;
  return (
    <>
      <ul className="plain stack" aria-labelledby="bell-work">{(all ? jobs.data : jobs.data.slice(0, shown_first)).map((job) => <Line key={job.id} job={job} leave={leave} />)}</ul>
      {hidden > 0 && !all ? <Button size="compact-sm" variant="subtle" onClick={() => setAll(true)}>{t('app.work.earlier', { count: hidden })}</Button> : null}
    </>
  );
}

/** The room's own words say what went wrong there, and it may not be open. */
function useWhy(job: OwnJob): string {
  const { t } = useWords();
  const room = job.kind.split('.')[0]!;
  const ready = useQuery({ queryKey: ['words', room], queryFn: () => loadWords(room).then(() => true), enabled: Boolean(job.problem_code), staleTime: Infinity });
  if (!job.problem_code || (job.state !== 'dead' && job.state !== 'waiting') || ready.isPending) return '';
  // What a machine broke is tried again by itself until it is given up: the two are not told alike.
  if (job.state === 'dead' && job.problem_code.startsWith('jobs.')) return t('app.work.given_up');
  const why = wordsOfProblem(t, new ProblemError(0, job.problem_code));
  return job.state === 'waiting' ? t('app.work.tried', { why }) : why;
}

function Line({ job, leave }: { job: OwnJob; leave: () => void }) {
  const { t, locale } = useWords();
  const [run, busy] = useAct();
  const kind = job.kind.replaceAll('.', '_');
  const step = job.progress_code.replaceAll('.', '_');
  const name = hasWord(`app.work.kind.${kind}`) ? t(`app.work.kind.${kind}`, { subject: job.subject }) : job.subject;
  const why = useWhy(job);
  return (
    <li className="stack-tight">
      <Name job={job} name={name} leave={leave} />
      <div className={styles.told}>
        <span className="line"><Badge tone={tones[job.state]}>{t(job.cancel_asked && job.state === 'running' ? 'app.work.stopping' : `app.work.state.${job.state}`)}</Badge>{job.state === 'running' && hasWord(`app.work.step.${step}`) ? <span className="soft">{t(`app.work.step.${step}`)}</span> : null}</span>
        <When job={job} />
        {isUnderWay(job) && !job.cancel_asked ? <Button size="compact-sm" variant="default" loading={busy} aria-label={t('app.work.stop_what', { what: name })} onClick={() => void run({ act: () => stopJob(job.id) })}>{t('app.work.stop')}</Button> : null}
        {job.state === 'dead' ? <Button size="compact-sm" variant="default" loading={busy} aria-label={t('app.work.retry_what', { what: name })} onClick={() => void run({ act: () => retryJob(job.id) })}>{t('app.work.retry')}</Button> : null}
      </div>
      {job.state === 'running' ? <Progress value={job.progress * 100} size="sm" aria-label={t('app.work.progress', { what: name, share: formatRate(Math.round(job.progress * 100), 100, locale, 0) })} /> : null}
      {why ? <span className="soft">{why}</span> : null}
    </li>
  );
}

/** A file opens beside; a page of the application in its place. */
function Name({ job, name, leave }: { job: OwnJob; name: string; leave: () => void }) {
  if (!job.place || job.state !== 'done') return <span>{name}</span>;
  if (job.place.startsWith('/api/')) return <Anchor href={job.place} target="_blank" rel="noreferrer" inherit underline="always">{name}</Anchor>;
  return <span onClick={leave}><Go to={job.place}>{name}</Go></span>;
}

/** The hour of today's; the day too of what is older. */
function When({ job }: { job: OwnJob }) {
  const { locale } = useWords();
  const zone = useZone();
  const at = new Date(job.ended_at ?? job.asked_at);
  const is_old = Date.now() - at.getTime() > 12 * 3_600_000;
  return <span className="soft numbers">{is_old ? formatMoment(at.toISOString(), locale, { zone }) : formatTime(at, locale, { zone })}</span>;
}
