// SPDX-License-Identifier: AGPL-3.0-or-later
// Words on the screen. Each module has words.fr.json and words.en.json; a key is "<module>.<path>", a problem's is
// "problems.<code>". French is set by typography.ts when it is loaded, so that files hold plain spaces.
import i18next, { type TOptions } from 'i18next';
import { createContext, useContext, useMemo, useSyncExternalStore } from 'react';
import type { Locale } from './format';
import { french } from './typography';

export interface Words {
  [key: string]: string | Words;
}
export type Translate = (key: string, values?: TOptions) => string;

export const words = i18next.createInstance();
void words.init({
  lng: 'fr',
  fallbackLng: 'fr',
  keySeparator: false,
  nsSeparator: false,
  initAsync: false,
  interpolation: { escapeValue: false },
  resources: {},
});

function* flat(tree: Words, prefix: string): Generator<[string, string]> {
  for (const [name, value] of Object.entries(tree)) {
    const key = prefix ? `${prefix}.${name}` : name;
    if (typeof value === 'string') yield [key, value];
    else yield* flat(value, key);
  }
}

/** Adds a module's words; those under "problems" are shared by all, as the server's codes are. */
export function addWords(module: string, locale: Locale, tree: Words): void {
  const { problems, ...own } = tree;
  const pairs = [...flat(own, module), ...(problems ? flat({ problems }, '') : [])];
  const set = pairs.map(([key, value]) => [key, locale === 'fr' ? french(value) : value]);
  words.addResources(locale, 'translation', Object.fromEntries(set) as Record<string, string>);
  notify();
}

let version = 0;
const listeners = new Set<() => void>();
function notify() {
  version += 1;
  listeners.forEach((listener) => listener());
}
words.on('languageChanged', notify);
const subscribe = (listener: () => void) => (listeners.add(listener), () => void listeners.delete(listener));

export const currentLocale = (): Locale => (words.language === 'en' ? 'en' : 'fr');

/** `t` and the locale; the part renders again when either changes. */
export function useWords(): { t: Translate; locale: Locale } {
  const at = useSyncExternalStore(subscribe, () => version);
  return useMemo(() => ({ t: (key, values) => words.t(key, values ?? {}), locale: currentLocale(), at }), [at]);
}

export const hasWord = (key: string): boolean => words.exists(key);

/** The zone in which the brand's times are shown; the browser's outside a brand. */
export const ZoneContext = createContext<string>(Intl.DateTimeFormat().resolvedOptions().timeZone);
export const useZone = (): string => useContext(ZoneContext);
