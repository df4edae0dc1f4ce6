// SPDX-License-Identifier: AGPL-3.0-or-later
import { useAddress } from '../ui/address';
import { Loaded } from '../api/loaded';
import { formatMoment } from '../ui/format';
import { List, type Column } from '../ui/list';
import { Detail, Page, Split } from '../ui/page';
import { Badge, EmptyState, Note, type Tone } from '../ui/states';
import { useWords, useZone } from '../ui/words';
import { useSentMail, type SentMail } from './queries';

const tones: Record<SentMail['state'], Tone> = { queued: 'accent', sent: 'good', kept: 'plain', failed: 'bad' };

export default function SentMailPage() {
  const { t } = useWords();
  const mails = useSentMail();
  return (
    <Page title={t('identity.mail.title')} lead={t('identity.mail.lead')} wide>
      <Loaded of={mails}>{({ items }) => <Mails items={items} />}</Loaded>
    </Page>
  );
}

function Mails({ items }: { items: SentMail[] }) {
  const { t, locale } = useWords();
  const zone = useZone();
  const [query, change] = useAddress();
  const open = items.find((mail) => mail.id === query.open);
  const columns: Column<SentMail>[] = [
    { key: 'subject', title: t('identity.mail.subject'), value: (mail) => mail.subject },
    { key: 'to', title: t('identity.mail.to'), value: (mail) => mail.recipient, minor: true },
    { key: 'state', title: t('identity.mail.state'), value: (mail) => t(`identity.mail.states.${mail.state}`), show: (mail) => <Badge tone={tones[mail.state]}>{t(`identity.mail.states.${mail.state}`)}</Badge> },
    { key: 'at', title: t('identity.mail.at'), value: (mail) => mail.created_at, show: (mail) => formatMoment(mail.created_at, locale, { zone }), minor: true },
  ];
  return (
    <Split detail={open ? <Detail key={open.id} title={open.subject} onClose={() => change({ open: undefined })}><Mail mail={open} /></Detail> : null}>
      <List name="sent-mail" label={t('identity.mail.title')} rows={items} id={(mail) => mail.id} columns={columns} open={query.open} onOpen={(mail) => change({ open: mail.id })}
        filters={[{ key: 'state', title: t('identity.mail.state'), options: (['queued', 'sent', 'kept', 'failed'] as const).map((state) => ({ value: state, label: t(`identity.mail.states.${state}`) })), keeps: (mail, state) => mail.state === state }]}
        empty={<EmptyState title={t('identity.mail.none')}>{t('identity.mail.none_more')}</EmptyState>} />
    </Split>
  );
}

const address = /(https?:\/\/[^\s<>]+)/;

function Mail({ mail }: { mail: SentMail }) {
  const { t } = useWords();
  const by_restore = mail.problem === 'identity.kept_by_restore';
  return (
    <>
      <p className="soft">{mail.recipient}</p>
      {mail.state === 'kept' ? <Note>{t(by_restore ? 'identity.mail.kept_by_restore' : 'identity.mail.kept')}</Note> : null}
      {mail.problem && !by_restore ? <Note tone="bad">{mail.problem}</Note> : null}
      <div lang={mail.locale} style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
        {mail.body.split(address).map((part, place) => (place % 2 ? <a key={place} href={part}>{part}</a> : part))}
      </div>
    </>
  );
}
