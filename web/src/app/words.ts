// SPDX-License-Identifier: AGPL-3.0-or-later
// Loads each module's words in one language, when a page of it is first opened.
import { currentLocale, addWords, words, type Words } from '../ui/words';
import type { Locale } from '../ui/format';

const files = import.meta.glob<{ default: Words }>('../*/words.*.json');
const loaded = new Set<string>();

export async function loadWords(module: string, locale: Locale = currentLocale()): Promise<void> {
  const key = `${module}.${locale}`;
  const file = files[`../${module}/words.${locale}.json`] ?? (module === 'app' ? files[`./words.${locale}.json`] : undefined);
  if (loaded.has(key) || !file) return;
  addWords(module, locale, (await file()).default);
  loaded.add(key);
}

/** Shows the page in another language; every module in use is loaded first, so that nothing shows bare keys. */
export async function speak(locale: Locale): Promise<void> {
  const modules = new Set(['ui', 'api', 'app', 'identity', ...[...loaded].map((key) => key.split('.')[0]!)]);
  await Promise.all([...modules].map((module) => loadWords(module, locale)));
  await words.changeLanguage(locale);
  document.documentElement.lang = locale;
  try {
    localStorage.setItem('parvis.locale', locale);
  } catch {
    // Storage is shut: the choice lasts as long as the page.
  }
}
