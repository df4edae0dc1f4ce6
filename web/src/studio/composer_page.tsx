// SPDX-License-Identifier: AGPL-3.0-or-later
// The composer: one text, its shape on each channel, its images, and the verdict beside it as one types.
import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { asked_anew } from '../api/asked_anew';
import { SaveState, useAutosave } from '../api/autosave';
import { Loaded } from '../api/loaded';
import { wordsOfProblem } from '../api/problem';
import { refresh } from '../api/queries';
import { useThread } from '../api/thread';
import { useAddress, useGo, useParam } from '../ui/address';
import { toast } from '../ui/feedback';
import { Go, Page, Section } from '../ui/page';
import { Note, Skeleton } from '../ui/states';
import { ThreadBar } from '../ui/thread_bar';
import { isWebAddress } from '../ui/web_address';
import { useWords } from '../ui/words';
import { channelName, channels, content, objectives, personas, pillars, saveContent, shelveContent, type AssetUse, type Channel, type Content, type Draft } from './content';
import { Editor } from './editor';
import { History } from './history';
import { Pictures, useAssets } from './pictures';
import { Preview } from './preview';
import { replaced } from './spans';
import { Standing } from './standing';
import styles from './studio.module.css';
import { typedOver } from './typed_over';
import { useVerdict, type Remark } from './use_verdict';
import { VerdictPanel } from './verdict_panel';

export default function ComposerPage() {
  const { t } = useWords();
  const brand = useParam('brand');
  const id = useParam('content');
  const [opened, setOpened] = useState(0);
  const found = useQuery({ queryKey: ['composer', brand, id, opened], queryFn: () => content(brand, id), ...asked_anew });
  const places = useQuery({ queryKey: ['channel', brand], queryFn: () => channels(brand) });
  if (places.isPending) return <Page title={t('studio.composer.title')}><Skeleton /></Page>;
  const open = (places.data?.items ?? []).filter((channel) => !channel.archived_at);
  const reopen = () => setOpened((old) => old + 1);
  return <Loaded page={t('studio.composer.title')} of={found}>{(record) => <Composer key={opened} brand={brand} record={record} channels={open} reopen={reopen} />}</Loaded>;
}

/** A content that was just opened is named first: what it is called for now is chosen, ready to be typed over. */
function useNaming({ draft }: Content, untitled: string) {
  const box = useRef<HTMLInputElement>(null);
  const fresh = draft.title === untitled && !draft.body;
  useEffect(() => {
    if (fresh) box.current?.select();
    // Once, when it opens.
  }, []);
  return box;
}

interface ComposerParts {
  brand: string;
  record: Content;
  channels: Channel[];
  reopen: () => void;
}

/** What the chosen channel shows, and how to change it: the common text when it has no variant of its own. */
function useSide(draft: Draft, edit: (change: Partial<Draft>) => void, channel: Channel | undefined) {
  const variant = channel && draft.variants.find((one) => one.channel_id === channel.id);
  const own = variant?.body != null;
  const set = (change: { body?: string | null; assets?: AssetUse[] | null }) => {
    const others = draft.variants.filter((one) => one.channel_id !== channel!.id);
    const next = { channel_id: channel!.id, body: variant?.body ?? null, assets: variant?.assets ?? null, ...change };
    edit({ variants: next.body == null && next.assets == null ? others : [...others, next] });
  };
  return {
    own,
    body: own ? variant!.body! : draft.body,
    pictures: variant?.assets ?? draft.assets,
    setBody: (body: string) => (own ? set({ body }) : edit({ body })),
    part: () => set({ body: draft.body }),
    rejoin: () => set({ body: null }),
  };
}

