// SPDX-License-Identifier: AGPL-3.0-or-later
// One version of a rule set: each rule said in plain words, and beside it what it does to four candidates.
import { Button } from '@mantine/core';
import { useAct } from '../api/act';
import { Form, useForm } from '../api/form';
import { Loaded } from '../api/loaded';
import { refresh } from '../api/queries';
import { useParam } from '../ui/address';
import { toast, useConfirm } from '../ui/feedback';
import { formatDate, formatRate } from '../ui/format';
import { Go, Page, Section } from '../ui/page';
import { Badge, Note } from '../ui/states';
import { useWords } from '../ui/words';
import styles from './enrol.module.css';
import { putInForce, retireRuleSet, saveRuleSet, useRuleSet, type RuleSet, type RuleSetVersion } from './queries';
import { showRational } from './rational';
import { effectsOf } from './rule_effects';
import { RuleFields } from './rule_fields';
import { state_tones } from './versions_page';

export default function RuleSetPage() {
  const found = useRuleSet(useParam('rules'));
  return <Loaded page of={found}>{(version) => <RuleSetView key={version.revision} version={version} />}</Loaded>;
}

function RuleSetView({ version }: { version: RuleSetVersion }) {
  const { t, locale } = useWords();
  const form = useForm({
    name: `enrol_rule_set:${version.id}:${version.revision}`,
    initial: { rules: version.rules },
    send: ({ rules }) => saveRuleSet(version.id, rules, version.revision),
    done: () => (void refresh('enrol_rule_set'), toast({ said: t('enrol.saved') })),
  });
  const draft = version.state === 'draft';
  const lead = (
    <span className="line">
      <Badge tone={state_tones[version.state]}>{t(`enrol.rule_set_state.${version.state}`)}</Badge>
      {version.in_force_at ? <span>{t('enrol.rules.since', { date: formatDate(version.in_force_at, locale) })}</span> : null}
      <Go to="/certifier/reglements">{t('enrol.rules.all')}</Go>
    </span>
  );
  return (
    <Page title={t('enrol.rules.version_of', { name: version.name, number: version.number })} lead={lead} actions={<Acts version={version} />}>
      {draft ? null : <Note>{t('enrol.rules.fixed')}</Note>}
      <Effects rules={form.values.rules} />
      {draft ? <Form form={form} verb={t('enrol.save')}><RuleFields form={form} /></Form> : <fieldset disabled style={{ border: 0, padding: 0, margin: 0, minWidth: 0 }}><RuleFields form={form} /></fieldset>}
    </Page>
  );
}

function Acts({ version }: { version: RuleSetVersion }) {
  const { t } = useWords();
  const confirm = useConfirm();
  const [run, busy] = useAct();
  const touches = ['enrol_rule_set'];
  const force = async () => {
    if (await confirm({ title: t('enrol.rules.force_title', { name: version.name, number: version.number }), consequence: t('enrol.rules.force_more'), verb: t('enrol.rules.force') })) await run({ of: version.id, act: () => putInForce(version.id), said: t('enrol.rules.forced'), touches });
  };
  const retire = async () => {
    if (await confirm({ title: t('enrol.rules.retire_title', { name: version.name }), consequence: t('enrol.rules.retire_more'), verb: t('enrol.rules.retire'), tone: 'bad' })) await run({ of: version.id, act: () => retireRuleSet(version.id), said: t('enrol.rules.retired'), touches });
  };
  if (version.state === 'draft') return <Button loading={busy} onClick={() => void force()}>{t('enrol.rules.force')}</Button>;
  return version.state === 'in_force' ? <Button variant="default" loading={busy} onClick={() => void retire()}>{t('enrol.rules.retire')}</Button> : null;
}

function Effects({ rules }: { rules: RuleSet }) {
  const { t, locale } = useWords();
  return (
    <Section title={t('enrol.rules.effects')}>
      <p className="soft">{t('enrol.rules.effects_more')}</p>
      <div style={{ overflowX: 'auto' }} tabIndex={0} role="group" aria-label={t('enrol.rules.effects')}>
        <table className={styles.table} aria-live="polite">
          <thead><tr><th>{t('enrol.rules.effect.candidate')}</th><th>{t('enrol.rules.effect.given')}</th><th>{t('enrol.rules.effect.points')}</th><th>{t('enrol.rules.effect.ratio')}</th><th>{t('enrol.rules.effect.verdict')}</th></tr></thead>
          <tbody>
            {effectsOf(rules, locale).map((one) => (
              <tr key={one.example}>
                <th scope="row">{t(`enrol.rules.example.${one.example}`)}</th>
                <td>{one.marks.map((mark) => `${mark.count} × ${mark.label}`).join(', ')}</td>
                <td>{t('enrol.rules.effect.of', { points: showRational(one.points), out_of: showRational(one.out_of) })}</td>
                <td>{formatRate(one.ratio.numerator, one.ratio.denominator, locale)}</td>
                <td><Badge tone={one.passes ? 'good' : 'bad'}>{one.passes ? t('enrol.rules.effect.passes') : t(`enrol.rules.effect.fails_${one.because ?? 'ratio'}`)}</Badge></td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Section>
  );
}
