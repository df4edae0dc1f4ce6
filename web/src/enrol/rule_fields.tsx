// SPDX-License-Identifier: AGPL-3.0-or-later
// The rules of a rule set, section by section; each section begins with what it means, its present values in the sentence.
import { ActionIcon, Button, MultiSelect, NativeSelect, NumberInput, SegmentedControl, TagsInput, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { FormState } from '../api/form';
import { formatRate } from '../ui/format';
import { Icon } from '../ui/icons';
import { Section } from '../ui/page';
import { useWords } from '../ui/words';
import styles from './enrol.module.css';
import type { Rational, RuleSet } from './queries';
import { parseRational, showRational, whole } from './rational';

export type RuleForm = FormState<{ rules: RuleSet }>;
interface Part { form: RuleForm }

export function RuleFields({ form }: Part) {
  return (
    <>
      <ScaleRules form={form} />
      <WeightRules form={form} />
      <PassRules form={form} />
      <GapRules form={form} />
      <JuryRules form={form} />
      <PartRules form={form} />
      <AfterRules form={form} />
      <RetentionRules form={form} />
    </>
  );
}

/** Typed "1/2", "0,5" or "12"; what is no number is kept on screen and not sent. */
function RationalInput({ form, path, label, description }: { form: RuleForm; path: string; label: string; description?: string }) {
  const { t } = useWords();
  const bound = form.field(`rules/${path}`);
  const value = bound.value as Rational | null | undefined;
  const [typed, setTyped] = useState(value ? showRational(value) : '');
  const read = parseRational(typed);
  const error = bound.error ?? form.text(`rules/${path}/denominator`).error ?? (typed && !read ? t('enrol.rules.not_a_number') : undefined);
  const change = (text: string) => {
    setTyped(text);
    const next = parseRational(text);
    if (next) bound.onChange(next);
  };
  return <TextInput label={label} description={description} value={typed} inputMode="decimal" error={error} onChange={(event) => change(event.currentTarget.value)} />;
}

function Choice({ form, path, label, options, words }: { form: RuleForm; path: string; label: string; options: readonly string[]; words: string }) {
  const { t } = useWords();
  return <NativeSelect label={label} data={options.map((one) => ({ value: one, label: t(`${words}.${one}`) }))} {...form.text(`rules/${path}`)} />;
}

/** Empty: no limit. */
function Count({ form, path, label, description }: { form: RuleForm; path: string; label: string; description?: string }) {
  const bound = form.field(`rules/${path}`);
  return <NumberInput label={label} description={description} min={0} {...bound} value={bound.value ?? ''} onChange={(next) => bound.onChange(next === '' ? null : next)} />;
}

function ScaleRules({ form }: Part) {
  const { t } = useWords();
  const { scale } = form.values.rules;
  const levels = scale.levels;
  const kind = (next: string) => {
    form.set('rules/scale/kind', next);
    if (next === 'marks' && !scale.marks_out_of) form.set('rules/scale', { ...scale, kind: 'marks', marks_out_of: whole(20), marks_step: { numerator: 1, denominator: 2 } });
    if (next === 'levels' && !levels.length) form.set('rules/scale', { ...scale, kind: 'levels', levels: ['NA', 'PA', 'A'].map((code, points) => ({ code, label_fr: t(`enrol.rules.level.${code}`), label_en: code, points: whole(points) })) });
  };
  const renew = (next: RuleSet['scale']['levels']) => form.set('rules/scale/levels', next);
  return (
    <Section title={t('enrol.rules.section.scale')}>
      <p>{scale.kind === 'levels' ? t('enrol.rules.say.levels', { list: levels.map((one) => `${one.label_fr} (${showRational(one.points)})`).join(', ') }) : t('enrol.rules.say.marks', { top: showRational(scale.marks_out_of ?? whole(20)), step: showRational(scale.marks_step ?? whole(1)) })}</p>
      <SegmentedControl aria-label={t('enrol.rules.scale')} value={scale.kind} onChange={kind} data={(['levels', 'marks'] as const).map((one) => ({ value: one, label: t(`enrol.rules.scale_kind.${one}`) }))} />
      {scale.kind === 'marks' ? (
        <div className="two" key="marks">
          <RationalInput form={form} path="scale/marks_out_of" label={t('enrol.rules.field.marks_out_of')} />
          <RationalInput form={form} path="scale/marks_step" label={t('enrol.rules.field.marks_step')} />
        </div>
      ) : (
        <>
          {levels.map((_level, at) => (
            <div className="line" key={`${at}/${levels.length}`}>
              <TextInput label={t('enrol.code')} required maxLength={12} w={90} {...form.text(`rules/scale/levels/${at}/code`)} />
              <TextInput label={t('enrol.rules.field.label_fr')} required maxLength={60} {...form.text(`rules/scale/levels/${at}/label_fr`)} />
              <TextInput label={t('enrol.rules.field.label_en')} required maxLength={60} {...form.text(`rules/scale/levels/${at}/label_en`)} />
              <RationalInput form={form} path={`scale/levels/${at}/points`} label={t('enrol.rules.field.points')} />
              <ActionIcon variant="subtle" color="gray" aria-label={t('enrol.rules.drop_level', { code: levels[at]!.code })} onClick={() => renew(levels.filter((_one, place) => place !== at))}><Icon name="close" /></ActionIcon>
            </div>
          ))}
          <div className="line"><Button variant="default" leftSection={<Icon name="plus" small />} onClick={() => renew([...levels, { code: '', label_fr: '', label_en: '', points: whole(levels.length) }])}>{t('enrol.rules.add_level')}</Button></div>
        </>
      )}
      <Choice form={form} path="remarks" label={t('enrol.rules.field.remarks')} options={['always', 'below_top', 'at_lowest', 'never']} words="enrol.rules.remarks" />
    </Section>
  );
}

function WeightRules({ form }: Part) {
  const { t } = useWords();
  const { weights, eliminatory } = form.values.rules;
  const [code, setCode] = useState('');
  const add = () => {
    const clean = code.trim().toUpperCase();
    if (clean && !(clean in weights)) form.set('rules/weights', { ...weights, [clean]: whole(2) });
    setCode('');
  };
  const eliminating = form.field('rules/eliminatory');
  return (
    <Section title={t('enrol.rules.section.weights')}>
      <p>{Object.keys(weights).length ? t('enrol.rules.say.weights', { list: Object.entries(weights).map(([name, weight]) => `${name} × ${showRational(weight)}`).join(', ') }) : t('enrol.rules.say.no_weights')}{' '}
        {eliminatory.length ? t('enrol.rules.say.eliminatory', { list: eliminatory.join(', ') }) : t('enrol.rules.say.no_eliminatory')}</p>
      {Object.keys(weights).map((name) => (
        <div className="line" key={name}>
          <RationalInput form={form} path={`weights/${name}`} label={t('enrol.rules.field.weight_of', { code: name })} />
          <ActionIcon variant="subtle" color="gray" aria-label={t('enrol.rules.drop_weight', { code: name })} onClick={() => form.set('rules/weights', Object.fromEntries(Object.entries(weights).filter(([one]) => one !== name)))}><Icon name="close" /></ActionIcon>
        </div>
      ))}
      <div className="line">
        <TextInput label={t('enrol.rules.field.weighted')} placeholder="K1.15" value={code} maxLength={12} onChange={(event) => setCode(event.currentTarget.value)} />
        <Button variant="default" disabled={!code.trim()} onClick={add}>{t('enrol.rules.add_weight')}</Button>
      </div>
      <TagsInput label={t('enrol.rules.field.eliminatory')} description={t('enrol.rules.hint.eliminatory')} {...eliminating} />
    </Section>
  );
}

const floor_kinds = ['criterion', 'group', 'part', 'block'] as const;

function PassRules({ form }: Part) {
  const { t, locale } = useWords();
  const { pass } = form.values.rules;
  const floors = pass.floors;
  const renew = (next: RuleSet['pass']['floors']) => form.set('rules/pass/floors', next);
  return (
    <Section title={t('enrol.rules.section.pass')}>
      <p>{t('enrol.rules.say.pass', { ratio: formatRate(pass.least_ratio.numerator, pass.least_ratio.denominator, locale) })}{' '}
        {pass.most_at_lowest != null ? t('enrol.rules.say.most_at_lowest', { n: pass.most_at_lowest }) : ''} {t(`enrol.rules.compensation.${pass.compensation}`)}</p>
      <div className="two">
        <RationalInput form={form} path="pass/least_ratio" label={t('enrol.rules.field.least_ratio')} description={t('enrol.rules.hint.ratio')} />
        <Count form={form} path="pass/most_at_lowest" label={t('enrol.rules.field.most_at_lowest')} description={t('enrol.rules.hint.no_limit')} />
      </div>
      <Choice form={form} path="pass/compensation" label={t('enrol.rules.field.compensation')} options={['none', 'between_blocks']} words="enrol.rules.compensation" />
      {floors.map((_floor, at) => (
        <div className="line" key={`${at}/${floors.length}`}>
          <Choice form={form} path={`pass/floors/${at}/of`} label={t('enrol.rules.field.floor_of')} options={floor_kinds} words="enrol.rules.floor_of" />
          <TextInput label={t('enrol.code')} required placeholder="G1.1, oral, B1" {...form.text(`rules/pass/floors/${at}/code`)} />
          <RationalInput form={form} path={`pass/floors/${at}/least_ratio`} label={t('enrol.rules.field.floor')} />
          <ActionIcon variant="subtle" color="gray" aria-label={t('enrol.rules.drop_floor', { code: floors[at]!.code })} onClick={() => renew(floors.filter((_one, place) => place !== at))}><Icon name="close" /></ActionIcon>
        </div>
      ))}
      <div className="line"><Button variant="default" leftSection={<Icon name="plus" small />} onClick={() => renew([...floors, { of: 'part', code: 'oral', least_ratio: { numerator: 2, denominator: 5 } }])}>{t('enrol.rules.add_floor')}</Button></div>
    </Section>
  );
}

function GapRules({ form }: Part) {
  const { t } = useWords();
  const { gap } = form.values.rules;
  return (
    <Section title={t('enrol.rules.section.gap')}>
      <p>{t('enrol.rules.say.gap', { most: showRational(gap.most), treatment: t(`enrol.rules.gap_within.${gap.within}`) })} {t(`enrol.rules.third_juror.${gap.third_juror}`)}</p>
      <div className="two">
        <RationalInput form={form} path="gap/most" label={t('enrol.rules.field.gap')} description={t('enrol.rules.hint.gap')} />
        <Choice form={form} path="gap/within" label={t('enrol.rules.field.gap_within')} options={['mean', 'lower', 'higher', 'discuss']} words="enrol.rules.gap_within" />
      </div>
      <Choice form={form} path="gap/third_juror" label={t('enrol.rules.field.third_juror')} options={['never', 'may', 'must']} words="enrol.rules.third_juror" />
    </Section>
  );
}

function JuryRules({ form }: Part) {
  const { t, locale } = useWords();
  const { jury, tie } = form.values.rules;
  return (
    <Section title={t('enrol.rules.section.jury')}>
      <p>{t('enrol.rules.say.jury', { size: jury.least_size, qualified: jury.least_qualified, share: formatRate(jury.least_external_share.numerator, jury.least_external_share.denominator, locale) })} {t(`enrol.rules.tie.${tie}`)}</p>
      <div className="two">
        <Count form={form} path="jury/least_size" label={t('enrol.rules.field.least_size')} />
        <Count form={form} path="jury/least_qualified" label={t('enrol.rules.field.least_qualified')} />
      </div>
      <div className="two">
        <RationalInput form={form} path="jury/least_external_share" label={t('enrol.rules.field.least_external_share')} description={t('enrol.rules.hint.ratio')} />
        <Choice form={form} path="jury/women_men" label={t('enrol.rules.field.women_men')} options={['not_asked', 'told', 'required']} words="enrol.rules.women_men" />
      </div>
      <Choice form={form} path="tie" label={t('enrol.rules.field.tie')} options={['president_casts', 'for_the_candidate', 'postponed']} words="enrol.rules.tie" />
    </Section>
  );
}

const exam_parts = ['written', 'oral', 'questionnaire'] as const;

function PartRules({ form }: Part) {
  const { t } = useWords();
  const { parts } = form.values.rules;
  return (
    <Section title={t('enrol.rules.section.parts')}>
      <p>{t('enrol.rules.say.parts')}</p>
      {parts.map((part, at) => <PartFields key={part.block} form={form} at={at} />)}
    </Section>
  );
}

function PartFields({ form, at }: Part & { at: number }) {
  const { t } = useWords();
  const part = form.values.rules.parts[at]!;
  const path = `rules/parts/${at}`;
  const shared = Object.keys(part.shares).length > 0;
  const hold = (held: string[]) => form.set(path, { ...part, held, shares: shared ? Object.fromEntries(held.map((one) => [one, part.shares[one] ?? whole(1)])) : {}, oral_criteria: held.includes('oral') ? part.oral_criteria : [] });
  const share = (next: string) => form.set(`${path}/shares`, next === 'own' ? {} : Object.fromEntries(part.held.map((one) => [one, whole(1)])));
  const held = form.field(`${path}/held`);
  return (
    <fieldset className={`panel stack-tight ${styles.group}`}>
      <legend>{part.block === 'final' ? t('enrol.rules.final') : `${t('enrol.block')} ${part.block}`}</legend>
      <MultiSelect label={t('enrol.rules.field.held')} data={exam_parts.map((one) => ({ value: one, label: t(`enrol.rules.part.${one}`) }))} {...held} value={part.held} onChange={hold} />
      {part.held.length > 1 ? (
        <>
          <NativeSelect label={t('enrol.rules.field.shares')} value={shared ? 'shares' : 'own'} onChange={(event) => share(event.currentTarget.value)} data={[{ value: 'own', label: t('enrol.rules.shares.own') }, { value: 'shares', label: t('enrol.rules.shares.shares') }]} />
          {shared ? <div className="line" key={part.held.join()}>{part.held.map((one) => <RationalInput key={one} form={form} path={`parts/${at}/shares/${one}`} label={t('enrol.rules.field.share_of', { part: t(`enrol.rules.part.${one}`) })} />)}</div> : null}
        </>
      ) : null}
      {part.held.includes('oral') ? (
        <div className="two">
          <Count form={form} path={`parts/${at}/oral_minutes`} label={t('enrol.rules.field.oral_minutes')} />
          <TagsInput label={t('enrol.rules.field.oral_criteria')} description={t('enrol.rules.hint.oral_criteria')} {...form.field(`${path}/oral_criteria`)} />
        </div>
      ) : null}
    </fieldset>
  );
}

function AfterRules({ form }: Part) {
  const { t } = useWords();
  const { delays, resits, questionnaire } = form.values.rules;
  return (
    <>
      <Section title={t('enrol.rules.section.questionnaire')}>
        <p>{t(`enrol.rules.negative.${questionnaire.negative_marking}`)}</p>
        <div className="two">
          <Choice form={form} path="questionnaire/negative_marking" label={t('enrol.rules.field.negative_marking')} options={['none', 'floor_question', 'floor_total']} words="enrol.rules.negative" />
          <RationalInput form={form} path="questionnaire/penalty" label={t('enrol.rules.field.penalty')} description={t('enrol.rules.hint.penalty')} />
        </div>
        <RationalInput form={form} path="questionnaire/weight" label={t('enrol.rules.field.questionnaire_weight')} description={t('enrol.rules.hint.questionnaire_weight')} />
      </Section>
      <Section title={t('enrol.rules.section.resits')}>
        <p>{resits.most_attempts ? t('enrol.rules.say.attempts', { n: resits.most_attempts }) : t('enrol.rules.say.no_attempts')} {t(`enrol.rules.kept.${resits.kept}`)}</p>
        <div className="two">
          <Count form={form} path="resits/most_attempts" label={t('enrol.rules.field.most_attempts')} description={t('enrol.rules.hint.no_limit')} />
          <Count form={form} path="resits/wait_days" label={t('enrol.rules.field.wait_days')} />
        </div>
        <Choice form={form} path="resits/kept" label={t('enrol.rules.field.kept')} options={['last', 'best']} words="enrol.rules.kept" />
        <Count form={form} path="award_months" label={t('enrol.rules.field.award_months')} description={t('enrol.rules.hint.for_ever')} />
      </Section>
      <Section title={t('enrol.rules.section.delays')}>
        <p>{t('enrol.rules.say.delays', { notification: delays.notification.days, appeal: delays.appeal.days, observation: delays.observation.days })}</p>
        {(['notification', 'appeal', 'convocation', 'observation'] as const).map((one) => (
          <div className="two" key={one}>
            <Count form={form} path={`delays/${one}/days`} label={t(`enrol.rules.delay.${one}`)} />
            <TextInput label={t('enrol.rules.field.source')} maxLength={300} {...form.text(`rules/delays/${one}/source`)} />
          </div>
        ))}
      </Section>
    </>
  );
}

function RetentionRules({ form }: Part) {
  const { t } = useWords();
  const { retention } = form.values.rules;
  return (
    <Section title={t('enrol.rules.section.retention')}>
      <p>{t('enrol.rules.say.retention')}</p>
      {retention.map((one, at) => (
        <fieldset className={`panel stack-tight ${styles.group}`} key={one.kind}>
          <legend>{t(`enrol.rules.retained.${one.kind}`)}</legend>
          <div className="two">
            <Count form={form} path={`retention/${at}/months`} label={t('enrol.rules.field.months')} description={t('enrol.rules.hint.for_ever')} />
            <Choice form={form} path={`retention/${at}/from`} label={t('enrol.rules.field.from')} options={['last_session', 'appeal_deadline', 'cdc_accepted', 'recorded']} words="enrol.rules.retained_from" />
          </div>
          <TextInput label={t('enrol.rules.field.source')} maxLength={300} {...form.text(`rules/retention/${at}/source`)} />
        </fieldset>
      ))}
    </Section>
  );
}