function Composer({ brand, record, channels: places, reopen }: ComposerParts) {
  const { t } = useWords();
  const [query, change] = useAddress();
  const box = useRef<HTMLTextAreaElement>(null);
  const { draft: held, edit: change_record, state, flush } = useAutosave<Content>({
    name: `content:${record.id}`, record, save: (one) => saveContent(brand, one), reload: () => content(brand, record.id),
  });
  const draft = held.draft;
  const edit = (next: Partial<Draft>) => change_record((old) => ({ ...old, draft: { ...old.draft, ...next } }));
  const channel = places.find((one) => one.id === query.channel);
  const side = useSide(draft, edit, channel);
  const library = useAssets(brand);
  const asked = {
    body: side.body,
    language: draft.language,
    networks: channel ? [channel.network] : [],
    pictures: side.pictures.map((use) => ({ alt: use.alt, name: library.get(use.asset_id)?.name ?? '' })),
    link_url: draft.link_url,
  };
  const judged = useVerdict(brand, asked);
  const fix = (remark: Remark, by?: string) => {
    const spot = by === undefined ? remark.fix : { start: remark.start, end: remark.end, text: by };
    if (!spot) return;
    if (!box.current || !typedOver(box.current, spot, spot.text)) side.setBody(replaced(side.body, spot, spot.text));
  };
  const show = (remark: Remark) => (box.current?.focus(), box.current?.setSelectionRange(remark.start, remark.end));
  const name_box = useNaming(record, t('studio.contents.untitled'));
  return (
    <Page title={draft.title || t('studio.composer.title')} thread={<Thread brand={brand} id={record.id} draft={draft} />} actions={<Acts brand={brand} record={held} edit={edit} state={<SaveState state={state} />} flush={flush} />} wide>
      <div className={styles.composer}>
        <div className={`${styles.write} stack`}>
          <Standing brand={brand} content={record.id} />
          <TextInput ref={name_box} label={t('studio.composer.name')} description={t('studio.composer.name_more')} value={draft.title} maxLength={160} required
            error={draft.title.trim() ? undefined : t('studio.composer.name_missing')} onChange={(event) => edit({ title: event.currentTarget.value })} />
          <Channels places={places} draft={draft} chosen={channel?.id} choose={(id) => change({ channel: id })} brand={brand} />
          {channel ? <Parting channel={channel} own={side.own} part={side.part} rejoin={side.rejoin} /> : null}
          <Editor label={t('studio.composer.body')} value={side.body} onChange={side.setBody} remarks={judged.remarks} onFix={fix} box={box} language={draft.language} />
        </div>
        <VerdictPanel brand={brand} language={draft.language} judged={judged} onFix={fix} onShow={show} />
        <div className={`${styles.rest} stack`}>
          <Pictures brand={brand} uses={draft.assets} onChange={(change) => change_record((old) => ({ ...old, draft: { ...old.draft, assets: change(old.draft.assets) } }))} findings={judged.verdict?.findings ?? []} />
          <Ties brand={brand} draft={draft} edit={edit} />
          <Section title={t('studio.preview.title')}>
            <Preview brand={brand} channel={channel ?? places[0]} text={side.body} pictures={side.pictures} link={draft.link_url ?? ''} verdict={judged.verdict} />
          </Section>
          <History brand={brand} content={held} restored={(then) => void flush().then((saved) => (saved ? then().then(reopen) : undefined))} />
        </div>
      </div>
    </Page>
  );
}

function Thread({ brand, id, draft }: { brand: string; id: string; draft: Draft }) {
  const told = useThread(brand, 'content', id).slice(3);
  const { aims, themes } = useTies(brand);
  const objective = aims?.find((one) => one.id === draft.objective_id)?.name;
  const pillar = themes?.find((one) => one.id === draft.pillar_id)?.name;
  const connect = () => document.getElementById('ties')?.querySelector('select')?.focus();
  return (
    <ThreadBar links={[
      { kind: 'objective', what: objective, onConnect: connect },
      { kind: 'pillar', what: pillar, onConnect: connect },
      { kind: 'content', what: draft.title, here: true },
      ...told.map((link) => (link.kind === 'publications' && !link.what ? { ...link, connectAt: `/b/${brand}/publier` } : link)),
    ]} />
  );
}

/** What a content can hang on. */
function useTies(brand: string) {
  const goals = useQuery({ queryKey: ['objective', brand], queryFn: () => objectives(brand) });
  const themes = useQuery({ queryKey: ['pillar', brand], queryFn: () => pillars(brand) });
  const people = useQuery({ queryKey: ['persona', brand], queryFn: () => personas(brand) });
  const aims = goals.data?.items.filter((one) => !one.objective.archived_at).map((one) => ({ id: one.objective.id, name: one.objective.title }));
  return { aims, themes: themes.data?.items, people: people.data?.items };
}

interface ActsParts {
  brand: string;
  record: Content;
  edit: (change: Partial<Draft>) => void;
  state: React.ReactNode;
  flush: () => Promise<boolean>;
}

