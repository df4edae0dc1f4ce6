// SPDX-License-Identifier: AGPL-3.0-or-later
// A figure that a person read on a network, with the screenshot that shows it; and all that was read of that publication.
import { Button, FileInput, NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { useMutation } from '../api/mutation';
import { wordsOfProblem } from '../api/problem';
import { refresh } from '../api/queries';
import { useMay } from '../identity';
import { toast } from '../ui/feedback';
import { WholeInput } from '../ui/figure_input';
import { formatMoment, formatNumber } from '../ui/format';
import { Badge, Skeleton } from '../ui/states';
import { useWords, useZone } from '../ui/words';
import styles from './measure.module.css';
import { declareReading, keepScreenshot, screenshotAt, useReadings, type PublicationRow, type Reading } from './queries';

const metrics = ['reach', 'impressions', 'reactions', 'comments', 'shares', 'clicks'];
const images = 'image/png,image/jpeg,image/webp,image/gif';

export function NoteReading({ brand, publications }: { brand: string; publications: PublicationRow[] }) {
  const { t } = useWords();
  const may = useMay();
  const [publication_id, choose] = useState(publications[0]!.publication_id);
  const [metric, setMetric] = useState('reach');
  const [value, setValue] = useState<number | null>(null);
  const [screenshot, setScreenshot] = useState<File | null>(null);
  const [share, setShare] = useState(0);
  const note = useMutation({
    mutationFn: async (value: number) => {
      const kept = screenshot ? await keepScreenshot(brand, screenshot, setShare) : null;
      await declareReading(brand, { publication_id, metric, value, ...(kept ? { screenshot_asset_id: kept.id } : {}) });
    },
    onSuccess: () => (setValue(null), setScreenshot(null), void refresh('result'), toast({ said: t('measure.reading_kept') })),
    onError: (error) => toast({ said: wordsOfProblem(t, error), tone: 'bad' }),
    onSettled: () => setShare(0),
  });
  return (
    <div className="stack">
      <form className="line" onSubmit={(event) => (event.preventDefault(), value !== null && note.mutate(value))} aria-label={t('measure.note_reading')}>
        <NativeSelect aria-label={t('measure.column.publication')} value={publication_id} onChange={(event) => choose(event.currentTarget.value)} data={publications.map((one) => ({ value: one.publication_id, label: `${one.title} · ${one.channel}` }))} />
        <NativeSelect aria-label={t('measure.metric')} value={metric} onChange={(event) => setMetric(event.currentTarget.value)} data={metrics.map((one) => ({ value: one, label: t(`measure.figure.${one}`) }))} />
        <WholeInput aria-label={t('measure.value')} placeholder={t('measure.value')} value={value} onChange={setValue} required />
        {may('write_content') ? <FileInput aria-label={t('measure.screenshot')} placeholder={t('measure.screenshot')} accept={images} value={screenshot} onChange={setScreenshot} clearable clearButtonProps={{ 'aria-label': t('measure.screenshot_off') }} /> : null}
        <Button type="submit" variant="default" loading={note.isPending}>{t('measure.note_reading')}</Button>
        {note.isPending && screenshot ? <span className="small soft numbers" role="status">{Math.round(share * 100)} %</span> : null}
      </form>
      <Readings brand={brand} publication={publication_id} />
    </div>
  );
}

/** Every reading of that publication, newest first, each with what shows it. */
function Readings({ brand, publication }: { brand: string; publication: string }) {
  const { t } = useWords();
  const readings = useReadings(brand, publication);
  if (readings.isPending) return <Skeleton lines={2} />;
  if (!readings.data?.length) return <p className="small soft">{t('measure.no_reading')}</p>;
  return <ul className={styles.readings} aria-label={t('measure.readings')}>{readings.data.map((one) => <li key={one.id}><Line brand={brand} reading={one} /></li>)}</ul>;
}

function Line({ brand, reading }: { brand: string; reading: Reading }) {
  const { t, locale } = useWords();
  const zone = useZone();
  const told = `${t(`measure.figure.${reading.metric}`)} : ${formatNumber(reading.value, locale)}`;
  return (
    <div className="line">
      <span className="numbers">{told}</span>
      <Badge tone={reading.origin === 'measured' ? 'good' : 'plain'}>{t(`measure.origin.${reading.origin}`)}</Badge>
      <span className="small soft">{formatMoment(reading.at, locale, { zone })}</span>
      {reading.screenshot_asset_id ? (
        <a href={screenshotAt(brand, reading.screenshot_asset_id)} target="_blank" rel="noreferrer"><img src={screenshotAt(brand, reading.screenshot_asset_id)} alt={t('measure.screenshot_of', { told })} loading="lazy" /></a>
      ) : null}
    </div>
  );
}
