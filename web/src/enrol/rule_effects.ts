// SPDX-License-Identifier: AGPL-3.0-or-later
// What a rule set does to a few candidates, computed live beside the editor. The jury's marks are computed by the
// server alone: these are examples of the rules, on criteria of weight 1.
import type { Rational, RuleSet } from './queries';
import { compared, over, plus, times, whole } from './rational';

export interface Effect {
  /** Key of the sentence: 'strong', 'even', 'just_below'. */
  example: string;
  points: Rational;
  out_of: Rational;
  ratio: Rational;
  passes: boolean;
  /** Which rule refused, when one did. */
  because: 'ratio' | 'lowest' | null;
  lowest: number;
  marks: { label: string; count: number }[];
}

const examples: [string, number[]][] = [['strong', [0, 3, 7]], ['even', [2, 6, 2]], ['just_below', [4, 3, 3]], ['weak', [6, 3, 1]]];

/** The points that each of the three shares of an example gets: lowest, middle, top of the scale. */
function steps(rules: RuleSet, locale: 'fr' | 'en'): { label: string; points: Rational }[] {
  const { scale } = rules;
  if (scale.kind === 'marks') {
    const top = scale.marks_out_of ?? whole(20);
    return [{ label: '0', points: whole(0) }, { label: '½', points: times(top, { numerator: 1, denominator: 2 }) }, { label: 'max', points: top }];
  }
  const levels = scale.levels, middle = levels[Math.floor((levels.length - 1) / 2)] ?? levels[0];
  return [levels[0], middle, levels[levels.length - 1]].map((level) => ({ label: level ? (locale === 'fr' ? level.label_fr : level.label_en) : '–', points: level?.points ?? whole(0) }));
}

export function effectsOf(rules: RuleSet, locale: 'fr' | 'en'): Effect[] {
  const given = steps(rules, locale);
  const top = given[2]!.points;
  if (top.numerator <= 0) return [];
  return examples.map(([example, counts]) => {
    const points = counts.reduce((sum, count, at) => plus(sum, times(whole(count), given[at]!.points)), whole(0));
    const out_of = times(whole(10), top);
    const ratio = over(points, out_of);
    const too_many = rules.pass.most_at_lowest != null && counts[0]! > rules.pass.most_at_lowest;
    const enough = compared(ratio, rules.pass.least_ratio) >= 0;
    return { example, points, out_of, ratio, passes: enough && !too_many, because: !enough ? 'ratio' : too_many ? 'lowest' : null, lowest: counts[0]!, marks: counts.map((count, at) => ({ label: given[at]!.label, count })) };
  });
}
