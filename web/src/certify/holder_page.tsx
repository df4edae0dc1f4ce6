// SPDX-License-Identifier: AGPL-3.0-or-later
// What a candidate holds: results, blocks, certificate, badges; what they share, contest, or answer.
import { Button, CopyButton } from '@mantine/core';
import { useState } from 'react';
import { useAct } from '../api/act';
import { Loaded } from '../api/loaded';
import { formatDate } from '../ui/format';
import { Page, Section } from '../ui/page';
import { Badge, EmptyState, Note } from '../ui/states';
import { useWords } from '../ui/words';
import { Asking, useAsking } from './asking';
import { endShare, lodgeAppeal, observe, share, useHoldings, type Holdings, type Outcome } from './queries';

export default function HolderPage() {
  const { t } = useWords();
  return (
    <Page title={t('certify.holder.title')} lead={t('certify.holder.lead')}>
      <Loaded of={useHoldings()}>{(held) => (held.outcomes.length || held.frauds.length ? <Held held={held} /> : <EmptyState title={t('certify.holder.none')}>{t('certify.holder.none_more')}</EmptyState>)}</Loaded>
    </Page>
  );
}

function Held({ held }: { held: Holdings }) {
  const { t, locale } = useWords();
  const asking = useAsking();
  const [link, setLink] = useState('');
  const [run] = useAct();
  const give = (id: string) => run({ act: async () => setLink((await share(id, 30)).address), touches: ['holding'] });
  return (
    <>
      <Frauds held={held} ask={asking.ask} />
      <Section title={t('certify.holder.results')}>
        <ul className="stack-tight">{held.outcomes.map((outcome: Outcome) => <li key={outcome.id} className="spread"><Result outcome={outcome} appealed={held.appealed.includes(outcome.id)} ask={asking.ask} /></li>)}</ul>
        {held.awards.length ? <a href={`/api/certification/own-attestation.pdf?locale=${locale}`}>{t('certify.holder.attestation')}</a> : null}
      </Section>
      {held.certificates.length ? (
        <Section title={t('certify.holder.certificates')}>
          {held.certificates.map((one: { id: string; serial: string; state: string; issued_on: string }) => (
            <div key={one.id} className="spread">
              <span>{one.serial} · {formatDate(one.issued_on, locale)} · <Badge tone={one.state === 'issued' ? 'good' : 'warn'}>{t(`certify.state.${one.state}`)}</Badge></span>
              {one.state === 'issued' ? (
                <span className="line">
                  <a href={`/api/certification/own-certificates/${one.id}/certificate.pdf?locale=${locale}`}>{t('certify.holder.certificate')}</a>
                  <a href={`/api/certification/own-certificates/${one.id}/supplement.pdf?locale=${locale}`}>{t('certify.holder.supplement')}</a>
                  <Button size="compact-sm" variant="default" onClick={() => void give(one.id)}>{t('certify.holder.share')}</Button>
                </span>
              ) : null}
            </div>
          ))}
        </Section>
      ) : null}
      {link ? <Note tone="good">{t('certify.holder.link')} <code>{link}</code> <CopyButton value={link}>{({ copied, copy }) => <Button size="compact-sm" variant="subtle" onClick={copy}>{t(copied ? 'certify.holder.copied' : 'certify.holder.copy')}</Button>}</CopyButton></Note> : null}
      <Credentials held={held} give={give} />
      <Shares held={held} />
      <Asking of={asking} />
    </>
  );
}

type Ask = ReturnType<typeof useAsking>['ask'];

