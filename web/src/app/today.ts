// SPDX-License-Identifier: AGPL-3.0-or-later
// What there is to do, what goes out next, what is abnormal: drawn from the brand's publications and objectives. Pure.

export type PublicationState =
  | 'in_review' | 'changes_requested' | 'scheduled' | 'preparing' | 'sending' | 'ambiguous' | 'deferred' | 'auth_wait' | 'manual_due'
  | 'live' | 'rejected' | 'missed' | 'expired' | 'cancelled';

export interface Entry {
  publication: { id: string; state: PublicationState; at: string };
  network: string;
  channel_name: string;
  title: string;
}
export interface ObjectiveLine {
  objective: { id: string; title: string; state: 'draft' | 'active' | 'closed'; ends_on?: string | null; archived_at?: string | null };
  missing: string[];
}
export interface Todo {
  key: string;
  /** Word: app.today.<what>. */
  what: string;
  name: string;
  where: string;
  at?: string;
  to: string;
  tone: 'bad' | 'warn' | 'plain';
}

/** States that wait for a person, gravest first. */
const waiting: [PublicationState, Todo['tone']][] = [
  ['ambiguous', 'bad'], ['rejected', 'bad'], ['missed', 'bad'], ['auth_wait', 'bad'], ['expired', 'warn'], ['manual_due', 'warn'], ['changes_requested', 'warn'],
];
const day = 86_400_000;

/** What a person must do: failures first, then what is due; in review only when it leaves within three days. */
export function todos(brand: string, entries: Entry[], objectives: ObjectiveLine[], now: Date): Todo[] {
  const of = ({ publication, channel_name, title }: Entry, tone: Todo['tone']): Todo =>
    ({ key: publication.id, what: publication.state, name: title, where: channel_name, at: publication.at, to: `/b/${brand}/publier/${publication.id}`, tone });
  const stuck = waiting.flatMap(([state, tone]) => entries.filter((entry) => entry.publication.state === state).map((entry) => of(entry, tone)));
  const soon = entries.filter(({ publication }) => publication.state === 'in_review' && Date.parse(publication.at) - now.getTime() < 3 * day).map((entry) => of(entry, 'warn'));
  const vague = objectives.filter(({ objective, missing }) => missing.length > 0 && objective.state !== 'closed' && !objective.archived_at);
  const plans = vague.map(({ objective }): Todo => ({ key: objective.id, what: 'objective_vague', name: objective.title, where: '', to: `/b/${brand}/comprendre/objectifs?open=${objective.id}`, tone: 'plain' }));
  return [...stuck, ...soon, ...plans];
}

const leaving: PublicationState[] = ['scheduled', 'preparing', 'sending', 'deferred', 'in_review', 'manual_due'];

/** What goes out next, nearest first. */
export function upcoming(entries: Entry[], now: Date, most: number): Entry[] {
  return entries
    .filter(({ publication }) => leaving.includes(publication.state) && Date.parse(publication.at) >= now.getTime())
    .sort((a, b) => a.publication.at.localeCompare(b.publication.at))
    .slice(0, most);
}

/** Active objectives, the first to end first; those without an end last. */
export function running(objectives: ObjectiveLine[]): ObjectiveLine[] {
  const end = (line: ObjectiveLine) => line.objective.ends_on ?? '9999';
  return objectives.filter(({ objective }) => objective.state !== 'closed' && !objective.archived_at).sort((a, b) => end(a).localeCompare(end(b)));
}
