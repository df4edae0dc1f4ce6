// SPDX-License-Identifier: AGPL-3.0-or-later
// What a client sees by the link: a month of posts to approve, from a phone, without an account.
import { Button, TextInput, Textarea } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useMutation } from '../api/mutation';
import { offline, wordsOfProblem } from '../api/problem';
import { useIsSimulated } from '../api/simulated';
import { useParam, useTitle } from '../ui/address';
import { toast } from '../ui/feedback';
import { formatDay, formatMoment } from '../ui/format';
import { resolve } from '../ui/moment';
import { Badge, ErrorState, Note, Skeleton } from '../ui/states';
import { useWords } from '../ui/words';
import { decide, guestImage, loadGuest, loadGuestServices, type GuestItem, type GuestPage, type Offer } from './calendar';
import { toCompare } from './changes';
import { Difference, useWhen } from './difference';
import { network_names } from './network_names';
import { answerBefore, awaited, lacksWords, told } from './standing';
import { useDrafted } from './use_drafted';

const name_kept = 'parvis.guest_name';

export default function GuestApprovalPage() {
  const { t } = useWords();
  const token = useParam('token');
  const page = useQuery({ queryKey: ['guest', token], queryFn: () => loadGuest(token), retry: false });
  useTitle(page.data?.title ?? t('publish.guest.title'));
  if (page.data) return <Approval token={token} page={page.data} />;
  return (
    <main id="main" style={{ padding: 'var(--s4)' }}>
      <h1>{t('publish.guest.title')}</h1>
      {page.isError ? <ErrorState words={wordsOfProblem(t, page.error)} onRetry={offline(page.error) ? () => void page.refetch() : undefined} /> : <Skeleton lines={6} />}
    </main>
  );
}

function Approval({ token, page: data }: { token: string; page: GuestPage }) {
  const { t, locale } = useWords();
  const [name, setName] = useState(localStorage.getItem(name_kept) ?? '');
  const [unnamed, setUnnamed] = useState(false);
  const name_box = useRef<HTMLInputElement>(null);
  // Who answers is asked for when it is wanted: a button that does nothing says nothing.
  const named = () => (name.trim() ? true : (setUnnamed(true), name_box.current?.focus(), false));
  const keep = (value: string) => (setUnnamed(false), setName(value), localStorage.setItem(name_kept, value));
  const left = data.items.filter((item) => item.decision === 'pending' && awaited(item.state)).length;
  return (
    <main id="main" className="stack" style={{ maxInlineSize: '40rem', marginInline: 'auto', padding: 'var(--s4)' }}>
      <OnlySimulated token={token} />
      <header className="stack-tight">
        <p className="soft small">{data.workspace_name}</p>
        <h1>{data.brand_name} : {data.title}</h1>
        <p>{t('publish.guest.lead', { day: formatMoment(data.expires_at, locale, { zone: data.zone }) })}</p>
        <p aria-live="polite"><strong>{left ? t('publish.guest.left', { count: left }) : t('publish.guest.done')}</strong></p>
      </header>
      <TextInput ref={name_box} label={t('publish.guest.name')} error={unnamed ? t('publish.guest.name_first') : undefined} required maxLength={80} autoComplete="name" value={name} onChange={(event) => keep(event.currentTarget.value)} />
      {data.items.map((item) => <Item key={item.publication_id} token={token} page={data} item={item} name={name} named={named} />)}
    </main>
  );
}

/** Said before anything else where every network it goes to by itself is simulated; what a person publishes is theirs. */
function OnlySimulated({ token }: { token: string }) {
  const { t } = useWords();
  const is_simulated = useIsSimulated();
  const services = useQuery({ queryKey: ['guest', token, 'services'], queryFn: () => loadGuestServices(token), retry: false });
  const connected = services.data?.items.filter(Boolean) ?? [];
  if (!connected.length || !connected.every(is_simulated)) return null;
  return <Note tone="warn">{t('publish.guest.simulated')}</Note>;
}

