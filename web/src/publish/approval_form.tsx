// SPDX-License-Identifier: AGPL-3.0-or-later
// Asks a client to approve what waits: one link by mail, shown here too, to be sent by other means.
import { CopyButton, Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { Form, useForm } from '../api/form';
import { refresh } from '../api/queries';
import { WholeInput } from '../ui/figure_input';
import { formatMoment } from '../ui/format';
import { PublicAddressNote, useMay } from '../identity';
import { useWords, useZone } from '../ui/words';
import { askApproval, useMailState, type Asked } from './calendar';

interface Parts { brand: string; title: string; publications: string[]; close: () => void }

export function ApprovalForm({ brand, title, publications, close }: Parts) {
  const { t, locale } = useWords();
  const zone = useZone();
  const may = useMay();
  const [asked, setAsked] = useState<Asked | null>(null);
  const form = useForm({
    name: `approval:new:${brand}`,
    initial: { title, recipient: '', substitute: '', days: 7 },
    send: (values) => askApproval(brand, { ...values, substitute: values.substitute || null, publications }),
    done: (made) => (void refresh('approval', brand), setAsked(made)),
  });
  const mail = useMailState(asked?.mailed && may('manage_people') ? asked.link : undefined);
  const stands = asked?.mailed ? (mail === 'kept' ? 'kept' : 'sent') : 'not_mailed';
  if (asked) {
    return (
      <div className="stack">
        <PublicAddressNote />
        <p role="status">{t(`publish.approval.${stands}`, { day: formatMoment(asked.expires_at, locale, { zone }) })}</p>
        <TextInput label={t('publish.approval.link')} value={asked.link} readOnly onFocus={(event) => event.currentTarget.select()} />
        <div className="line">
          <CopyButton value={asked.link}>{({ copied, copy }) => <Button onClick={copy}>{t(copied ? 'publish.approval.copied' : 'publish.approval.copy')}</Button>}</CopyButton>
          <Button variant="default" onClick={close}>{t('ui.close')}</Button>
        </div>
      </div>
    );
  }
  return (
    <Form form={form} verb={t('publish.approval.send')} onCancel={close}>
      <PublicAddressNote />
      <p className="soft">{t('publish.approval.lead', { count: publications.length })}</p>
      <TextInput label={t('publish.approval.title')} required maxLength={120} {...form.text('title')} />
      <TextInput label={t('publish.approval.recipient')} type="email" required {...form.text('recipient')} />
      <TextInput label={t('publish.approval.substitute')} description={t('publish.approval.substitute_more')} type="email" {...form.text('substitute')} />
      <WholeInput label={t('publish.approval.days')} min={1} max={60} {...form.field('days')} />
    </Form>
  );
}
