// SPDX-License-Identifier: AGPL-3.0-or-later
// One figure, said honestly: value, unit, period, comparison, sample, how it was had, and the way down to what it is made of.
import { Popover } from '@mantine/core';
import type { ReactNode } from 'react';
import { unknown } from './format';
import styles from './figure.module.css';
import { Icon } from './icons';
import { Go } from './page';
import { useWords } from './words';

export interface FigureParts {
  name: string;
  /** Already written in the person's language (format.ts); null or "–" when unknown. */
  value: string | null;
  unit?: string;
  /** "du 1 au 30 novembre" */
  period?: string;
  /** { change: "+12 %", to: "octobre" } */
  versus?: { change: string; to: string };
  /** How many it was made from. */
  sample?: string;
  /** What it is, its source and its freshness. */
  definition?: ReactNode;
  origin?: 'measured' | 'declared';
  /** Where what it is made of can be seen. */
  to?: string;
}

/** Figures side by side. */
export function Figures({ children }: { children: ReactNode }) {
  return <dl className={styles.figures} style={{ margin: 0 }}>{children}</dl>;
}

export function Figure({ name, value, unit, period, versus, sample, definition, origin, to }: FigureParts) {
  const { t } = useWords();
  const known = value !== null && value !== unknown;
  const shown = known ? value : <span aria-label={t('ui.figure.unknown')}>{unknown}</span>;
  return (
    <div className={styles.figure}>
      <dt className={styles.name}>
        {name}
        {definition ? <Definition name={name}>{definition}</Definition> : null}
      </dt>
      <dd style={{ margin: 0 }}>
        <div className={styles.value}>
          {to ? <Go to={to}>{shown}<span className="hidden"> {t('ui.figure.open', { name })}</span></Go> : shown}
          {known && unit ? <span className={styles.unit}>{unit}</span> : null}
        </div>
        <div className={styles.more}>
          {versus ? <span>{t('ui.figure.versus', versus)}</span> : null}
          {sample ? <span>{t('ui.figure.sample', { count: sample as unknown as number })}</span> : null}
          {period ? <span>{period}</span> : null}
          {origin ? <Origin origin={origin} /> : null}
        </div>
      </dd>
    </div>
  );
}

/** Declared (typed, imported) is never shown as measured. */
export function Origin({ origin }: { origin: 'measured' | 'declared' }) {
  const { t } = useWords();
  return <span className={origin === 'declared' ? styles.declared : undefined} title={t(`ui.figure.${origin}_more`)}>{t(`ui.figure.${origin}`)}</span>;
}

function Definition({ name, children }: { name: string; children: ReactNode }) {
  const { t } = useWords();
  return (
    <Popover withArrow shadow="md" position="bottom-start" width={300} withRoles>
      <Popover.Target>
        <button type="button" className={styles.define} aria-label={t('ui.figure.definition', { name })}><Icon name="note" small /></button>
      </Popover.Target>
      <Popover.Dropdown className="small">{children}</Popover.Dropdown>
    </Popover>
  );
}
