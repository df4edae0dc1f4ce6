// SPDX-License-Identifier: AGPL-3.0-or-later
// An act that wants words: a motive, findings, observations. What is typed survives a refusal.
import { Modal, Textarea } from '@mantine/core';
import { useState } from 'react';
import { Form, useForm } from '../api/form';
import { refresh } from '../api/queries';
import { toast } from '../ui/feedback';
import { useWords } from '../ui/words';

export interface Question {
  /** What is done and to what, "revoke:<id>": its words are kept under that name, for that one alone. */
  about: string;
  title: string;
  verb: string;
  label?: string;
  more?: string;
  send: (words: string) => Promise<unknown>;
  touches: string[];
}

export function useAsking() {
  const [question, ask] = useState<Question | null>(null);
  return { question, ask: ask as (question: Question) => void, close: () => ask(null) };
}

export function Asking({ of }: { of: ReturnType<typeof useAsking> }) {
  const { t } = useWords();
  return (
    <Modal opened={of.question !== null} onClose={of.close} title={of.question?.title} closeButtonProps={{ 'aria-label': t('ui.close') }}>
      {of.question ? <Words question={of.question} close={of.close} /> : null}
    </Modal>
  );
}

function Words({ question, close }: { question: Question; close: () => void }) {
  const { t } = useWords();
  const form = useForm({
    name: `certify:${question.about}`,
    initial: { words: '' },
    send: ({ words }) => question.send(words),
    done: () => (question.touches.forEach((kind) => void refresh(kind)), toast({ said: t('certify.done') }), close()),
  });
  return (
    <Form form={form} verb={question.verb} onCancel={close}>
      <Textarea label={question.label ?? t('certify.column.motive')} description={question.more} required autosize minRows={3} maxLength={4000} data-autofocus {...form.text('words')} />
    </Form>
  );
}