function Words({ offer }: { offer: Offer }) {
  return (
    <>
      {offer.title ? <h2>{offer.title}</h2> : null}
      <p style={{ whiteSpace: 'pre-wrap' }}>{offer.text}</p>
    </>
  );
}

/** Its alternative text is printed too: it is approved with the rest. */
function Image({ source, alt }: { source: string; alt: string }) {
  const { t } = useWords();
  return (
    <figure style={{ margin: 0 }}>
      <img src={source} alt={alt} style={{ maxInlineSize: '100%', borderRadius: 'var(--radius)' }} />
      <figcaption className="small soft">{alt ? t('publish.detail.alt', { alt }) : t('publish.guest.no_alt')}</figcaption>
    </figure>
  );
}

interface ItemParts { token: string; page: GuestPage; item: GuestItem; name: string; named: () => boolean }

function Item({ token, page, item, name, named }: ItemParts) {
  const { t, locale } = useWords();
  const { offered } = item;
  const when = useWhen();
  const said = told[item.state];
  const open = said !== 'gone';
  const before = toCompare(item);
  const until = answerBefore({ state: item.state, at: resolve(offered.moment)?.at.toISOString() ?? '' }, page.expires_at);
  return (
    <article className="panel stack" aria-label={`${network_names[locale][item.network] ?? item.network}, ${formatDay(offered.moment.date, locale)}`}>
      <div className="spread">
        <strong>{network_names[locale][item.network] ?? item.network} · {when(offered.moment)}</strong>
        <Badge tone={item.decision === 'approved' ? 'good' : item.decision === 'pending' ? 'plain' : 'warn'}>{t(`publish.guest.decision_${item.decision}`)}</Badge>
      </div>
      {until && item.decision !== 'approved' ? <p><strong>{t('publish.guest.until', { when: formatMoment(until, locale, { zone: offered.moment.zone }) })}</strong></p> : null}
      {said ? <p className="soft">{t(`publish.guest.${said}`)}</p> : null}
      {before ? <Difference before={before} after={offered} /> : <Words offer={offered} />}
      {offered.assets.map((use) => <Image key={use.asset_id} source={guestImage(token, item, use.asset_id)} alt={use.alt} />)}
      {open ? <Answering token={token} page={page} item={item} name={name} named={named} /> : null}
    </article>
  );
}

function Answering({ token, item, name, named }: ItemParts) {
  const { t } = useWords();
  const queries = useQueryClient();
  const [wordless, setWordless] = useState(false);
  const box = useRef<HTMLTextAreaElement>(null);
  const comment = useDrafted(`parvis.guest.${token}.${item.publication_id}`);
  const say = useMutation({
    mutationFn: (decision: string) => decide(token, { publication_id: item.publication_id, decision, comment: comment.text, name, seen: item.offered.hashes }),
    onSuccess: (page: GuestPage) => (comment.sent(), queries.setQueryData(['guest', token], page)),
    onError: (error) => (toast({ said: wordsOfProblem(t, error), tone: 'bad' }), void queries.invalidateQueries({ queryKey: ['guest', token] })),
  });
  const answer = (decision: string) => {
    if (!named()) return;
    if (lacksWords(decision, comment.text)) return setWordless(true), box.current?.focus();
    say.mutate(decision);
  };
  return (
    <>
      {item.comment ? <p style={{ whiteSpace: 'pre-wrap' }}>{t('publish.guest.said', { comment: item.comment })}</p> : null}
      <Textarea ref={box} label={t('publish.guest.comment')} error={wordless ? t('publish.guest.words_first') : undefined} autosize maxLength={2000} value={comment.text}
        onChange={(event) => (setWordless(false), comment.type(event.currentTarget.value))} />
      <div className="line">
        {item.decision === 'approved' ? null : <Button loading={say.isPending} onClick={() => answer('approved')}>{t('publish.guest.approve')}</Button>}
        <Button variant="default" disabled={say.isPending} onClick={() => answer('changes_requested')}>{t('publish.guest.ask_changes')}</Button>
      </div>
    </>
  );
}
