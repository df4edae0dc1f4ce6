// SPDX-License-Identifier: AGPL-3.0-or-later
// Puts a content on a channel at a moment; tells when the hour did not exist and was moved.
import { NativeSelect, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useEffect, useState } from 'react';
import { Form, useForm } from '../api/form';
import { refresh } from '../api/queries';
import { toast } from '../ui/feedback';
import { MomentInput } from '../ui/inputs';
import type { LocalMoment } from '../ui/moment';
import { Skeleton } from '../ui/states';
import { useWords, useZone } from '../ui/words';
import { schedule, useContentLines } from './calendar';
import { useChannels } from './delivery';

interface Asked { brand: string; content?: string; day?: string; time?: string; close: () => void }
interface Choice { value: string; label: string }

export function ScheduleForm(asked: Asked) {
  const { t } = useWords();
  const contents = useContentLines(asked.brand, '');
  const channels = useChannels(asked.brand);
  if (!contents.data || !channels.data) return <Skeleton lines={3} />;
  const open = channels.data.items.filter((channel) => !channel.archived_at).map(({ id, name }) => ({ value: id, label: name }));
  const first = contents.data.items[0]?.id;
  if (!first || !open.length) return <p>{t(first ? 'publish.calendar.no_channel' : 'publish.calendar.no_content')}</p>;
  return <Fields {...asked} content={asked.content} first={first} channels={open} />;
}

function Fields({ brand, day, time, close, content, first, channels }: Asked & { first: string; channels: Choice[] }) {
  const { t } = useWords();
  const zone = useZone();
  const moment: LocalMoment = { date: day ?? new Date(Date.now() + 86_400_000).toISOString().slice(0, 10), time: time ?? '09:00', zone, fold: 'earlier' };
  const form = useForm({
    name: `publication:new:${brand}`,
    initial: { content_id: content ?? first, channel_id: channels[0]!.value, moment },
    over: { content_id: content, 'moment/date': day, 'moment/time': time },
    send: (values) => schedule(brand, values),
    done: (made) => {
      void refresh('publication', brand);
      toast({ said: t(made.moment_kind === 'skipped' ? 'publish.calendar.shifted' : 'publish.calendar.scheduled', { minutes: made.shifted_minutes }) });
      close();
    },
  });
  return (
    <Form form={form} verb={t('publish.calendar.schedule')} onCancel={close}>
      <ContentChoice brand={brand} {...form.text('content_id')} choose={form.field('content_id').onChange} />
      <NativeSelect label={t('publish.calendar.channel')} data={channels} {...form.text('channel_id')} />
      <MomentInput label={t('publish.calendar.moment')} {...form.field('moment')} />
    </Form>
  );
}

interface ContentParts { brand: string; value: string; choose: (id: string) => void; onChange: (event: { currentTarget: { value: string } }) => void; error: string | undefined; 'data-path': string }

/** The last changed contents; where there are more, they are searched by their words. */
function ContentChoice({ brand, choose, ...bound }: ContentParts) {
  const { t } = useWords();
  const [words, setWords] = useState('');
  const [asked] = useDebouncedValue(words.trim(), 250);
  const found = useContentLines(brand, asked);
  const lines = found.data?.items ?? [];
  const first = lines[0]?.id ?? '';
  // What is chosen is always one of those shown.
  const lost = found.isSuccess && !found.isPlaceholderData && !lines.some(({ id }) => id === bound.value);
  useEffect(() => { if (lost && bound.value !== first) choose(first); }, [lost, first]);
  return (
    <>
      {found.data?.next || words ? <TextInput type="search" label={t('publish.calendar.content_search')} value={words} onChange={(event) => setWords(event.currentTarget.value)} /> : null}
      <NativeSelect label={t('publish.calendar.content')} required data={lines.map(({ id, title }) => ({ value: id, label: title }))} {...bound} />
      {found.isSuccess && !lines.length ? <p className="small soft" role="status">{t('publish.calendar.content_none')}</p> : null}
    </>
  );
}
