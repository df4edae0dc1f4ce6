// SPDX-License-Identifier: AGPL-3.0-or-later
import { NativeSelect, Radio, TextInput } from '@mantine/core';
import { Form, useForm } from '../api/form';
import { refresh } from '../api/queries';
import { toast } from '../ui/feedback';
import { Page } from '../ui/page';
import { useWords } from '../ui/words';
import { currencies, zones } from './places';
import { saveWorkspace, useMe, type Workspace } from './queries';

export default function WorkspacePage() {
  const { t } = useWords();
  const { workspace } = useMe();
  return (
    <Page title={t('identity.workspace.title')}>
      <Settings key={workspace.revision} workspace={workspace} />
    </Page>
  );
}

function Settings({ workspace }: { workspace: Workspace }) {
  const { t } = useWords();
  const { name, locale, zone, currency, approval, revision } = workspace;
  const form = useForm({
    name: 'workspace',
    initial: { name, locale, zone, currency, approval },
    revision,
    send: (values, seen) => saveWorkspace({ ...values, revision: seen }),
    done: () => (toast({ said: t('ui.saving.saved') }), void refresh('me')),
  });
  return (
    <Form form={form} verb={t('ui.save')}>
      <TextInput label={t('identity.name')} required maxLength={80} {...form.text('name')} />
      <NativeSelect label={t('identity.brands.language')} data={[{ value: 'fr', label: 'Français' }, { value: 'en', label: 'English' }]} {...form.text('locale')} />
      <NativeSelect label={t('identity.zone')} data={zones()} {...form.text('zone')} />
      <NativeSelect label={t('identity.currency')} data={currencies} {...form.text('currency')} />
      <Radio.Group label={t('identity.approval.label')} {...form.field('approval')}>
        <div className="stack-tight">
          <Radio value="required" label={t('identity.approval.required')} />
          <Radio value="off" label={t('identity.approval.off')} />
        </div>
      </Radio.Group>
    </Form>
  );
}
