// SPDX-License-Identifier: AGPL-3.0-or-later
// Inputs of figures: a number, a percentage, a rate of tax, hours. They take {...form.field('path')}.
import type { Locale } from './format';
import { formatNumber } from './format';
import { faultOf, readFigure, readHours, readPercent, writeHours, writePercent, type Bounds } from './read_figure';
import { ReadInput, type ReadParts } from './read_input';
import { useWords } from './words';

interface Way {
  read: (text: string) => number | null;
  write: (value: number, locale: Locale) => string;
  /** Says what can be read: ui.typed.<like> */
  like: 'whole' | 'decimal' | 'hours';
}

function Read({ way, min, max, ...more }: ReadParts<number> & Bounds & { way: Way }) {
  const { t, locale } = useWords();
  const bound = (value: number | undefined) => (value === undefined ? '' : way.write(value, locale));
  const range = t(max === undefined ? 'ui.typed.at_least' : 'ui.typed.between', { min: bound(min), max: bound(max) });
  const words = (text: string) => {
    const fault = faultOf(text, way.read, { min, max });
    return fault ? (fault === 'range' ? range : t(`ui.typed.${way.like}`)) : '';
  };
  return <ReadInput<number> read={way.read} write={(value) => way.write(value, locale)} fault={words} {...more} />;
}

const whole: Way = { read: (text) => readFigure(text, 0), write: (value, locale) => formatNumber(value, locale), like: 'whole' };
const hours: Way = { read: readHours, write: writeHours, like: 'hours' };
const percent = (decimals: number): Way => ({
  read: (text) => readPercent(text, decimals),
  write: (value, locale) => writePercent(value, locale, decimals),
  like: decimals ? 'decimal' : 'whole',
});
const whole_percent = percent(0);
const rate = percent(1);

type Parts = ReadParts<number>;

/** A whole number, not negative unless `min` says so. */
export const WholeInput = ({ min = 0, ...more }: Parts & Bounds) => <Read way={whole} min={min} {...more} />;
/** Per cent, whole: what the server keeps has no decimals. */
export const PercentInput = (parts: Parts) => <Read way={whole_percent} min={0} max={100} {...parts} />;
/** Hours of one week at most. */
export const HoursInput = (parts: Parts) => <Read way={hours} min={0} max={168} {...parts} />;

/** A rate of tax, typed in per cent, kept per mille. */
export const RateInput = ({ value, onChange, ...more }: Parts) => (
  <Read way={rate} min={0} max={100} value={typeof value === 'number' ? value / 10 : null} onChange={(next) => onChange(next === null ? null : Math.round(next * 10))} {...more} />
);
