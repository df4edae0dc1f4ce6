// SPDX-License-Identifier: AGPL-3.0-or-later
// What only a person can say: whether a post in doubt is there, and where a post made by hand is.
import { Button, CopyButton, TextInput } from '@mantine/core';
import { Form, useForm } from '../api/form';
import { useMutation } from '../api/mutation';
import { wordsOfProblem } from '../api/problem';
import { refresh } from '../api/queries';
import { toast } from '../ui/feedback';
import { Section } from '../ui/page';
import { isWebAddress } from '../ui/web_address';
import { useWords } from '../ui/words';
import { declare, settle, type Sheet } from './delivery';

interface Parts {
  brand: string;
  id: string;
  sheet: Sheet;
}

function useDone(brand: string): (said: string) => void {
  return (said) => (void refresh('publication', brand), toast({ said }));
}

export function Question({ brand, id, sheet }: Parts) {
  const { t } = useWords();
  const done = useDone(brand);
  const form = useForm({ name: `settle:${id}`, initial: { url: '' }, send: ({ url }) => settle(brand, id, { seen: 'live', url: url || undefined }), done: () => done(t('publish.detail.settled')) });
  const absent = useMutation({
    mutationFn: () => settle(brand, id, { seen: 'absent' }),
    onSuccess: () => done(t('publish.detail.settled')),
    onError: (error) => toast({ said: wordsOfProblem(t, error), tone: 'bad' }),
  });
  const no = <Button variant="default" loading={absent.isPending} onClick={() => absent.mutate()}>{t('publish.detail.no')}</Button>;
  return (
    <Section title={t('publish.detail.question')}>
      <div className="panel stack">
        <p>{t('publish.detail.question_more')}</p>
        {isWebAddress(sheet.profile_url) ? <a href={sheet.profile_url} target="_blank" rel="noreferrer">{t('publish.detail.profile')}</a> : null}
        <Form form={form} verb={t('publish.detail.yes')} beside={no}>
          <TextInput label={t('publish.detail.url')} inputMode="url" {...form.text('url')} />
        </Form>
      </div>
    </Section>
  );
}

export function ByHand({ brand, id, sheet }: Parts) {
  const { t } = useWords();
  const done = useDone(brand);
  const form = useForm({ name: `declare:${id}`, initial: { url: '' }, send: ({ url }) => declare(brand, id, url), done: () => done(t('publish.detail.declared_done')) });
  return (
    <Section title={t('publish.detail.by_hand')}>
      <div className="panel stack">
        <p>{t('publish.detail.by_hand_more')}</p>
        <div className="line">
          <CopyButton value={sheet.post.text}>{({ copied, copy }) => <Button variant="default" onClick={copy}>{t(copied ? 'publish.detail.copied' : 'publish.detail.copy')}</Button>}</CopyButton>
          {isWebAddress(sheet.profile_url) ? <a href={sheet.profile_url} target="_blank" rel="noreferrer">{t('publish.detail.profile')}</a> : null}
        </div>
        <Form form={form} verb={t('publish.detail.declare')}>
          <TextInput label={t('publish.detail.url')} required inputMode="url" {...form.text('url')} />
        </Form>
      </div>
    </Section>
  );
}
