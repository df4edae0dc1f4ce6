// SPDX-License-Identifier: AGPL-3.0-or-later
// One publication: what goes out, its state, its proof, what was tried, and what a person may do about it.
import { Button } from '@mantine/core';
import { Loaded } from '../api/loaded';
import { useMutation } from '../api/mutation';
import { wordsOfProblem } from '../api/problem';
import { refresh } from '../api/queries';
import { useThread } from '../api/thread';
import { useMay } from '../identity';
import { useParam } from '../ui/address';
import { toast } from '../ui/feedback';
import { formatMoment } from '../ui/format';
import { Page, Section } from '../ui/page';
import { ThreadBar } from '../ui/thread_bar';
import { useWords, useZone } from '../ui/words';
import { ClientWords } from './client_words';
import { reminderOf, sendAgain, useEntry, useSheet, type Entry, type Sheet } from './delivery';
import { Attempts, Proof, Trouble } from './delivery_parts';
import { SentImages } from './sent_images';
import { ByHand, Question } from './settle_forms';
import { stateShown, waitsToBeSent } from './standing';
import { StateBadge } from './state_badge';

export default function PublicationPage() {
  const { t } = useWords();
  const brand = useParam('brand');
  return <Loaded page={t('publish.detail.title')} of={useEntry(brand, useParam('publication'))}>{(entry) => <Publication brand={brand} entry={entry} />}</Loaded>;
}

function Publication({ brand, entry }: { brand: string; entry: Entry }) {
  const { t, locale } = useWords();
  const zone = useZone();
  const { publication, channel_name, title } = entry;
  const { id } = publication;
  const sheet = useSheet(brand, id);
  const thread = useThread(brand, 'publications', id);
  const lead = <span className="line">{channel_name} · {t('publish.detail.moment', { when: formatMoment(publication.at, locale, { zone }) })} <StateBadge state={stateShown(publication, sheet.data?.state)} /></span>;
  return (
    <Page title={title} lead={lead} actions={<Again brand={brand} entry={entry} />} thread={<ThreadBar links={thread} />}>
      <ClientWords brand={brand} publication={publication} />
      {sheet.data ? <Person brand={brand} entry={entry} sheet={sheet.data} /> : null}
      {sheet.data ? <Trouble sheet={sheet.data} /> : null}
      <Section title={t('publish.detail.text')}>
        <div className="panel" style={{ whiteSpace: 'pre-wrap' }}>{publication.text}</div>
        {publication.assets.length ? <SentImages brand={brand} entry={entry} /> : null}
        {publication.state === 'live' ? null : <p><a href={reminderOf(brand, id)} download>{t('publish.detail.reminder')}</a></p>}
      </Section>
      {sheet.data ? <Proof sheet={sheet.data} /> : null}
      <Section title={t('publish.detail.record')}>
        {sheet.data?.attempts.length ? <Attempts rows={sheet.data.attempts} /> : <p className="soft">{t('publish.detail.none')}</p>}
      </Section>
    </Page>
  );
}

function Person({ brand, entry, sheet }: { brand: string; entry: Entry; sheet: Sheet }) {
  const may = useMay();
  const { id, state } = entry.publication;
  if (!may('publish_now')) return null;
  if (sheet.state === 'ambiguous' && sheet.asked_at) return <Question brand={brand} id={id} sheet={sheet} />;
  return state === 'manual_due' && sheet.state === state ? <ByHand brand={brand} id={id} sheet={sheet} /> : null;
}

function Again({ brand, entry }: { brand: string; entry: Entry }) {
  const { t } = useWords();
  const may = useMay();
  const send = useMutation({
    mutationFn: () => sendAgain(brand, entry.publication.id),
    onSuccess: () => (void refresh('publication', brand), toast({ said: t('publish.detail.again_done') })),
    onError: (error) => toast({ said: wordsOfProblem(t, error), tone: 'bad' }),
  });
  if (!may('publish_now') || !waitsToBeSent(entry.publication, Date.now())) return null;
  return <Button loading={send.isPending} onClick={() => send.mutate()}>{t('publish.detail.again')}</Button>;
}
