// SPDX-License-Identifier: AGPL-3.0-or-later
// A finding in the person's words: its code without "text." names the sentence.
import type { Translate } from '../ui/words';
import type { Finding } from './content';

export const sentenceOf = (t: Translate, { code, parameters }: Pick<Finding, 'code' | 'parameters'>): string =>
  t(`studio.finding.${code.replace(/^text\./, '')}`, parameters);
