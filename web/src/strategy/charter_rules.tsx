// SPDX-License-Identifier: AGPL-3.0-or-later
// The part of the charter that a machine holds every draft to.
import { ActionIcon, Button, NativeSelect, TextInput } from '@mantine/core';
import { WholeInput } from '../ui/figure_input';
import { Icon } from '../ui/icons';
import { LinesInput } from '../ui/lines_input';
import { useWords } from '../ui/words';
import type { CharterText, WritingRules } from './queries';

const addresses = ['tu', 'vous', 'free'] as const;
const registers = ['plain', 'warm', 'expert', 'playful', 'solemn'] as const;
const policies = ['free', 'avoid', 'forbid'] as const;

export function CharterChoices({ text, set }: { text: CharterText; set: (change: Partial<CharterText>) => void }) {
  const { t } = useWords();
  return (
    <div className="line">
      <NativeSelect label={t('strategy.charter.address')} value={text.address} onChange={(event) => set({ address: event.currentTarget.value as CharterText['address'] })} data={addresses.map((value) => ({ value, label: t(`strategy.charter.addresses.${value}`) }))} />
      <NativeSelect label={t('strategy.charter.speech')} value={text.speech} onChange={(event) => set({ speech: event.currentTarget.value as CharterText['speech'] })} data={registers.map((value) => ({ value, label: t(`strategy.charter.registers.${value}`) }))} />
    </div>
  );
}

const limits = ['longest_sentence_words', 'most_emoji', 'most_hashtags'] as const;
const policied = ['hashtags_inside_text', 'capitals', 'bare_links', 'missing_alt_text'] as const;

export function CharterRules({ rules, set }: { rules: WritingRules; set: (rules: WritingRules) => void }) {
  const { t } = useWords();
  const change = (part: Partial<WritingRules>) => set({ ...rules, ...part });
  return (
    <div className="form">
      <div className="line">
        {limits.map((name) => (
          <WholeInput key={name} label={t(`strategy.charter.${name}`)} value={rules[name]}
            onChange={(value) => set(limited(rules, name, value))} />
        ))}
      </div>
      <div className="line">
        {policied.map((name) => (
          <NativeSelect key={name} label={t(`strategy.charter.${name}`)} value={rules[name]} onChange={(event) => change({ [name]: event.currentTarget.value })} data={policies.map((value) => ({ value, label: t(`strategy.charter.policies.${value}`) }))} />
        ))}
      </div>
      <ForbiddenTerms rules={rules} change={change} />
      <LinesInput label={t('strategy.charter.required_terms')} description={t('strategy.one_a_line')} value={rules.required_terms} onChange={(required_terms) => change({ required_terms })} />
      <LinesInput label={t('strategy.charter.allowed_domains')} description={t('strategy.charter.allowed_domains_more')} value={rules.allowed_domains} onChange={(allowed_domains) => change({ allowed_domains })} />
      <TextInput label={t('strategy.charter.legal_mention')} description={t('strategy.charter.legal_mention_more')} maxLength={200} value={rules.legal_mention} onChange={(event) => change({ legal_mention: event.currentTarget.value })} />
    </div>
  );
}

/** No limit is an absent one. */
function limited(rules: WritingRules, name: (typeof limits)[number], value: number | null): WritingRules {
  const { [name]: _, ...rest } = rules;
  return value === null ? (rest as WritingRules) : { ...rest, [name]: value } as WritingRules;
}

function ForbiddenTerms({ rules, change }: { rules: WritingRules; change: (part: Partial<WritingRules>) => void }) {
  const { t } = useWords();
  const terms = rules.forbidden_terms;
  const put = (place: number, part: object) => change({ forbidden_terms: terms.map((one, at) => (at === place ? { ...one, ...part } : one)) });
  return (
    <fieldset className="stack-tight" style={{ border: 0, padding: 0, margin: 0 }}>
      <legend>{t('strategy.charter.forbidden_terms')}</legend>
      {terms.map((one, place) => (
        <div key={place} className="line">
          <TextInput aria-label={t('strategy.charter.term')} placeholder={t('strategy.charter.term')} maxLength={80} value={one.term} onChange={(event) => put(place, { term: event.currentTarget.value })} />
          <TextInput aria-label={t('strategy.charter.instead')} placeholder={t('strategy.charter.instead')} maxLength={80} value={one.replacement} onChange={(event) => put(place, { replacement: event.currentTarget.value })} />
          <ActionIcon variant="subtle" color="gray" aria-label={t('strategy.charter.drop_term', { term: one.term })} onClick={() => change({ forbidden_terms: terms.filter((_, at) => at !== place) })}><Icon name="close" /></ActionIcon>
        </div>
      ))}
      <div><Button variant="default" leftSection={<Icon name="plus" small />} onClick={() => change({ forbidden_terms: [...terms, { term: '', replacement: '' }] })}>{t('strategy.charter.add_term')}</Button></div>
    </fieldset>
  );
}
