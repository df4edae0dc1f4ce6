// SPDX-License-Identifier: AGPL-3.0-or-later
// What candidates tried in a session and were refused: who, what, and the words that answered them.
import { ProblemError, wordsOfProblem } from '../api/problem';
import { formatMoment } from '../ui/format';
import { Section } from '../ui/page';
import { useWords, type Translate } from '../ui/words';
import { useRefusals, type Refusal, type SessionSheet } from './exam_queries';

/** Of a wrong field, its own code begins the detail, and its value follows. */
function answerTo(t: Translate, { code, detail }: Refusal): string {
  const [own = '', ...value] = detail.split(' ');
  const fields = code === 'json.invalid_fields' ? [{ path: '', code: own, limit: '', value: value.join(' ') }] : [];
  return wordsOfProblem(t, new ProblemError(0, fields.length ? own : code, fields));
}

export function RefusalsPart({ sheet }: { sheet: SessionSheet }) {
  const { t, locale } = useWords();
  const found = useRefusals(sheet.summary.id);
  if (!found.data || found.data.items.length === 0) return null;
  const who = (id?: string | null) => sheet.sitters.find(({ sitter }) => sitter.id === id)?.sitter.pseudonym ?? t('examine.tried_by_nobody');
  return (
    <Section title={t('examine.refusals')}>
      <ul className="stack">
        {found.data.items.map((one) => (
          <li key={one.id}>
            {formatMoment(one.at, locale, { zone: sheet.summary.zone })} · <code>{who(one.sitter_id)}</code> · {t(`examine.tried.${one.act.replace('examine.', '')}`)}. <span className="soft">{answerTo(t, one)}</span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