function Acts({ brand, record, edit, state, flush }: ActsParts) {
  const { t } = useWords();
  const go = useGo();
  const ready = record.draft.state === 'ready';
  const archive = async () => {
    if (!(await flush())) return;
    try {
      await shelveContent(brand, record.id, 'archived');
      void refresh('content', brand);
      go(`/b/${brand}/produire`);
      toast({ said: t('studio.contents.moved_archived', { count: 1 }), undo: () => shelveContent(brand, record.id, 'active').then(() => refresh('content', brand)) });
    } catch (error) {
      toast({ said: wordsOfProblem(t, error), tone: 'bad' });
    }
  };
  return (
    <>
      {state}
      {ready ? <Go to={`/b/${brand}/publier?content=${record.id}`}>{t('studio.composer.schedule')}</Go> : null}
      <Button variant="subtle" color="gray" onClick={() => void archive()}>{t('studio.archive')}</Button>
      <Button variant={ready ? 'default' : 'filled'} onClick={(event) => event.detail < 2 && edit({ state: ready ? 'draft' : 'ready' })}>{t(ready ? 'studio.composer.back_to_draft' : 'studio.composer.make_ready')}</Button>
    </>
  );
}

interface ChannelsParts {
  places: Channel[];
  draft: Draft;
  chosen?: string;
  choose: (id: string | undefined) => void;
  brand: string;
}

function Channels({ places, draft, chosen, choose, brand }: ChannelsParts) {
  const { t } = useWords();
  if (!places.length) return <Note>{t('studio.composer.no_channel')} <Go to={`/b/${brand}/publier/canaux`}>{t('studio.composer.open_channels')}</Go></Note>;
  const own = new Set(draft.variants.filter((one) => one.body != null).map((one) => one.channel_id));
  return (
    <div className={styles.tabs} role="group" aria-label={t('studio.composer.channels')}>
      <button type="button" aria-pressed={!chosen} onClick={() => choose(undefined)}>{t('studio.composer.common')}</button>
      {places.map((place) => (
        <button key={place.id} type="button" aria-pressed={chosen === place.id} onClick={() => choose(place.id)}>
          {channelName(place, t(`studio.network.${place.network}`))}{own.has(place.id) ? ` · ${t('studio.composer.own_text')}` : ''}
        </button>
      ))}
    </div>
  );
}

function Parting({ channel, own, part, rejoin }: { channel: Channel; own: boolean; part: () => void; rejoin: () => void }) {
  const { t } = useWords();
  return (
    <Note>
      <div className="spread">
        {t(own ? 'studio.composer.parted' : 'studio.composer.shared', { channel: channel.name })}
        <Button size="compact-sm" variant="default" onClick={own ? rejoin : part}>{t(own ? 'studio.composer.rejoin' : 'studio.composer.part')}</Button>
      </div>
    </Note>
  );
}

function Ties({ brand, draft, edit }: { brand: string; draft: Draft; edit: (change: Partial<Draft>) => void }) {
  const { t } = useWords();
  const { aims, themes, people } = useTies(brand);
  const none = { value: '', label: t('studio.composer.none') };
  const options = (items: { id: string; name: string }[] | undefined) => [none, ...(items ?? []).map(({ id, name }) => ({ value: id, label: name }))];
  return (
    <Section title={t('studio.composer.ties')}>
      <div className="cards" id="ties">
        <NativeSelect label={t('studio.composer.objective')} data={options(aims)} value={draft.objective_id ?? ''} onChange={(event) => edit({ objective_id: event.currentTarget.value || null })} />
        <NativeSelect label={t('studio.composer.pillar')} data={options(themes)} value={draft.pillar_id ?? ''} onChange={(event) => edit({ pillar_id: event.currentTarget.value || null })} />
        <NativeSelect label={t('studio.composer.persona')} data={options(people)} value={draft.persona_id ?? ''} onChange={(event) => edit({ persona_id: event.currentTarget.value || null })} />
        <NativeSelect label={t('studio.composer.language')} data={[{ value: 'fr', label: t('studio.language.fr') }, { value: 'en', label: t('studio.language.en') }]} value={draft.language} onChange={(event) => edit({ language: event.currentTarget.value as Draft['language'] })} />
      </div>
      <LinkField value={draft.link_url ?? ''} onChange={(link_url) => edit({ link_url })} />
    </Section>
  );
}

/** Kept apart until it is an address, so that half an address is never sent. */
function LinkField({ value, onChange }: { value: string; onChange: (value: string | null) => void }) {
  const { t } = useWords();
  const [typed, setTyped] = useState(value);
  const good = !typed || (isWebAddress(typed) && typed.length <= 2048);
  const change = (next: string) => {
    setTyped(next);
    if (!next) onChange(null);
    else if (isWebAddress(next) && next.length <= 2048) onChange(next);
  };
  return <TextInput label={t('studio.composer.link')} description={t('studio.composer.link_more')} type="url" value={typed} error={good ? undefined : t('studio.composer.link_wrong')} onChange={(event) => change(event.currentTarget.value)} />;
}
