// SPDX-License-Identifier: AGPL-3.0-or-later
// The emergency stop: nothing of the brand goes out until a person lets it, who sees what is held.
import { Button, TextInput } from '@mantine/core';
import { Form, useForm } from '../api/form';
import { useMutation } from '../api/mutation';
import { wordsOfProblem } from '../api/problem';
import { refresh } from '../api/queries';
import { useMay } from '../identity';
import { toast, useConfirm } from '../ui/feedback';
import { formatMoment } from '../ui/format';
import { Section } from '../ui/page';
import { Note } from '../ui/states';
import { useWords, useZone } from '../ui/words';
import { freeze, thaw, useFreeze, type Freeze } from './delivery';

export function FreezePanel({ brand }: { brand: string }) {
  const { t } = useWords();
  const may = useMay();
  const found = useFreeze(brand);
  if (!found.data) return null;
  return (
    <Section title={t('publish.freeze.title')}>
      {found.data.frozen ? <Frozen brand={brand} now={found.data} /> : <p className="soft">{t('publish.freeze.running')}</p>}
      {!found.data.frozen && may('publish_now') ? <StopForm brand={brand} /> : null}
    </Section>
  );
}

function Frozen({ brand, now }: { brand: string; now: Freeze }) {
  const { t, locale } = useWords();
  const zone = useZone();
  const may = useMay();
  const confirm = useConfirm();
  const lift = useMutation({
    mutationFn: () => thaw(brand),
    onSuccess: () => (void refresh('freeze', brand), void refresh('publication', brand), toast({ said: t('publish.freeze.thawed') })),
    onError: (error) => toast({ said: wordsOfProblem(t, error), tone: 'bad' }),
  });
  const ask = async () => {
    const sure = await confirm({ title: t('publish.freeze.thaw'), consequence: t('publish.freeze.thaw_more', { count: now.held.length }), verb: t('publish.freeze.thaw') });
    if (sure) lift.mutate();
  };
  return (
    <Note tone="warn">
      <div className="stack-tight">
        <strong>{t('publish.freeze.frozen', { reason: now.reason })}</strong>
        {now.frozen_at && now.frozen_by ? <span className="small">{t('publish.freeze.by', { name: now.frozen_by, when: formatMoment(now.frozen_at, locale, { zone }) })}</span> : null}
        {may('publish_now') ? <div className="line"><Button variant="default" loading={lift.isPending} onClick={() => void ask()}>{t('publish.freeze.thaw')}</Button></div> : null}
      </div>
    </Note>
  );
}

function StopForm({ brand }: { brand: string }) {
  const { t } = useWords();
  const form = useForm({
    name: `freeze:${brand}`,
    initial: { reason: '' },
    send: (values) => freeze(brand, values.reason),
    done: () => (void refresh('freeze', brand), toast({ said: t('publish.freeze.done') })),
  });
  return (
    <Form form={form} verb={t('publish.freeze.verb')}>
      <TextInput label={t('publish.freeze.reason')} maxLength={300} required {...form.text('reason')} />
    </Form>
  );
}
