// SPDX-License-Identifier: AGPL-3.0-or-later
// What happened while one worked: long work done or failed, posts sent, mentions. Told by the brand's live events.
import { ActionIcon, Popover } from '@mantine/core';
import { useCallback, useState } from 'react';
import { isUnderWay, useOwnJobs } from '../api/jobs';
import { useLiveEvents, useLiveState, type LiveEvent } from '../api/live';
import { formatTime } from '../ui/format';
import { Icon } from '../ui/icons';
import { Go } from '../ui/page';
import { hasWord, useWords, useZone } from '../ui/words';
import styles from './frame.module.css';
import { OwnJobs } from './own_jobs';

interface Rung {
  event: LiveEvent;
  at: Date;
}
const most = 30;

export function Bell() {
  const { t, locale } = useWords();
  const zone = useZone();
  const state = useLiveState();
  const [rung, setRung] = useState<Rung[]>([]);
  const [unseen, setUnseen] = useState(0);
  const jobs = useOwnJobs().data ?? [];
  const ended = jobs.filter((job) => !isUnderWay(job)).length;
  const [seen_ended, setSeenEnded] = useState<number | null>(null);
  // What had ended before the page was opened is no news.
  if (seen_ended === null && jobs.length) setSeenEnded(ended);
  const news = unseen + Math.max(0, ended - (seen_ended ?? ended));
  useLiveEvents(useCallback((event: LiveEvent) => {
    if (!hasWord(`app.bell.${event.type}`)) return;
    setRung((old) => [{ event, at: new Date() }, ...old].slice(0, most));
    setUnseen((count) => count + 1);
  }, []));
  return (
    <Popover position="top-end" shadow="md" width={340} onOpen={() => (setUnseen(0), setSeenEnded(ended))} withRoles trapFocus>
      <Popover.Target>
        <ActionIcon variant="subtle" color="gray" aria-label={news ? t('app.bell.unseen', { count: news }) : t('app.bell.title')}>
          <Icon name="bell" />{news ? <span className={styles.dot} /> : null}
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown>
        <div className="stack-tight small">
          <strong>{t('app.bell.title')}</strong>
          {rung.length ? rung.map(({ event, at }, place) => (
            <div key={place} className="spread"><span>{event.to ? <Go to={String(event.to)}>{t(`app.bell.${event.type}`)}</Go> : t(`app.bell.${event.type}`)}</span><span className="soft numbers">{formatTime(at, locale, { zone })}</span></div>
          )) : <span className="soft">{t('app.bell.nothing')}</span>}
          <strong>{t('app.work.title')}</strong>
          <OwnJobs />
          {state === 'polling' ? <span className="soft">{t('app.bell.polling')}</span> : null}
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}
