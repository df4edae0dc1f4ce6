// SPDX-License-Identifier: AGPL-3.0-or-later
// What of the calendar is shown: by channel, state, objective and pillar, each kept in the address.
import { Button, NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { get } from '../api/client';
import { useAddress, type Query } from '../ui/address';
import { useWords } from '../ui/words';
import type { CalendarEntry } from './calendar';
import styles from './calendar.module.css';

const keys = ['channel', 'state', 'objective', 'pillar'] as const;
type Key = (typeof keys)[number];

const valueOf: Record<Key, (entry: CalendarEntry) => string | null | undefined> = {
  channel: ({ publication }) => publication.channel_id,
  state: ({ publication }) => publication.state,
  objective: ({ objective_id }) => objective_id,
  pillar: ({ pillar_id }) => pillar_id,
};

export const kept = (items: CalendarEntry[], query: Query): CalendarEntry[] => items.filter((entry) => keys.every((key) => !query[key] || valueOf[key](entry) === query[key]));

export function CalendarFilters({ brand, items, shown }: { brand: string; items: CalendarEntry[]; shown: number }) {
  const { t } = useWords();
  const [query, change] = useAddress();
  const objectives = useQuery({ queryKey: ['objective', brand], queryFn: () => get<{ items: { objective: { id: string; title: string } }[] }>('/api/brands/{brand}/objectives', { brand }) });
  const pillars = useQuery({ queryKey: ['pillar', brand], queryFn: () => get<{ items: { id: string; name: string }[] }>('/api/brands/{brand}/pillars', { brand }) });
  const names: Record<Key, Map<string, string>> = {
    channel: new Map(items.map(({ publication, channel_name }) => [publication.channel_id, channel_name])),
    state: new Map(items.map(({ publication }) => [publication.state, t(`publish.state.${publication.state}`)])),
    objective: new Map((objectives.data?.items ?? []).map(({ objective }) => [objective.id, objective.title])),
    pillar: new Map((pillars.data?.items ?? []).map(({ id, name }) => [id, name])),
  };
  const narrowed = keys.some((key) => query[key]);
  return (
    <div className={styles.filters} role="search" aria-label={t('publish.calendar.filters')}>
      {keys.map((key) => (names[key].size || query[key] ? (
        <NativeSelect key={key} aria-label={t(`publish.calendar.filter_${key}`)} value={query[key] ?? ''} onChange={(event) => change({ [key]: event.currentTarget.value })}
          data={[{ value: '', label: t(`publish.calendar.filter_${key}_any`) }, ...[...names[key]].map(([value, label]) => ({ value, label }))]} />
      ) : null))}
      {narrowed ? <Button variant="subtle" onClick={() => change({ channel: '', state: '', objective: '', pillar: '' })}>{t('ui.list.clear')}</Button> : null}
      {narrowed ? <span className="small soft numbers" role="status">{t('ui.list.count_of', { shown, count: items.length })}</span> : null}
    </div>
  );
}
