// SPDX-License-Identifier: AGPL-3.0-or-later
// One's own long work, in the bell: how far it is, a way to stop it or to try again, and a link to what it made.
import { Anchor, Button, Progress } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { isUnderWay, retryJob, stopJob, useOwnJobs, type OwnJob } from '../api/jobs';
import { ProblemError, wordsOfProblem } from '../api/problem';
import { toast } from '../ui/feedback';
import { formatRate, formatTime } from '../ui/format';
import { Badge, Skeleton, type Tone } from '../ui/states';
import { hasWord, useWords, useZone } from '../ui/words';

const tones: Record<OwnJob['state'], Tone> = { waiting: 'accent', running: 'accent', done: 'good', dead: 'bad', cancelled: 'warn' };
const shown = 8;

export function OwnJobs() {
  const { t } = useWords();
  const jobs = useOwnJobs();
  if (jobs.isPending) return <Skeleton lines={2} />;
  if (jobs.isError) return <p className="soft">{wordsOfProblem(t, jobs.error)}</p>;
  if (!jobs.data.length) return <p className="soft">{t('app.work.none')}</p>;
  return <ul className="plain stack-tight" aria-label={t('app.work.title')}>{jobs.data.slice(0, shown).map((job) => <Line key={job.id} job={job} />)}</ul>;
}

function Line({ job }: { job: OwnJob }) {
  const { t, locale } = useWords();
  const zone = useZone();
  const act = useMutation({ mutationFn: (verb: (id: string) => Promise<OwnJob>) => verb(job.id), onError: (error) => toast({ said: wordsOfProblem(t, error), tone: 'bad' }) });
  const kind = job.kind.replaceAll('.', '_');
  const step = job.progress_code.replaceAll('.', '_');
  const name = hasWord(`app.work.kind.${kind}`) ? t(`app.work.kind.${kind}`, { subject: job.subject }) : job.subject;
  return (
    <li className="stack-tight">
      <div className="spread">
        <span>{job.state === 'done' && job.place ? <Anchor href={job.place} target="_blank" rel="noreferrer" inherit>{name}</Anchor> : name}</span>
        <span className="soft numbers">{formatTime(new Date(job.ended_at ?? job.asked_at), locale, { zone })}</span>
      </div>
      <div className="spread">
        <span className="line"><Badge tone={tones[job.state]}>{t(job.cancel_asked && job.state === 'running' ? 'app.work.stopping' : `app.work.state.${job.state}`)}</Badge>{isUnderWay(job) && hasWord(`app.work.step.${step}`) ? <span className="soft">{t(`app.work.step.${step}`)}</span> : null}</span>
        {isUnderWay(job) && !job.cancel_asked ? <Button size="compact-sm" variant="default" loading={act.isPending} onClick={() => act.mutate(stopJob)}>{t('app.work.stop')}</Button> : null}
        {job.state === 'dead' ? <Button size="compact-sm" variant="default" loading={act.isPending} onClick={() => act.mutate(retryJob)}>{t('app.work.retry')}</Button> : null}
      </div>
      {job.state === 'running' ? <Progress value={job.progress * 100} size="sm" aria-label={t('app.work.progress', { what: name, share: formatRate(Math.round(job.progress * 100), 100, locale, 0) })} /> : null}
      {job.state === 'dead' || (job.state === 'waiting' && job.problem_code) ? <span className="soft">{wordsOfProblem(t, new ProblemError(0, job.problem_code))}</span> : null}
    </li>
  );
}
