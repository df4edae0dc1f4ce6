// SPDX-License-Identifier: AGPL-3.0-or-later
// One publication of the calendar: its words, and moving, approving or withdrawing it.
import { Button } from '@mantine/core';
import { useAct } from '../api/act';
import { Form, useForm } from '../api/form';
import { refresh } from '../api/queries';
import { useMay, useMe } from '../identity';
import { toast, useConfirm } from '../ui/feedback';
import { MomentInput } from '../ui/inputs';
import { Go } from '../ui/page';
import { Note } from '../ui/states';
import { useWords } from '../ui/words';
import { approveOne, move, withdraw, type CalendarEntry } from './calendar';
import { ClientWords } from './client_words';
import { reminderOf } from './delivery';
import { canMove, standingApproval } from './moving';
import { StateBadge } from './state_badge';

interface ActsParts {
  brand: string;
  entry: CalendarEntry;
  close: () => void;
  /** Carries it over the calendar by the keyboard. */
  lift?: () => void;
}

export function PublicationActs({ brand, entry, close, lift }: ActsParts) {
  const { t } = useWords();
  const may = useMay();
  const { publication } = entry;
  const is_own = useOwn(entry);
  const movable = canMove(publication) && may('schedule');
  const standing = standingApproval(publication);
  const form = useForm({
    name: `publication:${publication.id}:${publication.revision}`,
    initial: { moment: publication.moment },
    send: (values) => move(brand, publication.id, { moment: values.moment, revision: publication.revision }),
    done: () => (void refresh('publication', brand), toast({ said: t('publish.calendar.moved') }), close()),
  });
  return (
    <div className="stack">
      <div className="line"><strong>{entry.title}</strong><StateBadge state={publication.state} /></div>
      <p style={{ whiteSpace: 'pre-wrap' }}>{publication.text}</p>
      {standing && publication.approved_by ? <p className="soft small">{t('publish.calendar.approved_by', { name: publication.approved_by })}</p> : null}
      <ClientWords brand={brand} publication={publication} />
      {publication.state === 'in_review' && is_own ? <p className="soft small">{t('publish.calendar.approve_by_another')}</p> : null}
      {movable ? (
        <Form form={form} verb={t('publish.calendar.move')} onCancel={close} beside={lift ? <Button variant="default" onClick={lift}>{t('publish.calendar.move_by_keys')}</Button> : null}>
          <MomentInput label={t('publish.calendar.moment')} zone={publication.moment.zone} {...form.field('moment')} />
          {standing ? <Note tone="warn">{t('publish.calendar.moving_voids')}</Note> : null}
        </Form>
      ) : null}
      <div className="line">
        <Acts brand={brand} entry={entry} close={close} />
        <a href={reminderOf(brand, publication.id)} download>{t('publish.detail.reminder')}</a>
        <Go to={`/b/${brand}/publier/${publication.id}`}>{t('publish.calendar.record')}</Go>
      </div>
    </div>
  );
}

/** Who scheduled a publication is not who approves it. */
const useOwn = ({ publication }: CalendarEntry) => useMe().id === publication.author_id;

function Acts({ brand, entry, close }: ActsParts) {
  const { t } = useWords();
  const may = useMay();
  const confirm = useConfirm();
  const [run, busy] = useAct();
  const is_own = useOwn(entry);
  const { id, state } = entry.publication;
  const act = (work: () => Promise<unknown>, said: string) => void run({ act: work, said, touches: ['publication'] }).then((done) => done && close());
  const ask = async () => {
    const verb = t('publish.calendar.withdraw');
    close();
    if (await confirm({ title: t('publish.calendar.withdraw_title', { title: entry.title }), consequence: t('publish.calendar.withdraw_more'), verb, tone: 'bad' }))
      act(() => withdraw(brand, id), t('publish.calendar.withdrawn'));
  };
  return (
    <>
      {state === 'in_review' && may('approve') && !is_own ? <Button variant="default" loading={busy} onClick={() => act(() => approveOne(brand, id), t('publish.calendar.approved'))}>{t('publish.calendar.approve')}</Button> : null}
      {canMove(entry.publication) && may('schedule') ? <Button variant="subtle" color="red" disabled={busy} onClick={() => void ask()}>{t('publish.calendar.withdraw')}</Button> : null}
    </>
  );
}
