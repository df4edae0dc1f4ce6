// SPDX-License-Identifier: AGPL-3.0-or-later
/** The zones the browser knows, the French one first. */
export function zones(): string[] {
  const all = (Intl as unknown as { supportedValuesOf?: (key: string) => string[] }).supportedValuesOf?.('timeZone') ?? [];
  return ['Europe/Paris', ...all.filter((zone) => zone !== 'Europe/Paris')];
}
export const currencies = ['EUR', 'CHF', 'GBP', 'USD', 'CAD', 'XAF', 'XOF', 'XPF', 'MAD', 'TND', 'JPY'];
