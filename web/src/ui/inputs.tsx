// SPDX-License-Identifier: AGPL-3.0-or-later
// Inputs that Mantine does not have: an amount of money, and a moment in a zone. They take {...form.field('path')}.
import { Radio, TextInput } from '@mantine/core';
import { formatMoment, formatTime, type Money } from './format';
import { resolve, type LocalMoment } from './moment';
import { amountShown, parseMoney } from './read_figure';
import { ReadInput, type ReadParts } from './read_input';
import { useWords, useZone } from './words';

/** Typed as one writes ("1 234,56"), kept in minor units. */
export function MoneyInput({ currency, ...more }: ReadParts<Money> & { currency: string }) {
  const { t, locale } = useWords();
  const read = (text: string) => {
    const minor = parseMoney(text, currency);
    return minor === null ? null : { minor, currency };
  };
  return (
    <ReadInput<Money> read={read} write={(value) => amountShown(value, locale)} fault={(text) => (text.trim() && !read(text) ? t('ui.money.malformed') : '')} {...more}
      more={{ rightSection: <span className="small soft">{currency}</span>, rightSectionWidth: 'var(--s12)' }} />
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
