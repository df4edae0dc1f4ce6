// SPDX-License-Identifier: AGPL-3.0-or-later
// Moving a publication, by drag and drop or by the keyboard: asked first when a given yes would fall, undone by the toast.
import { useCallback, useState, type KeyboardEvent } from 'react';
import { useAct } from '../api/act';
import { toast, useConfirm } from '../ui/feedback';
import { formatMoment } from '../ui/format';
import { resolve, type LocalMoment } from '../ui/moment';
import { useWords, useZone } from '../ui/words';
import { move, type CalendarEntry } from './calendar';
import { canMove, standingApproval, stepped, type View } from './moving';
import { momentAt } from './hours';

export interface Lifted {
  entry: CalendarEntry;
  to: LocalMoment;
}
export interface Moving {
  lifted: Lifted | null;
  /** The publication last carried by the keyboard: it keeps the focus wherever it comes to stand. */
  landed: string | null;
  lift: (entry: CalendarEntry) => void;
  cancel: () => void;
  /** Carries the publication there; asks, tells and offers to undo. False when it was refused. */
  drop: (entry: CalendarEntry, to: LocalMoment) => Promise<boolean>;
  confirm: () => void;
  /** The focus went elsewhere. */
  leave: () => void;
  onKeyDown: (event: KeyboardEvent) => void;
}

/** The publication's moment as the calendar's own zone shows it. */
export const shownMoment = ({ publication }: CalendarEntry, zone: string): LocalMoment => momentAt(new Date(publication.at), zone);

export function useMove(brand: string, view: View, may: boolean): Moving {
  const { t, locale } = useWords();
  const zone = useZone();
  const ask = useConfirm();
  const [run] = useAct();
  const [lifted, setLifted] = useState<Lifted | null>(null);
  const [landed, setLanded] = useState<string | null>(null);
  const said = useCallback((moment: LocalMoment) => formatMoment(resolve(moment)?.at, locale, { zone: moment.zone }), [locale]);
  const drop = async (entry: CalendarEntry, to: LocalMoment) => {
    const { publication } = entry;
    const at = resolve(to)?.at;
    if (!at || !may || !canMove(publication) || at.getTime() === Date.parse(publication.at)) return true;
    if (at.getTime() < Date.now()) {
      toast({ said: t('publish.calendar.move_past', { moment: said(to) }), tone: 'bad' });
      return false;
    }
    if (standingApproval(publication)) {
      const consequence = t(publication.approved_by ? 'publish.calendar.move_voids_of' : 'publish.calendar.move_voids', { name: publication.approved_by ?? '', moment: said(to) });
      if (!(await ask({ title: t('publish.calendar.move_title', { title: entry.title }), consequence, verb: t('publish.calendar.move') }))) return false;
    }
    let revision = publication.revision;
    let shifted = 0;
    const carry = async () => {
      const made = await move(brand, publication.id, { moment: to, revision });
      [revision, shifted] = [made.publication.revision, made.shifted_minutes];
    };
    const done = await run({
      act: carry,
      said: t('publish.calendar.moved_to', { title: entry.title, moment: said(to) }),
      undo: async () => void (await move(brand, publication.id, { moment: publication.moment, revision })),
      touches: ['publication'],
    });
    if (shifted) toast({ said: t('publish.calendar.shifted', { minutes: shifted }) });
    return done;
  };
  const lift = (entry: CalendarEntry) => {
    if (!may || !canMove(entry.publication)) return;
    setLanded(null);
    setLifted({ entry, to: shownMoment(entry, zone) });
  };
  const land = () => {
    setLifted(null);
    setLanded(lifted?.entry.publication.id ?? null);
  };
  const confirm = async () => {
    if (!lifted) return;
    land();
    // Refused, it is still in hand: another place can be tried at once.
    if (!(await drop(lifted.entry, lifted.to))) setLifted(lifted);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (!lifted) return;
    const to = stepped(lifted.to, view, event.key, event.shiftKey ? 'fine' : 'coarse');
    if (to) setLifted({ ...lifted, to });
    else if (event.key === 'Enter') void confirm();
    else if (event.key === 'Escape') land();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return { lifted, landed, lift, cancel: land, drop, confirm: () => void confirm(), leave: () => setLanded(null), onKeyDown };
}
