// SPDX-License-Identifier: AGPL-3.0-or-later
// When a record that is being edited is sent. A pause in the typing sends it, one call at a time. What the server refused
// waits for the next change, or to be told; where nothing answered it is asked again, less and less often; a conflict waits
// for the person's choice. Pure but for the clock and what its plan does.
import { isStale, offline, ProblemError } from './problem';

export interface Revised {
  revision: number;
}
export interface Standing {
  kind: 'saved' | 'waiting' | 'saving' | 'offline' | 'conflict' | 'failed' | 'other_person';
  at?: Date;
  problem?: unknown;
}
export interface Saving<T extends Revised> {
  record: T;
  /** What the device kept of it, not saved yet. */
  kept: T | null;
  /** Sends it with the revision seen; answers the record saved. */
  save: (record: T) => Promise<T>;
  /** The record as it stands on the server. */
  reload: () => Promise<T>;
  /** Keeps it on the device; null once it is saved. */
  remember: (record: T | null) => void;
  /** False when another person signed in meanwhile. */
  mayWrite: () => boolean;
  /** The pause that sends, in milliseconds. */
  after: number;
}
interface Now<T> {
  draft: T;
  standing: Standing;
}

const first_wait = 2000;
const longest_wait = 60_000;

/** It may pass by itself: nobody answered, or not now. */
const passing = (refused: unknown) => offline(refused) || (refused instanceof ProblemError && (refused.status >= 500 || refused.status === 429));

function standingOf(refused: unknown): Standing {
  if (offline(refused)) return { kind: 'offline' };
  return isStale(refused) ? { kind: 'conflict' } : { kind: 'failed', problem: refused };
}

export class Autosaver<T extends Revised> {
  private state: Now<T>;
  private revision: number;
  private unsaved: boolean;
  private failures = 0;
  private left = false;
  private underway: Promise<boolean> | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private readonly watchers = new Set<() => void>();

  constructor(private readonly plan: Saving<T>) {
    const draft = plan.kept ?? plan.record;
    this.unsaved = plan.kept !== null;
    this.revision = draft.revision;
    this.state = { draft, standing: { kind: this.unsaved ? 'waiting' : 'saved' } };
  }

  readonly now = (): Now<T> => this.state;
  readonly watch = (watcher: () => void) => (this.watchers.add(watcher), () => void this.watchers.delete(watcher));

  readonly edit = (change: Partial<T> | ((old: T) => T)): void => {
    const old = this.state.draft;
    const draft = typeof change === 'function' ? change(old) : { ...old, ...change };
    this.unsaved = true;
    this.plan.remember(draft);
    const { standing } = this.state;
    const patient = standing.kind === 'conflict' || standing.kind === 'offline';
    this.become({ draft, standing: patient ? standing : { kind: 'waiting' } });
    if (!patient) this.sendAfter(this.plan.after);
  };

  /** Sends what is not saved, now. True when nothing is unsaved any more. */
  readonly flush = async (): Promise<boolean> => {
    while (this.unsaved || this.underway) if (!(await this.send())) return false;
    return true;
  };

  /** Edits what was written from another revision: if that is no longer the server's, the person chooses. */
  takeUp(record: T): void {
    this.revision = record.revision;
    this.edit(() => record);
  }

  /** After a conflict: what is written here goes over theirs, or theirs is shown instead. */
  async choose(whose: 'mine' | 'theirs'): Promise<void> {
    try {
      const theirs = await this.plan.reload();
      this.revision = theirs.revision;
      if (whose === 'theirs') this.adopt(theirs);
    } catch (problem) {
      return this.stand({ kind: 'conflict', problem });
    }
    this.stand(whose === 'mine' ? { kind: 'waiting' } : { kind: 'saved', at: new Date() });
    await this.flush();
  }

  enter(): void {
    this.left = false;
    void this.flush();
  }

  /** Sends once more; what is refused then stays on the device. */
  leave(): void {
    this.left = true;
    clearTimeout(this.timer);
    void this.flush();
  }

  private adopt(theirs: T) {
    clearTimeout(this.timer);
    this.unsaved = false;
    this.plan.remember(null);
    this.become({ ...this.state, draft: theirs });
  }

  private sendAfter(wait: number) {
    clearTimeout(this.timer);
    if (!this.left) this.timer = setTimeout(() => void this.send(), wait);
  }

  private send(): Promise<boolean> {
    this.underway ??= this.sendOnce().finally(() => (this.underway = null));
    return this.underway;
  }

  private async sendOnce(): Promise<boolean> {
    clearTimeout(this.timer);
    if (this.state.standing.kind === 'conflict') return false;
    if (!this.plan.mayWrite()) return this.stand({ kind: 'other_person' }), false;
    this.unsaved = false;
    this.stand({ kind: 'saving' });
    try {
      this.settle(await this.plan.save({ ...this.state.draft, revision: this.revision }));
      return true;
    } catch (refused) {
      this.refuse(refused);
      return false;
    }
  }

  private settle({ revision }: T) {
    this.failures = 0;
    this.revision = revision;
    this.become({ draft: { ...this.state.draft, revision }, standing: { kind: this.unsaved ? 'waiting' : 'saved', at: new Date() } });
    if (this.unsaved) this.sendAfter(this.plan.after);
    else this.plan.remember(null);
  }

  private refuse(refused: unknown) {
    clearTimeout(this.timer);
    const changed = this.unsaved;
    this.unsaved = true;
    this.stand(standingOf(refused));
    if (passing(refused)) this.sendAfter(Math.min(longest_wait, first_wait * 2 ** this.failures++));
    else if (changed) this.sendAfter(this.plan.after);
  }

  private stand(standing: Standing) {
    this.become({ ...this.state, standing });
  }

  private become(state: Now<T>) {
    this.state = state;
    this.watchers.forEach((watcher) => watcher());
  }
}
