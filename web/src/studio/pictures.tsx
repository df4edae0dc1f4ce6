// SPDX-License-Identifier: AGPL-3.0-or-later
// The images of a content: sent or taken from the library, each with its own alternative text.
import { ActionIcon, Button, Textarea, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { wordsOfProblem } from '../api/problem';
import { refresh } from '../api/queries';
import { toast } from '../ui/feedback';
import { FileDrop } from '../ui/file_drop';
import { formatBytes } from '../ui/format';
import { Icon } from '../ui/icons';
import { matches } from '../ui/list_filter';
import { Section } from '../ui/page';
import { useWords } from '../ui/words';
import { addAsset, assetAddress, assets, type Asset, type AssetUse, type Finding } from './content';
import { placed } from './placed';
import { sentenceOf } from './sentences';
import styles from './studio.module.css';

const accepted = ['image/jpeg', 'image/png', 'image/webp', 'image/gif'];
const most_bytes = 25_000_000;
const most_shown = 60;

export function useAssets(brand: string): Map<string, Asset> {
  const found = useQuery({ queryKey: ['asset', brand], queryFn: () => assets(brand) });
  return useMemo(() => new Map((found.data?.items ?? []).map((asset) => [asset.id, asset])), [found.data]);
}

interface PicturesParts {
  brand: string;
  uses: AssetUse[];
  /** Given what stands then: a sending takes its time, and much is typed meanwhile. */
  onChange: (change: (now: AssetUse[]) => AssetUse[]) => void;
  findings: Finding[];
}

export function Pictures({ brand, uses, onChange, findings }: PicturesParts) {
  const { t } = useWords();
  const library = useAssets(brand);
  const [choosing, setChoosing] = useState(false);
  const add = (asset: Asset) => onChange(placed({ asset_id: asset.id, alt: asset.alt }));
  const remove = (use: AssetUse, index: number) => {
    onChange((now) => now.filter((one) => one.asset_id !== use.asset_id));
    toast({ said: t('studio.pictures.removed'), undo: () => onChange(placed(use, index)) });
  };
  const free = [...library.values()].filter((asset) => !asset.archived_at && !uses.some((use) => use.asset_id === asset.id));
  return (
    <Section title={t('studio.pictures.title')} actions={free.length ? <Button size="compact-sm" variant="default" aria-expanded={choosing} onClick={() => setChoosing(!choosing)}>{t('studio.pictures.library')}</Button> : null}>
      {uses.map((use, index) => (
        <Placed key={use.asset_id} brand={brand} use={use} asset={library.get(use.asset_id)} place={index} finding={findings.find((one) => one.field === `pictures/${index}/alt`)}
          onChange={(alt) => onChange((now) => now.map((one) => (one.asset_id === use.asset_id ? { ...one, alt } : one)))}
          onRemove={() => remove(use, index)} />
      ))}
      {choosing && free.length ? <Library brand={brand} free={free} take={(asset) => (add(asset), setChoosing(false))} /> : null}
      <Send brand={brand} onSent={add} />
    </Section>
  );
}

const searched = (['name', 'alt', 'credit'] as const).map((key) => ({ key, title: key, value: (asset: Asset) => asset[key] }));

/** The newest images, and a search for the others. */
function Library({ brand, free, take }: { brand: string; free: Asset[]; take: (asset: Asset) => void }) {
  const { t } = useWords();
  const [words, setWords] = useState('');
  const found = free.filter((asset) => matches(asset, searched, words));
  return (
    <div className="stack-tight">
      {free.length > most_shown ? <TextInput type="search" label={t('studio.pictures.search')} value={words} onChange={(event) => setWords(event.currentTarget.value)} /> : null}
      <div className={styles.library}>
        {found.slice(0, most_shown).map((asset) => (
          <button key={asset.id} type="button" onClick={() => take(asset)} aria-label={t('studio.pictures.take', { name: asset.alt || asset.name })}>
            <img src={assetAddress(brand, asset.id)} alt="" loading="lazy" />
          </button>
        ))}
      </div>
      {found.length > most_shown || !found.length ? <p className="small soft" role="status">{t('ui.list.count_of', { shown: Math.min(found.length, most_shown), count: free.length })}</p> : null}
    </div>
  );
}

interface PlacedParts {
  brand: string;
  use: AssetUse;
  asset?: Asset;
  place: number;
  finding?: Finding;
  onChange: (alt: string) => void;
  onRemove: () => void;
}

function Placed({ brand, use, asset, place, finding, onChange, onRemove }: PlacedParts) {
  const { t, locale } = useWords();
  const said = finding ? sentenceOf(t, finding) : undefined;
  return (
    <div className={styles.picture}>
      <img src={assetAddress(brand, use.asset_id)} alt={use.alt} />
      <div className="stack-tight">
        <Textarea label={t('studio.pictures.alt', { place: place + 1 })} description={t('studio.pictures.alt_more')} value={use.alt} maxLength={1500} autosize minRows={2}
          error={finding?.severity === 'breach' ? said : undefined} onChange={(event) => onChange(event.currentTarget.value)} />
        {finding && finding.severity !== 'breach' ? <p className="small soft">{said}</p> : null}
        <div className="spread">
          <span className="small soft numbers">{asset ? `${asset.width} × ${asset.height} · ${formatBytes(asset.bytes, locale)}` : ''}</span>
          <ActionIcon variant="subtle" color="gray" onClick={onRemove} aria-label={t('studio.pictures.remove', { place: place + 1 })}><Icon name="trash" small /></ActionIcon>
        </div>
      </div>
    </div>
  );
}

function Send({ brand, onSent }: { brand: string; onSent: (asset: Asset) => void }) {
  const { t } = useWords();
  const send = async (file: File, told: (share: number) => void) => {
    try {
      const asset = await addAsset(brand, file, told);
      await refresh('asset', brand);
      onSent(asset);
    } catch (error) {
      return wordsOfProblem(t, error);
    }
  };
  return <FileDrop label={t('studio.pictures.add')} accept={accepted} types="JPEG, PNG, WebP, GIF" most_bytes={most_bytes} send={send} />;
}
