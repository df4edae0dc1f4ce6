// SPDX-License-Identifier: AGPL-3.0-or-later
// What a chart is made of.

export interface Series {
  name: string;
  /** One a mark; null where nothing is known. */
  values: (number | null)[];
}
export interface ChartParts {
  /** Says what it shows: "Visites par semaine, septembre à novembre". */
  title: string;
  kind: 'line' | 'bar' | 'stacked';
  /** Marks of the axis: days, channels. */
  marks: string[];
  markTitle?: string;
  series: Series[];
  unit?: string;
  /** How a value is written; a plain number when absent. */
  write?: (value: number | null) => string;
}
