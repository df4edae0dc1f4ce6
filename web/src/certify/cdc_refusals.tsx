// SPDX-License-Identifier: AGPL-3.0-or-later
// What stands in a file's way: which line of it, which field, why, and the way to where it is put right.
import { wordsOfField, type FieldProblem } from '../api/problem';
import { Go } from '../ui/page';
import { hasWord, useWords, type Translate } from '../ui/words';
import type { CdcItem } from './queries';

const in_order = (a: CdcItem, b: CdcItem) => (a.technical_id === b.technical_id ? Number(a.id > b.id) - Number(a.id < b.id) : a.technical_id > b.technical_id ? 1 : -1);

/** The line that a path speaks of: the file holds its lines by their numbers. */
function lineOf(path: string, items: CdcItem[]): CdcItem | undefined {
  const place = /\/passages\/(\d+)\//.exec(`/${path}`)?.[1];
  return place === undefined ? undefined : [...items].sort(in_order)[Number(place)];
}

function fieldOf(t: Translate, path: string): string {
  const name = path.split('/').pop() ?? '';
  return [`certify.cdc.field.${name}`, `enrol.field.${name}`].filter(hasWord).map((key) => t(key))[0] ?? name;
}

export function CdcRefusals({ refusals, items }: { refusals: FieldProblem[]; items: CdcItem[] }) {
  return <ul className="stack-tight">{refusals.map((one) => <li key={one.path + one.code}><Refusal refusal={one} line={lineOf(one.path, items)} /></li>)}</ul>;
}

function Refusal({ refusal, line }: { refusal: FieldProblem; line?: CdcItem }) {
  const { t } = useWords();
  const where = line ? `/certifier/candidats?open=${line.candidate_id}` : '/certifier/fiche';
  return (
    <>
      <strong>{line ? `${line.technical_id} · ` : ''}{fieldOf(t, refusal.path)}</strong> – {wordsOfField(t, refusal)}{' '}
      {line || refusal.path.split('/').length === 1 ? <Go to={where}>{t(line ? 'certify.cdc.open_candidate' : 'certify.cdc.open_card')}</Go> : null}
    </>
  );
}

/** Names that the rule of names has changed, each on its line. */
export function CdcRenamed({ renamed, items }: { renamed: { path: string; before: string; after: string }[]; items: CdcItem[] }) {
  const { t } = useWords();
  return <ul className="stack-tight">{renamed.map((one) => <li key={one.path}>{lineOf(one.path, items)?.technical_id} · {fieldOf(t, one.path)} – {one.before} → {one.after}</li>)}</ul>;
}
