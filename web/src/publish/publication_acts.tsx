// SPDX-License-Identifier: AGPL-3.0-or-later
// One publication of the calendar: its words, and moving, approving or withdrawing it.
import { Button } from '@mantine/core';
import { Form, useForm } from '../api/form';
import { wordsOfProblem } from '../api/problem';
import { refresh } from '../api/queries';
import { useMay } from '../identity';
import { toast } from '../ui/feedback';
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
  const movable = canMove(publication) && may('schedule');
  const standing = standingApproval(publication);
  const form = useForm({
    name: `publication:${publication.id}:${publication.revision}`,
    initial: { moment: publication.moment },
    send: (values) => move(brand, publication.id, { moment: values.moment, revision: publication.revision }),
    done: () => (void refresh('publication', brand), toast({ said: t('publish.calendar.moved') }), close()),
  });
  const act = (work: Promise<unknown>, said: string) =>
    void work.then(() => (void refresh('publication', brand), toast({ said }), close()), (error: unknown) => toast({ said: wordsOfProblem(t, error), tone: 'bad' }));
  return (
    <div className="stack">
      <div className="line"><strong>{entry.title}</strong><StateBadge state={publication.state} /></div>
      <p style={{ whiteSpace: 'pre-wrap' }}>{publication.text}</p>
      {standing && publication.approved_by ? <p className="soft small">{t('publish.calendar.approved_by', { name: publication.approved_by })}</p> : null}
      <ClientWords brand={brand} publication={publication} />
      {movable ? (
        <Form form={form} verb={t('publish.calendar.move')} onCancel={close} beside={lift ? <Button variant="default" onClick={lift}>{t('publish.calendar.move_by_keys')}</Button> : null}>
          <MomentInput label={t('publish.calendar.moment')} zone={publication.moment.zone} {...form.field('moment')} />
          {standing ? <Note tone="warn">{t('publish.calendar.moving_voids')}</Note> : null}
        </Form>
      ) : null}
      <div className="line">
        {publication.state === 'in_review' && may('approve') ? <Button variant="default" onClick={() => act(approveOne(brand, publication.id), t('publish.calendar.approved'))}>{t('publish.calendar.approve')}</Button> : null}
        {movable ? <Button variant="subtle" color="red" onClick={() => act(withdraw(brand, publication.id), t('publish.calendar.withdrawn'))}>{t('publish.calendar.withdraw')}</Button> : null}
        <a href={reminderOf(brand, publication.id)} download>{t('publish.detail.reminder')}</a>
        <Go to={`/b/${brand}/publier/${publication.id}`}>{t('publish.calendar.record')}</Go>
      </div>
    </div>
  );
}
