// SPDX-License-Identifier: AGPL-3.0-or-later
// Three questions to someone who was certified, by the link of their mail; no account, no name.
import { Button, Radio } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useAct } from '../api/act';
import { Form, useForm } from '../api/form';
import { Loaded } from '../api/loaded';
import { refresh } from '../api/queries';
import { Outside } from '../identity';
import { useParam } from '../ui/address';
import { Note } from '../ui/states';
import { useWords } from '../ui/words';
import { answerFollowUp, followUp, refuseFollowUp } from './queries';

const questions = {
  situation: ['employed', 'self_employed', 'work_study', 'training', 'seeking', 'other'],
  job: ['targeted', 'another', 'none'],
  contract: ['permanent', 'fixed_term', 'freelance', 'apprenticeship', 'other', 'none'],
};

export default function FollowUpPage() {
  const { t } = useWords();
  const token = useParam('token');
  const found = useQuery({ queryKey: ['follow_up', token], queryFn: () => followUp(token) });
  return (
    <Outside title={t('certify.follow_up.title')} lead={found.data ? t('certify.follow_up.lead', { certification: found.data.title, months: found.data.months }) : ''}>
      <Loaded of={found}>{({ state }) => <Asked state={state} token={token} />}</Loaded>
    </Outside>
  );
}

function Asked({ state, token }: { state: string; token: string }) {
  if (state === 'closed' || state === 'refused') return <Thanks state={state} />;
  return (
    <>
      {state === 'answered' ? <Thanks state={state} /> : null}
      <Answer token={token} />
      <Refuse token={token} />
    </>
  );
}

/** Above what was just pressed, and on a phone out of sight: it is brought to whoever answered. */
function Thanks({ state }: { state: string }) {
  const { t } = useWords();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => void box.current?.focus(), []);
  return <div ref={box} role="status" tabIndex={-1}><Note tone="good">{t(`certify.follow_up.${state}`)}</Note></div>;
}

function Answer({ token }: { token: string }) {
  const { t } = useWords();
  const form = useForm({
    name: `certify:follow_up:${token}`,
    initial: { situation: '', job: '', contract: '' },
    send: (values) => answerFollowUp(token, values),
    done: () => void refresh('follow_up'),
  });
  return (
    <Form form={form} verb={t('certify.follow_up.send')}>
      {Object.entries(questions).map(([name, values]) => (
        <Radio.Group key={name} name={name} label={t(`certify.follow_up.${name}`)} required {...form.field(name)}>
          <div className="stack">{values.map((value) => <Radio key={value} value={value} label={t(`certify.follow_up.${name}s.${value}`)} />)}</div>
        </Radio.Group>
      ))}
    </Form>
  );
}

function Refuse({ token }: { token: string }) {
  const { t } = useWords();
  const [run, busy] = useAct();
  return (
    <section className="stack">
      <p className="soft">{t('certify.follow_up.refuse_more')}</p>
      <div className="line"><Button variant="default" loading={busy} onClick={() => void run({ act: () => refuseFollowUp(token), touches: ['follow_up'] })}>{t('certify.follow_up.refuse')}</Button></div>
    </section>
  );
}
