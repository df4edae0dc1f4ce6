// SPDX-License-Identifier: AGPL-3.0-or-later
// Draws a chart with ECharts as SVG. Loaded apart: nothing here weighs on the first screen.
import { BarChart, LineChart } from 'echarts/charts';
import { AriaComponent, GridComponent, LegendComponent, TooltipComponent } from 'echarts/components';
import { init, use, type EChartsType } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { useEffect, useRef, type RefObject } from 'react';
import type { ChartParts } from './chart_parts';
import styles from './chart.module.css';
import { pngOf } from './picture';

use([BarChart, LineChart, AriaComponent, GridComponent, LegendComponent, TooltipComponent, SVGRenderer]);

export interface ChartDrawing {
  svg: () => string;
  png: () => Promise<Blob>;
}
interface Parts {
  parts: ChartParts;
  write: (value: number | null) => string;
  drawn: RefObject<ChartDrawing | null>;
}

const dashes = ['solid', 'dashed', 'dotted', [8, 3, 2, 3], [2, 6], [12, 4]] as const;
const shapes = ['circle', 'rect', 'triangle', 'diamond', 'roundRect', 'pin'] as const;
const token = (name: string) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

function optionsOf({ parts, write }: Parts): Record<string, unknown> {
  const ink = token('--ink-soft');
  const line = token('--line');
  const bars = parts.kind !== 'line';
  const label = { color: ink, fontFamily: token('--font'), fontSize: 12 };
  return {
    animation: false,
    // The table beside it is what screen readers read; patterns serve eyes that do not tell colours apart.
    aria: { enabled: true, label: { enabled: false }, decal: { show: bars && parts.series.length > 1 } },
    color: [1, 2, 3, 4, 5, 6].map((place) => token(`--chart-${place}`)),
    textStyle: { fontFamily: token('--font') },
    grid: { left: 8, right: 16, top: 28, bottom: parts.series.length > 1 ? 32 : 8, containLabel: true },
    legend: parts.series.length > 1 ? { bottom: 0, textStyle: label, itemWidth: bars ? 18 : 34 } : undefined,
    tooltip: { trigger: 'axis', confine: true, valueFormatter: (value: unknown) => write(value as number | null), backgroundColor: token('--ground-raised'), borderColor: line, textStyle: { color: token('--ink') } },
    xAxis: { type: 'category', data: parts.marks, axisLabel: label, axisLine: { lineStyle: { color: line } }, axisTick: { show: false } },
    yAxis: { type: 'value', name: parts.unit, nameTextStyle: { ...label, align: 'left' }, axisLabel: { ...label, formatter: (value: number) => write(value) }, splitLine: { lineStyle: { color: line } } },
    series: parts.series.map((series, place) => ({
      name: series.name,
      type: bars ? 'bar' : 'line',
      stack: parts.kind === 'stacked' ? 'all' : undefined,
      data: series.values,
      symbol: shapes[place % shapes.length],
      symbolSize: 7,
      showSymbol: parts.marks.length <= 40,
      barMaxWidth: 36,
      lineStyle: { width: 2, type: dashes[place % dashes.length] },
      emphasis: { disabled: true },
    })),
  };
}

function saving(chart: EChartsType): ChartDrawing {
  const svg = () => chart.renderToSVGString();
  return { svg, png: () => pngOf(svg(), { width: chart.getWidth(), height: chart.getHeight() }, token('--ground')) };
}

export default function Drawing(given: Parts) {
  const box = useRef<HTMLDivElement>(null);
  const { parts, write, drawn } = given;
  useEffect(() => {
    const chart = init(box.current!, null, { renderer: 'svg' });
    const draw = () => chart.setOption(optionsOf({ parts, write, drawn }), true);
    const theme = new MutationObserver(draw);
    const size = new ResizeObserver(() => chart.resize());
    draw();
    drawn.current = saving(chart);
    theme.observe(document.documentElement, { attributeFilter: ['data-mantine-color-scheme'] });
    size.observe(box.current!);
    return () => {
      theme.disconnect();
      size.disconnect();
      drawn.current = null;
      chart.dispose();
    };
  }, [parts, write, drawn]);
  return <div ref={box} className={styles.drawing} aria-hidden />;
}
