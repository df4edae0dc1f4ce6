// SPDX-License-Identifier: AGPL-3.0-or-later
// A chart that is also a table. Its title says what it shows; series differ by pattern as well as by colour; what is drawn
// can be taken away as SVG, PNG or CSV. ECharts comes only when a chart is on the screen.
import { Button, Menu, SegmentedControl } from '@mantine/core';
import { lazy, Suspense, useMemo, useRef, useState } from 'react';
import type { ChartDrawing } from './chart_drawing';
import type { ChartParts } from './chart_parts';
import styles from './chart.module.css';
import { download } from './download';
import { formatNumber } from './format';
import { Icon } from './icons';
import { csv } from './list_filter';
import { Skeleton } from './states';
import { useWords, type Translate } from './words';

const Drawing = lazy(() => import('./chart_drawing'));

export function Chart(parts: ChartParts) {
  const { t, locale } = useWords();
  const [view, setView] = useState<'drawing' | 'table'>('drawing');
  const drawing = useRef<ChartDrawing | null>(null);
  const write = parts.write ?? ((value: number | null) => formatNumber(value, locale, 2));
  const known = parts.series.some((series) => series.values.some((value) => value !== null));
  if (!known) return <figure className={styles.chart}><figcaption><h3>{parts.title}</h3></figcaption><p className="soft">{t('ui.chart.no_data')}</p></figure>;
  return (
    <figure className={styles.chart}>
      <figcaption className="spread">
        <h3>{parts.title}</h3>
        <div className="line">
          <SegmentedControl size="xs" value={view} onChange={(next) => setView(next as 'drawing' | 'table')} aria-label={parts.title}
            data={[{ value: 'drawing', label: t('ui.chart.drawing') }, { value: 'table', label: t('ui.chart.table') }]} />
          <Downloads parts={parts} drawing={drawing} t={t} />
        </div>
      </figcaption>
      {view === 'drawing' ? (
        <Suspense fallback={<div className={styles.drawing}><Skeleton /></div>}><Drawing parts={parts} write={write} drawn={drawing} /></Suspense>
      ) : null}
      <Twin parts={parts} write={write} hidden={view === 'drawing'} />
    </figure>
  );
}

function Downloads({ parts, drawing, t }: { parts: ChartParts; drawing: React.RefObject<ChartDrawing | null>; t: Translate }) {
  const rows = useMemo(() => parts.marks.map((mark, place) => ({ mark, place })), [parts.marks]);
  const columns = [
    { key: 'mark', title: parts.markTitle ?? t('ui.chart.axis'), value: (row: { mark: string; place: number }) => row.mark },
    ...parts.series.map((series) => ({ key: series.name, title: series.name, value: (row: { mark: string; place: number }) => series.values[row.place] ?? null })),
  ];
  const name = parts.title.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '-');
  return (
    <Menu shadow="md" position="bottom-end">
      <Menu.Target><Button size="compact-sm" variant="subtle" color="gray" leftSection={<Icon name="download" small />}>{t('ui.chart.download')}</Button></Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => drawing.current && download(`${name}.svg`, drawing.current.svg(), 'image/svg+xml')}>SVG</Menu.Item>
        <Menu.Item onClick={() => void drawing.current?.png().then((blob) => download(`${name}.png`, blob, 'image/png'))}>PNG</Menu.Item>
        <Menu.Item onClick={() => download(`${name}.csv`, csv(rows, columns), 'text/csv')}>CSV</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

/** The same figures as a table: what a screen reader reads, whichever is shown. */
function Twin({ parts, write, hidden }: { parts: ChartParts; write: (value: number | null) => string; hidden: boolean }) {
  const { t } = useWords();
  return (
    <div className={hidden ? 'hidden' : styles.twin} tabIndex={hidden ? undefined : 0}>
      <table>
        <caption className="hidden">{parts.title}</caption>
        <thead>
          <tr><th scope="col">{parts.markTitle ?? t('ui.chart.axis')}</th>{parts.series.map((series) => <th key={series.name} scope="col" className="number">{series.name}</th>)}</tr>
        </thead>
        <tbody>
          {parts.marks.map((mark, place) => (
            <tr key={mark}><th scope="row">{mark}</th>{parts.series.map((series) => <td key={series.name} className="number">{write(series.values[place] ?? null)}</td>)}</tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
