// SPDX-License-Identifier: AGPL-3.0-or-later
// Long work: how far it is, and a way to stop it. It goes on when the page is left.
import { Button, Progress } from '@mantine/core';
import { formatNumber } from './format';
import { Badge, type Tone } from './states';
import { useWords } from './words';

export interface JobStanding {
  name: string;
  state: 'running' | 'done' | 'failed' | 'cancelled';
  /** Units of work, when they are counted. */
  done?: number;
  total?: number;
  /** What went wrong, in the person's language. */
  problem?: string;
}

const tones: Record<JobStanding['state'], Tone> = { running: 'accent', done: 'good', failed: 'bad', cancelled: 'warn' };

export function JobProgress({ job, onCancel }: { job: JobStanding; onCancel?: () => void }) {
  const { t, locale } = useWords();
  const counted = job.total !== undefined && job.total > 0;
  const share = counted ? ((job.done ?? 0) / job.total!) * 100 : 100;
  return (
    <div className="panel stack-tight" role="status" aria-live="polite">
      <div className="spread">
        <span className="line"><strong>{job.name}</strong><Badge tone={tones[job.state]}>{t(`ui.job.${job.state}`)}</Badge></span>
        <span className="line small soft numbers">
          {counted ? t('ui.job.share', { done: formatNumber(job.done ?? 0, locale), total: formatNumber(job.total, locale) }) : null}
          {job.state === 'running' && onCancel ? <Button size="compact-sm" variant="default" onClick={onCancel}>{t('ui.job.cancel')}</Button> : null}
        </span>
      </div>
      {job.state === 'running' ? <Progress value={share} size="sm" animated={!counted} aria-label={job.name} /> : null}
      {job.problem ? <p className="small">{job.problem}</p> : null}
    </div>
  );
}
