// SPDX-License-Identifier: AGPL-3.0-or-later
// Puts a content on a channel at a moment; tells when the hour did not exist and was moved.
import { NativeSelect } from '@mantine/core';
import { Form, useForm } from '../api/form';
import { refresh } from '../api/queries';
import { toast } from '../ui/feedback';
import { MomentInput } from '../ui/inputs';
import type { LocalMoment } from '../ui/moment';
import { Skeleton } from '../ui/states';
import { useWords, useZone } from '../ui/words';
import { schedule, useContentLines } from './calendar';
import { useChannels } from './delivery';

interface Asked { brand: string; day?: string; time?: string; close: () => void }

export function ScheduleForm({ brand, day, time, close }: Asked) {
  const contents = useContentLines(brand);
  const channels = useChannels(brand);
  if (!contents.data || !channels.data) return <Skeleton lines={3} />;
  const open = channels.data.items.filter((channel) => !channel.archived_at);
  return <Fields brand={brand} day={day} time={time} close={close} contents={contents.data.items.map(({ id, title }) => ({ value: id, label: title }))} channels={open.map(({ id, name }) => ({ value: id, label: name }))} />;
}

interface Choice { value: string; label: string }
function Fields({ brand, day, time, close, contents, channels }: Asked & { contents: Choice[]; channels: Choice[] }) {
  const { t } = useWords();
  const zone = useZone();
  const moment: LocalMoment = { date: day ?? new Date(Date.now() + 86_400_000).toISOString().slice(0, 10), time: time ?? '09:00', zone, fold: 'earlier' };
  const form = useForm({
    name: `publication:new:${brand}`,
    initial: { content_id: contents[0]?.value ?? '', channel_id: channels[0]?.value ?? '', moment },
    send: (values) => schedule(brand, values),
    done: (made) => {
      void refresh('publication', brand);
      toast({ said: t(made.moment_kind === 'skipped' ? 'publish.calendar.shifted' : 'publish.calendar.scheduled', { minutes: made.shifted_minutes }) });
      close();
    },
  });
  if (!contents.length || !channels.length) return <p>{t(contents.length ? 'publish.calendar.no_channel' : 'publish.calendar.no_content')}</p>;
  return (
    <Form form={form} verb={t('publish.calendar.schedule')} onCancel={close}>
      <NativeSelect label={t('publish.calendar.content')} data={contents} {...form.text('content_id')} />
      <NativeSelect label={t('publish.calendar.channel')} data={channels} {...form.text('channel_id')} />
      <MomentInput label={t('publish.calendar.moment')} {...form.field('moment')} />
    </Form>
  );
}
