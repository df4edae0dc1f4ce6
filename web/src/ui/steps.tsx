// SPDX-License-Identifier: AGPL-3.0-or-later
// First steps: the thread as a checklist, each with its honest duration; any may be skipped.
import { Button, Progress } from '@mantine/core';
import { useState } from 'react';
import { Icon } from './icons';
import { Go } from './page';
import styles from './steps.module.css';
import { useWords } from './words';

export interface Step {
  key: string;
  name: string;
  why: string;
  minutes: number;
  to: string;
  state: 'open' | 'done' | 'skipped';
}

interface Parts {
  steps: Step[];
  onSkip: (step: Step) => void;
  onHide?: () => void;
}

export function FirstSteps({ steps, onSkip, onHide }: Parts) {
  const { t } = useWords();
  const done = steps.filter((step) => step.state !== 'open').length;
  const next = steps.find((step) => step.state === 'open')?.key;
  const [all, setAll] = useState(false);
  // What comes next stands out; what is done takes no room unless asked for.
  const open = steps.filter((step) => step.state === 'open').slice(0, 3);
  const shown = all || done === 0 ? steps : open;
  return (
    <section className="panel stack-tight" aria-labelledby="first-steps">
      <div className="spread">
        <h2 id="first-steps">{t('ui.steps.title')}</h2>
        <span className="line small soft numbers">
          {t('ui.steps.progress', { done, count: steps.length })}
          {done > 0 ? <Button size="compact-sm" variant="subtle" color="gray" aria-expanded={all} onClick={() => setAll(!all)}>{t(all ? 'ui.steps.fewer' : 'ui.steps.all')}</Button> : null}
          {onHide ? <Button size="compact-sm" variant="subtle" color="gray" onClick={onHide}>{t('ui.steps.hide')}</Button> : null}
        </span>
      </div>
      <Progress value={(done / Math.max(1, steps.length)) * 100} size="xs" aria-label={t('ui.steps.title')} />
      <ol className={styles.steps}>
        {shown.map((step) => (
          <StepLine key={step.key} step={step} place={steps.indexOf(step) + 1} next={step.key === next} onSkip={onSkip} />
        ))}
      </ol>
    </section>
  );
}

function StepLine({ step, place, next, onSkip }: { step: Step; place: number; next: boolean; onSkip: (step: Step) => void }) {
  const { t } = useWords();
  const open = step.state === 'open';
  return (
    <li className={`${styles.step} ${open ? '' : styles[step.state]} ${next ? styles.next : ''}`}>
      <span className={styles.mark} aria-hidden>{step.state === 'done' ? <Icon name="check" small /> : place}</span>
      <div>
        <div className={styles.name}><Go to={step.to}>{step.name}</Go></div>
        <div className="small soft">{step.why}</div>
      </div>
      <span className="line small soft numbers">
        {open ? t('ui.steps.minutes', { minutes: step.minutes }) : t(`ui.steps.${step.state}`)}
        {open ? <Button size="compact-sm" variant="subtle" color="gray" onClick={() => onSkip(step)} aria-label={`${t('ui.steps.skip')} : ${step.name}`}>{t('ui.steps.skip')}</Button> : null}
      </span>
    </li>
  );
}
