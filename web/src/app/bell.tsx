// SPDX-License-Identifier: AGPL-3.0-or-later
// What happened while one worked: long work done or failed, posts sent or stopped, a client's answer. Told by the brand's live events.
import { ActionIcon, Popover } from '@mantine/core';
import { lazy, Suspense, useCallback, useState } from 'react';
import { isUnderWay, useOwnJobs, type OwnJob } from '../api/jobs';
import { useLiveEvents, useLiveState, type LiveEvent } from '../api/live';
import { formatTime } from '../ui/format';
import { Icon } from '../ui/icons';
import { Go } from '../ui/page';
import { Skeleton } from '../ui/states';
import { hasWord, useWords, useZone } from '../ui/words';
import styles from './frame.module.css';

const OwnJobs = lazy(() => import('./own_jobs'));

interface Rung {
  event: LiveEvent;
  at: Date;
}
const most = 30;

/** When the last of them ended, by the server's clock; '' when none has. */
const lastEnd = (jobs: OwnJob[]): string => jobs.reduce((last, { ended_at }) => (ended_at && ended_at > last ? ended_at : last), '');

export interface News {
  count: number;
  rung: Rung[];
  look: () => void;
}

/** Kept by the frame, so that the bar of a narrow screen tells what its closed drawer would. */
export function useNews(): News {
  const [rung, setRung] = useState<Rung[]>([]);
  const [unseen, setUnseen] = useState(0);
  const jobs = useOwnJobs().data;
  const [seen_until, setSeenUntil] = useState<string | null>(null);
  // What had ended before the page was opened is no news.
  if (seen_until === null && jobs) setSeenUntil(lastEnd(jobs));
  const ended = (jobs ?? []).filter((job) => !isUnderWay(job) && seen_until !== null && (job.ended_at ?? '') > seen_until).length;
  useLiveEvents(useCallback((event: LiveEvent) => {
    if (!hasWord(`app.bell.${event.type}`)) return;
    setRung((old) => [{ event, at: new Date() }, ...old].slice(0, most));
    setUnseen((count) => count + 1);
  }, []));
  return { count: unseen + ended, rung, look: () => (setUnseen(0), setSeenUntil(lastEnd(jobs ?? []))) };
}

/** Never higher than what is above or below it: on a phone its own head would be off the screen. */
const within = { flip: true, shift: true, size: { apply: ({ availableHeight, elements }: { availableHeight: number; elements: { floating: HTMLElement } }) => elements.floating.style.setProperty('--news-room', `${Math.floor(availableHeight) - 8}px`) } };

export function Bell({ news }: { news: News }) {
  const { t, locale } = useWords();
  const zone = useZone();
  const state = useLiveState();
  const [opened, setOpened] = useState(false);
  const open = (next: boolean) => (setOpened(next), news.look());
  return (
    <Popover opened={opened} onChange={open} position="top-start" shadow="md" width="min(22rem, 92vw)" middlewares={within} withRoles trapFocus returnFocus>
      <Popover.Target>
        <ActionIcon variant="subtle" color="gray" onClick={() => open(!opened)} aria-label={news.count ? t('app.bell.unseen', { count: news.count }) : t('app.bell.title')}>
          <Icon name="bell" />{news.count ? <span className={styles.dot} /> : null}
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown className={styles.news}>
        <div className="stack small">
          <section className="stack-tight" aria-labelledby="bell-news">
            <h2 id="bell-news" className={styles.heading}>{t('app.bell.title')}</h2>
            {news.rung.length ? news.rung.map(({ event, at }, place) => (
              <div key={place} className={styles.told}><span onClick={() => setOpened(false)}>{event.to ? <Go to={String(event.to)}>{t(`app.bell.${event.type}`)}</Go> : t(`app.bell.${event.type}`)}</span><span className="soft numbers">{formatTime(at, locale, { zone })}</span></div>
            )) : <p className="soft">{t('app.bell.nothing')}</p>}
          </section>
          <section className="stack-tight" aria-labelledby="bell-work">
            <h2 id="bell-work" className={styles.heading}>{t('app.work.title')}</h2>
            <Suspense fallback={<Skeleton lines={2} />}><OwnJobs leave={() => setOpened(false)} /></Suspense>
          </section>
          {state === 'polling' ? <p className="soft">{t('app.bell.polling')}</p> : null}
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}
