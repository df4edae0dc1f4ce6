// SPDX-License-Identifier: AGPL-3.0-or-later
// Rule sets: lines of versions; begun from one that is offered, or from the last of a line.
import { Button, Modal, NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import { Form, useForm } from '../api/form';
import { Loaded } from '../api/loaded';
import { refresh } from '../api/queries';
import { useGo } from '../ui/address';
import { formatDate } from '../ui/format';
import { List } from '../ui/list';
import { Page } from '../ui/page';
import { Badge, EmptyState } from '../ui/states';
import { useWords } from '../ui/words';
import { openRuleSet, useRuleSets, useShippedRules, type RuleSet, type RuleSetVersion } from './queries';
import { state_tones } from './versions_page';

export default function RuleSetsPage() {
  const { t, locale } = useWords();
  const found = useRuleSets();
  const go = useGo();
  const [opening, setOpening] = useState(false);
  return (
    <Page title={t('enrol.rules.title')} lead={t('enrol.rules.lead')} actions={<Button onClick={() => setOpening(true)}>{t('enrol.rules.open')}</Button>}>
      <Loaded of={found}>
        {({ items }) => (
          <>
            <List name="rule_sets" label={t('enrol.rules.title')} rows={items} id={(one) => one.id} onOpen={(one) => go(`/certifier/reglements/${one.id}`)}
              empty={<EmptyState title={t('enrol.rules.none')} action={<Button onClick={() => setOpening(true)}>{t('enrol.rules.open')}</Button>}>{t('enrol.rules.none_more')}</EmptyState>}
              columns={[
                { key: 'name', title: t('enrol.rules.name'), value: (one) => one.name },
                { key: 'number', title: t('enrol.rules.number'), value: (one) => one.number, number: true },
                { key: 'state', title: t('enrol.state'), value: (one) => t(`enrol.rule_set_state.${one.state}`), show: (one) => <Badge tone={state_tones[one.state]}>{t(`enrol.rule_set_state.${one.state}`)}</Badge> },
                { key: 'scale', title: t('enrol.rules.scale'), value: (one) => t(`enrol.rules.scale_kind.${one.rules.scale.kind}`), minor: true },
                { key: 'force', title: t('enrol.rules.in_force_on'), value: (one) => one.in_force_at ?? '', show: (one) => (one.in_force_at ? formatDate(one.in_force_at, locale) : '–'), minor: true },
              ]} />
            <Modal opened={opening} onClose={() => setOpening(false)} title={t('enrol.rules.open')} closeButtonProps={{ 'aria-label': t('ui.close') }}>
              {opening ? <Opening lines={items} close={() => setOpening(false)} /> : null}
            </Modal>
          </>
        )}
      </Loaded>
    </Page>
  );
}

function Opening({ lines, close }: { lines: RuleSetVersion[]; close: () => void }) {
  const shipped = useShippedRules();
  return <Loaded of={shipped}>{({ items }) => <OpeningForm lines={lines} shipped={items} close={close} />}</Loaded>;
}

function OpeningForm({ lines, shipped, close }: { lines: RuleSetVersion[]; shipped: Record<string, RuleSet>; close: () => void }) {
  const { t } = useWords();
  const go = useGo();
  const form = useForm({
    name: 'enrol_rule_set:new',
    initial: { name: '', from: 'default' },
    send: ({ name, from }) => openRuleSet(name, shipped[from] ?? lines.find((one) => one.id === from)!.rules),
    done: (made) => (void refresh('enrol_rule_set'), close(), go(`/certifier/reglements/${made.id}`)),
  });
  const choose = (from: string) => {
    form.set('from', from);
    const line = lines.find((one) => one.id === from);
    if (line) form.set('name', line.name);
  };
  return (
    <Form form={form} verb={t('enrol.rules.open')} onCancel={close}>
      <NativeSelect label={t('enrol.rules.from')} value={form.values.from} onChange={(event) => choose(event.currentTarget.value)}
        data={[...Object.keys(shipped).map((name) => ({ value: name, label: t(`enrol.rules.shipped.${name}`) })), ...lines.map((one) => ({ value: one.id, label: t('enrol.rules.next_of', { name: one.name, number: one.number }) }))]} />
      <TextInput label={t('enrol.rules.name')} description={t('enrol.rules.name_more')} required maxLength={120} {...form.text('name')} />
    </Form>
  );
}