function Result({ outcome, appealed, ask }: { outcome: Outcome; appealed: boolean; ask: Ask }) {
  const { t, locale } = useWords();
  const open = !appealed && outcome.state === 'standing' && outcome.appeal_by >= new Date().toISOString().slice(0, 10);
  const appeal = () =>
    ask({ about: `appeal:${outcome.id}`, title: t('certify.holder.appeal'), verb: t('certify.holder.appeal_verb'), label: t('certify.appeal.grounds'), more: t('certify.holder.appeal_more'), send: (grounds) => lodgeAppeal(outcome.id, grounds), touches: ['holding'] });
  return (
    <>
      <div>
        <strong>{t(`certify.block.${outcome.block}`)}</strong> · {t(`certify.verdict.${outcome.verdict}`)} · {formatDate(outcome.decided_on, locale)}
        {outcome.motive ? <p className="soft">{outcome.motive}</p> : null}
      </div>
      {appealed ? <span className="soft">{t('certify.holder.appealed')}</span> : null}
      {open ? <Button size="compact-sm" variant="subtle" h="auto" styles={{ label: { whiteSpace: 'normal' } }} onClick={appeal}>{t('certify.holder.appeal_until', { date: formatDate(outcome.appeal_by, locale) })}</Button> : null}
    </>
  );
}

function Credentials({ held, give }: { held: Holdings; give: (id: string) => void }) {
  const { t } = useWords();
  if (!held.credentials.length) return null;
  return (
    <Section title={t('certify.holder.badges')}>
      <p className="soft">{t('certify.holder.badges_more')}</p>
      {held.credentials.map(({ credential, name, address }: { credential: { id: string; state: string; kind: string }; name: string; address: string }) => (
        <div key={credential.id} className="spread">
          <span><a href={address}>{name}</a> · {t(`certify.verify.kind.${credential.kind}`)} · <Badge tone={credential.state === 'delivered' ? 'good' : 'bad'}>{t(`certify.state.${credential.state}`)}</Badge></span>
          <span className="line">
            <a href={`/api/certification/own-credentials/${credential.id}/credential.json`}>JSON</a>
            <a href={`/api/certification/own-credentials/${credential.id}/credential.jwt`}>JWT</a>
            <Button size="compact-sm" variant="default" onClick={() => give(credential.id)}>{t('certify.holder.share')}</Button>
          </span>
        </div>
      ))}
    </Section>
  );
}

function Shares({ held }: { held: Holdings }) {
  const { t, locale } = useWords();
  const [run] = useAct();
  const running = held.shares.filter((one: { ended_at?: string | null; until: string }) => !one.ended_at && one.until > new Date().toISOString());
  if (!running.length) return null;
  return (
    <Section title={t('certify.holder.shares')}>
      {running.map((one: { id: string; until: string }) => (
        <div key={one.id} className="spread">
          <span>{t('certify.holder.until', { date: formatDate(one.until, locale) })}</span>
          <Button size="compact-sm" variant="default" onClick={() => void run({ of: one.id, act: () => endShare(one.id), said: t('certify.holder.ended'), touches: ['holding'] })}>{t('certify.holder.end')}</Button>
        </div>
      ))}
    </Section>
  );
}

function Frauds({ held, ask }: { held: Holdings; ask: Ask }) {
  const { t, locale } = useWords();
  return held.frauds.map((one: { id: string; block: string; facts: string; state: string; observe_by?: string | null; sanction: string; motive: string }) => (
    <Note key={one.id} tone="warn">
      <strong>{t('certify.holder.reported', { block: t(`certify.block.${one.block}`) })}</strong>
      <p>{one.facts}</p>
      {one.state === 'informed' ? (
        <>
          <p>{t('certify.holder.observe_until', { date: formatDate(one.observe_by, locale) })}</p>
          <Button size="compact-sm" onClick={() => ask({ about: `observe:${one.id}`, title: t('certify.holder.observe'), verb: t('certify.holder.observe'), label: t('certify.fraud.observations'), send: (words) => observe(one.id, words), touches: ['holding'] })}>{t('certify.holder.observe')}</Button>
        </>
      ) : <p>{t(`certify.fraud.state.${one.state}`)}{one.sanction ? ` · ${t(`certify.fraud.sanctions.${one.sanction}`)} · ${one.motive}` : ''}</p>}
    </Note>
  ));
}
