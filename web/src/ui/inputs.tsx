// SPDX-License-Identifier: AGPL-3.0-or-later
// Inputs that Mantine does not have: an amount of money, a rate of tax, and a moment in a zone. They take {...form.field('path')}.
import { NumberInput, Radio, TextInput } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { amountShown, amountUnread, formatMoment, formatTime, parseMoney, type Money } from './format';
import { resolve, type LocalMoment } from './moment';
import { useWords, useZone } from './words';

interface MoneyParts {
  label?: string;
  'aria-label'?: string;
  description?: string;
  currency: string;
  value: Money | null | undefined;
  onChange: (value: Money | null) => void;
  error?: string;
  required?: boolean;
  disabled?: boolean;
  'data-path'?: string;
}

/** Typed as one writes ("1 234,56"), kept in minor units, rewritten tidily when left. Unread, its form is not sent. */
export function MoneyInput({ currency, value, onChange, error, ...more }: MoneyParts) {
  const { t, locale } = useWords();
  const [text, setText] = useState(() => amountShown('', value, currency, locale));
  const [here, setHere] = useState(false);
  const [refused, setRefused] = useState(false);
  const box = useRef<HTMLInputElement>(null);
  const minor = value?.minor;
  const unread = amountUnread(text, currency) ? t('ui.money.malformed') : '';
  useEffect(() => {
    if (!here) setText((old) => amountShown(old, value, currency, locale));
  }, [minor, locale, here]);
  useEffect(() => void box.current?.setCustomValidity(unread), [unread]);
  const typed = (next: string) => {
    setText(next);
    setRefused(false);
    const read = parseMoney(next, currency);
    onChange(read === null ? null : { minor: read, currency });
  };
  const wrong = unread && (refused || !here) ? unread : error;
  return (
    <TextInput ref={box} value={text} inputMode="decimal" autoComplete="off" error={wrong} {...more}
      rightSection={<span className="small soft">{currency}</span>} rightSectionWidth="var(--s12)" styles={{ input: { fontVariantNumeric: 'tabular-nums' } }}
      onInvalid={() => setRefused(true)} onFocus={() => setHere(true)} onBlur={() => setHere(false)} onChange={(event) => typed(event.currentTarget.value)} />
  );
}

interface RateParts {
  label: string;
  description?: string;
  value: number | null | undefined;
  onChange: (value: number | null) => void;
  error?: string;
  'data-path'?: string;
}

/** A rate of tax, typed in per cent, kept per mille. */
export function RateInput({ value, onChange, ...more }: RateParts) {
  return (
    <NumberInput min={0} max={100} decimalScale={1} suffix=" %" value={value === null || value === undefined ? '' : value / 10} {...more}
      onChange={(typed) => onChange(typed === '' ? null : Math.round(Number(typed) * 10))} />
  );
}

interface MomentParts {
  label: string;
  value: LocalMoment | null | undefined;
  onChange: (value: LocalMoment) => void;
  error?: string;
  /** Told of what was: nothing warns that the hour is past. */
  past?: true;
  /** The zone in force; the brand's when absent. */
  zone?: string;
  'data-path'?: string;
}

/** A day and a time in the brand's zone; daylight saving is told before it surprises. */
export function MomentInput({ label, value, onChange, error, zone, past, ...more }: MomentParts) {
  const { t } = useWords();
  const brand_zone = useZone();
  const moment: LocalMoment = value ?? { date: '', time: '', zone: zone ?? brand_zone, fold: 'earlier' };
  const set = (change: Partial<LocalMoment>) => onChange({ ...moment, ...change });
  return (
    <fieldset className="stack-tight" style={{ border: 0, padding: 0, margin: 0 }} {...more}>
      <legend className="small" style={{ fontWeight: 550, padding: 0 }}>{label}</legend>
      <div className="line">
        <TextInput type="date" aria-label={`${label} : ${t('ui.moment.date')}`} value={moment.date} error={Boolean(error)} onChange={(event) => set({ date: event.currentTarget.value })} />
        <TextInput type="time" aria-label={`${label} : ${t('ui.moment.time')}`} value={moment.time} error={Boolean(error)} onChange={(event) => set({ time: event.currentTarget.value })} />
        <span className="small soft">{t('ui.moment.zone', { zone: moment.zone.split('/').pop()!.replaceAll('_', ' ') })}</span>
      </div>
      {error ? <p className="small" style={{ color: 'var(--bad)' }}>{error}</p> : null}
      <MomentRemarks moment={moment} set={set} past={past} />
    </fieldset>
  );
}

function MomentRemarks({ moment, set, past }: { moment: LocalMoment; set: (change: Partial<LocalMoment>) => void; past?: true }) {
  const { t, locale } = useWords();
  const found = moment.date && moment.time ? resolve(moment) : null;
  if (!found) return null;
  const gone = !past && found.at.getTime() < Date.now();
  return (
    <div className="stack-tight small" role="status">
      <span className="soft">{formatMoment(found.at, locale, { zone: moment.zone })}</span>
      {gone ? <span style={{ color: 'var(--warn)' }}>{t('ui.moment.past')}</span> : null}
      {found.kind === 'skipped' ? <span style={{ color: 'var(--warn)' }}>{t('ui.moment.skipped', { time: formatTime(found.at, locale, { zone: moment.zone }) })}</span> : null}
      {found.kind === 'repeated' ? (
        <Radio.Group label={t('ui.moment.repeated')} value={moment.fold} onChange={(fold) => set({ fold: fold as LocalMoment['fold'] })}>
          <div className="line"><Radio value="earlier" label={t('ui.moment.earlier')} /><Radio value="later" label={t('ui.moment.later')} /></div>
        </Radio.Group>
      ) : null}
    </div>
  );
}
