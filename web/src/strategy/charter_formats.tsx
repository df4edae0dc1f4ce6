// SPDX-License-Identifier: AGPL-3.0-or-later
// One format per network, with an example: what a post there looks like.
import { ActionIcon, Button, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { Icon } from '../ui/icons';
import { useWords } from '../ui/words';
import type { CharterText } from './queries';

const networks = ['instagram', 'facebook', 'linkedin', 'tiktok', 'mastodon', 'bluesky', 'x', 'threads', 'youtube', 'pinterest', 'wordpress', 'newsletter', 'shop_window', 'other'] as const;

export function CharterFormats({ formats, set }: { formats: CharterText['formats']; set: (formats: CharterText['formats']) => void }) {
  const { t } = useWords();
  const put = (place: number, part: object) => set(formats.map((one, at) => (at === place ? { ...one, ...part } : one)));
  return (
    <div className="form">
      {formats.map((one, place) => (
        <div key={place} className="panel stack-tight">
          <div className="line">
            <NativeSelect aria-label={t('strategy.charter.network')} value={one.network} onChange={(event) => put(place, { network: event.currentTarget.value })} data={networks.map((value) => ({ value, label: t(`strategy.networks.${value}`) }))} />
            <TextInput aria-label={t('strategy.charter.format')} placeholder={t('strategy.charter.format')} maxLength={120} value={one.format} onChange={(event) => put(place, { format: event.currentTarget.value })} />
            <ActionIcon variant="subtle" color="gray" aria-label={t('strategy.charter.drop_term', { term: one.format })} onClick={() => set(formats.filter((_, at) => at !== place))}><Icon name="close" /></ActionIcon>
          </div>
          <Textarea aria-label={t('strategy.charter.example')} placeholder={t('strategy.charter.example')} autosize minRows={2} maxLength={1500} value={one.example} onChange={(event) => put(place, { example: event.currentTarget.value })} />
        </div>
      ))}
      <div><Button variant="default" leftSection={<Icon name="plus" small />} onClick={() => set([...formats, { network: 'instagram', format: '', example: '' }])}>{t('strategy.charter.add_format')}</Button></div>
    </div>
  );
}
