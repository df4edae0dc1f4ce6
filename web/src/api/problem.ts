// SPDX-License-Identifier: AGPL-3.0-or-later
// What went wrong, as the server says it (RFC 9457 with a stable code), and in the person's language.
import { hasWord, type Translate } from '../ui/words';

export interface FieldProblem {
  path: string;
  code: string;
  limit: string;
  value: string;
}

export class ProblemError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly fields: FieldProblem[] = [],
    readonly requestId = '',
    readonly retryAfter = 0,
    /** Words from outside Parvis (a network's own answer); shown as a quotation. */
    readonly detail = '',
  ) {
    super(code);
  }
}

export const offline = (error: unknown): boolean => error instanceof ProblemError && error.code === 'web.offline';

function sentence(t: Translate, code: string, values: Record<string, string | number>): string | undefined {
  return hasWord(`problems.${code}`) ? t(`problems.${code}`, values) : undefined;
}

/** One sentence for a wrong field: what, and which limit. */
export function wordsOfField(t: Translate, field: FieldProblem): string {
  return sentence(t, field.code, { limit: field.limit, value: field.value }) ?? t('problems.web.field_refused', { code: field.code });
}

/** One or two sentences for the whole: what happened, and what to do. */
export function wordsOfProblem(t: Translate, error: unknown): string {
  if (!(error instanceof ProblemError)) return t('problems.web.unexpected', { code: '' });
  const first = error.fields[0];
  const values = { limit: first?.limit ?? '', value: first?.value ?? '', seconds: error.retryAfter, count: error.fields.length };
  return sentence(t, error.code, values) ?? sentence(t, `web.status_${error.status}`, values) ?? t('problems.web.unexpected', { code: error.code });
}
