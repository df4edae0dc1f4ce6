// SPDX-License-Identifier: AGPL-3.0-or-later
import { Button, Checkbox, CopyButton, Modal, NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useAct } from '../api/act';
import { Form, useForm } from '../api/form';
import { Loaded } from '../api/loaded';
import { refresh } from '../api/queries';
import { useConfirm } from '../ui/feedback';
import { formatAgo, formatDate, unknown } from '../ui/format';
import { List, type Column } from '../ui/list';
import { Page } from '../ui/page';
import { EmptyState, Note } from '../ui/states';
import { useWords } from '../ui/words';
import { endToken, issueToken, useMe, useTokens, type ApiToken } from './queries';

export default function TokensPage() {
  const { t } = useWords();
  const [making, setMaking] = useState(false);
  const tokens = useTokens();
  const make = <Button onClick={() => setMaking(true)}>{t('identity.tokens.create')}</Button>;
  return (
    <Page title={t('identity.tokens.title')} lead={t('identity.tokens.lead')} actions={make}>
      <Loaded of={tokens}>{({ items }) => <Tokens items={items} />}</Loaded>
      <Modal opened={making} onClose={() => setMaking(false)} title={t('identity.tokens.create')} closeButtonProps={{ 'aria-label': t('ui.close') }}>
        {making ? <NewToken close={() => setMaking(false)} /> : null}
      </Modal>
    </Page>
  );
}

function Tokens({ items }: { items: ApiToken[] }) {
  const { t, locale } = useWords();
  const me = useMe();
  const confirm = useConfirm();
  const [run] = useAct();
  const brandName = (id: string | null) => me.brands.find((brand) => brand.id === id)?.name ?? t('identity.tokens.every_brand');
  const end = async (token: ApiToken) => {
    const yes = await confirm({ title: t('identity.tokens.end_title', { name: token.name }), consequence: t('identity.tokens.end_more'), verb: t('identity.tokens.end'), tone: 'bad' });
    if (yes) await run({ of: token.id, act: () => endToken(token.id), said: t('identity.tokens.ended'), touches: ['tokens'] });
  };
  const columns: Column<ApiToken>[] = [
    { key: 'name', title: t('identity.name'), value: (token) => token.name },
    { key: 'brand', title: t('identity.brand'), value: (token) => brandName(token.brand_id), minor: true },
    { key: 'rights', title: t('identity.tokens.rights'), value: (token) => token.capabilities.map((one) => t(`identity.capabilities.${one}`)).join(', '), minor: true },
    { key: 'used', title: t('identity.tokens.used'), value: (token) => token.last_used_at, show: (token) => (token.last_used_at ? formatAgo(token.last_used_at, locale) : unknown) },
    { key: 'until', title: t('identity.tokens.until'), value: (token) => token.expires_at, show: (token) => formatDate(token.expires_at, locale) },
    { key: 'acts', title: t('identity.acts'), value: () => '', show: (token) => <Button size="compact-sm" variant="default" onClick={() => void end(token)}>{t('identity.tokens.end')}</Button> },
  ];
  return <List name="tokens" label={t('identity.tokens.title')} rows={items} id={(token) => token.id} columns={columns} empty={<EmptyState title={t('identity.tokens.none')}>{t('identity.tokens.none_more')}</EmptyState>} />;
}

function NewToken({ close }: { close: () => void }) {
  const { t } = useWords();
  const me = useMe();
  const [made, setMade] = useState<string | null>(null);
  const form = useForm({
    name: 'token:new',
    initial: { name: '', brand_id: '', days: 90, capabilities: [] as string[] },
    send: (values) => issueToken({ ...values, brand_id: values.brand_id || undefined, days: Number(values.days) }),
    done: (answer) => (setMade(answer.token), void refresh('tokens')),
  });
  if (made) return <Made token={made} close={close} />;
  return (
    <Form form={form} verb={t('identity.tokens.create')} onCancel={close}>
      <TextInput label={t('identity.name')} description={t('identity.tokens.name_more')} required maxLength={80} data-autofocus {...form.text('name')} />
      <NativeSelect label={t('identity.brand')} data={[{ value: '', label: t('identity.tokens.every_brand') }, ...me.brands.map((brand) => ({ value: brand.id, label: brand.name }))]} {...form.text('brand_id')} />
      <NativeSelect label={t('identity.tokens.life')} data={['7', '30', '90', '366'].map((days) => ({ value: days, label: t('identity.tokens.days', { count: Number(days) }) }))} {...form.text('days')} />
      <Checkbox.Group label={t('identity.tokens.rights')} {...form.field('capabilities')}>
        <div className="stack-tight">{me.capabilities.map((one) => <Checkbox key={one} value={one} label={t(`identity.capabilities.${one}`)} />)}</div>
      </Checkbox.Group>
    </Form>
  );
}

function Made({ token, close }: { token: string; close: () => void }) {
  const { t } = useWords();
  return (
    <div className="stack">
      <Note tone="warn">{t('identity.tokens.once')}</Note>
      <TextInput aria-label={t('identity.tokens.title')} readOnly value={token} onFocus={(event) => event.currentTarget.select()} />
      <div className="line">
        <CopyButton value={token}>{({ copied, copy }) => <Button onClick={copy}>{copied ? t('ui.copied') : t('ui.copy')}</Button>}</CopyButton>
        <Button variant="default" onClick={close}>{t('ui.close')}</Button>
      </div>
    </div>
  );
}
