// SPDX-License-Identifier: AGPL-3.0-or-later
// What went wrong, as the server says it (RFC 9457 with a stable code), and in the person's language.
import { formatBytes } from '../ui/format';
import { currentLocale, hasWord, type Translate } from '../ui/words';

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

/** Someone else saved it since. */
export const isStale = (error: unknown): boolean => error instanceof ProblemError && error.status === 409 && error.code.endsWith('stale_revision');

export const offline = (error: unknown): boolean => error instanceof ProblemError && error.code === 'web.offline';

function sentence(t: Translate, code: string, values: Record<string, string | number>): string | undefined {
  return hasWord(`problems.${code}`) ? t(`problems.${code}`, values) : undefined;
}

/** As `{{limit}}` and `{{value}}`; what counts bytes is said as `{{limit_size}}` and `{{value_size}}`, which people read. */
const said = (limit: string, value: string) => {
  const size = (bytes: string) => (/^\d+$/.test(bytes) ? formatBytes(Number(bytes), currentLocale()) : bytes);
  return { limit, value, limit_size: size(limit), value_size: size(value) };
};

/** A choice that was not made is one to make: the names of the choices are the server's own. */
const unmade = ({ code, value }: FieldProblem) => value === '' && (code === 'json.not_one_of' || code === 'json.unknown_word');

/** One sentence for a wrong field: what, and which limit. */
export function wordsOfField(t: Translate, field: FieldProblem): string {
  if (unmade(field)) return t('problems.json.required');
  return sentence(t, field.code, said(field.limit, field.value)) ?? t('problems.web.field_refused', { code: field.code });
}

/** One or two sentences for the whole: what happened, and what to do. */
export function wordsOfProblem(t: Translate, error: unknown): string {
  if (!(error instanceof ProblemError)) return t('problems.web.unexpected', { code: '' });
  const first = error.fields[0];
  const values = { ...said(first?.limit ?? '', first?.value ?? ''), seconds: error.retryAfter, count: error.fields.length };
  return sentence(t, error.code, values) ?? sentence(t, `web.status_${error.status}`, values) ?? t('problems.web.unexpected', { code: error.code });
}
