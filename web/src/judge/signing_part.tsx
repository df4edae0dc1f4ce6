// SPDX-License-Identifier: AGPL-3.0-or-later
// Three ways to sign: by one's name and password, by hand, or by the scan of the signed sheet. By name needs no pointer.
import { Button, NativeSelect, PasswordInput, TextInput } from '@mantine/core';
import { useRef, useState, type PointerEvent } from 'react';
import { useAct } from '../api/act';
import { Form, useForm } from '../api/form';
import { wordsOfProblem } from '../api/problem';
import { refresh } from '../api/queries';
import { useMay, useMe } from '../identity';
import { FileDrop } from '../ui/file_drop';
import { Section } from '../ui/page';
import { useWords } from '../ui/words';
import styles from './judge.module.css';
import { signDrawn, signOnPaper, signTyped, type MinutesSheet } from './queries';

const most_bytes = 20_000_000;

export function SigningPart({ sheet }: { sheet: MinutesSheet }) {
  const { t } = useWords();
  const me = useMe();
  const may = useMay();
  const waiting = sheet.signatures.filter((one) => !one.method);
  const own = waiting.some((one) => one.name === me.name);
  if (!waiting.length) return null;
  return (
    <Section title={t('judge.sign')}>
      {own ? <div className="two"><Typed minutes={sheet.minutes.id} name={me.name} /><Drawn minutes={sheet.minutes.id} /></div> : null}
      {may('preside') ? <OnPaper sheet={sheet} /> : null}
    </Section>
  );
}

function Typed({ minutes, name }: { minutes: string; name: string }) {
  const { t } = useWords();
  const form = useForm({ name: `sign:${minutes}`, initial: { typed: '', password: '' }, secret: ['password'], send: ({ typed, password }) => signTyped(minutes, typed, password), done: () => void refresh('minutes') });
  return (
    <Form form={form} verb={t('judge.sign_typed')}>
      <TextInput label={t('judge.sign_name')} description={name} required maxLength={80} {...form.text('typed')} />
      <PasswordInput label={t('judge.sign_password')} required autoComplete="current-password" {...form.text('password')} />
    </Form>
  );
}

function Drawn({ minutes }: { minutes: string }) {
  const { t } = useWords();
  const pad = useRef<HTMLCanvasElement>(null);
  const [drawn, setDrawn] = useState(false);
  const [run, busy] = useAct();
  const at = (event: PointerEvent<HTMLCanvasElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    return [((event.clientX - box.left) / box.width) * event.currentTarget.width, ((event.clientY - box.top) / box.height) * event.currentTarget.height] as const;
  };
  const start = (event: PointerEvent<HTMLCanvasElement>) => {
    event.currentTarget.setPointerCapture(event.pointerId);
    const pen = pad.current!.getContext('2d')!;
    pen.lineWidth = 3;
    pen.lineCap = 'round';
    pen.beginPath();
    pen.moveTo(...at(event));
  };
  const move = (event: PointerEvent<HTMLCanvasElement>) => {
    if (!event.buttons) return;
    const pen = pad.current!.getContext('2d')!;
    pen.lineTo(...at(event));
    pen.stroke();
    setDrawn(true);
  };
  const clear = () => (pad.current!.getContext('2d')!.clearRect(0, 0, pad.current!.width, pad.current!.height), setDrawn(false));
  const sign = () => pad.current!.toBlob((png) => png && void run({ act: () => signDrawn(minutes, png), touches: ['minutes'] }), 'image/png');
  return (
    <div className="stack">
      <canvas ref={pad} width={900} height={240} className={styles.pad} role="img" aria-label={t('judge.sign_pad')} onPointerDown={start} onPointerMove={move} />
      <span className="line"><Button loading={busy} disabled={!drawn} onClick={sign}>{t('judge.sign_drawn')}</Button><Button variant="default" disabled={!drawn} onClick={clear}>{t('judge.sign_clear')}</Button></span>
    </div>
  );
}

function OnPaper({ sheet }: { sheet: MinutesSheet }) {
  const { t } = useWords();
  const waiting = sheet.signatures.filter((one) => !one.method);
  const [chosen, choose] = useState('');
  const juror = (waiting.find((one) => one.juror === chosen) ?? waiting[0])?.juror ?? '';
  const send = async (file: File, told: (share: number) => void) => {
    try {
      await signOnPaper(sheet.minutes.id, juror, file, told);
      await refresh('minutes');
    } catch (refused) {
      return wordsOfProblem(t, refused);
    }
  };
  return (
    <details>
      <summary>{t('judge.sign_paper')}</summary>
      <div className="form">
        <NativeSelect label={t('judge.signatory')} value={juror} onChange={(event) => choose(event.currentTarget.value)} data={waiting.map((one) => ({ value: one.juror, label: one.name }))} />
        <FileDrop label={t('judge.sign_scan')} accept={['application/pdf', 'image/png', 'image/jpeg']} types="PDF, PNG, JPEG" most_bytes={most_bytes} send={send} />
      </div>
    </details>
  );
}
