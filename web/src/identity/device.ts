// SPDX-License-Identifier: AGPL-3.0-or-later
/** "Chrome, Linux" out of a browser's long signature, so that a person recognises their own device. */
export function deviceOf(agent: string): string {
  const first = (pairs: [RegExp, string][]) => pairs.find(([mark]) => mark.test(agent))?.[1];
  const browser = first([[/Edg\//, 'Edge'], [/OPR\//, 'Opera'], [/Firefox\//, 'Firefox'], [/Chrome\//, 'Chrome'], [/Safari\//, 'Safari'], [/curl\//, 'curl']]);
  const system = first([[/iPhone/, 'iPhone'], [/iPad/, 'iPad'], [/Android/, 'Android'], [/Windows/, 'Windows'], [/Mac OS X/, 'Mac'], [/Linux/, 'Linux']]);
  return [browser, system].filter(Boolean).join(', ') || agent.slice(0, 60) || '?';
}
