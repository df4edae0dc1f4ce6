// SPDX-License-Identifier: AGPL-3.0-or-later
// A publication's state, the same mark everywhere.
import { hasWord, useWords } from '../ui/words';
import { Badge, type Tone } from '../ui/states';

const tones: Record<string, Tone> = { live: 'good', rejected: 'bad', missed: 'bad', ambiguous: 'warn', auth_wait: 'warn', manual_due: 'warn', expired: 'bad', sending: 'accent', preparing: 'accent' };

export function StateBadge({ state }: { state: string }) {
  const { t } = useWords();
  return <Badge tone={tones[state] ?? 'plain'}>{t(`publish.state.${state}`)}</Badge>;
}

/** That a post went out on the simulated network of a sandbox. */
export function SimulatedBadge({ origin }: { origin?: string }) {
  const { t } = useWords();
  return origin === 'simulated' ? <Badge tone="warn">{t('publish.simulated_short')}</Badge> : null;
}

/** What a code says in the person's language; nothing for an empty one. */
export function useReason(): (code: string) => string {
  const { t } = useWords();
  return (code) => (code && hasWord(`problems.${code}`) ? t(`problems.${code}`, { limit: '', value: '' }) : '');
}
