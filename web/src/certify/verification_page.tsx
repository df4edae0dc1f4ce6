// SPDX-License-Identifier: AGPL-3.0-or-later
// Anyone checks here whether a certificate or a badge stands: by the code it carries, or by its file.
import { Button, Textarea, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { wordsOfProblem } from '../api/problem';
import { Outside } from '../identity';
import { useAddress, useGo, useParam } from '../ui/address';
import { FileDrop } from '../ui/file_drop';
import { formatDate, formatMoment } from '../ui/format';
import { ErrorState, Note, Skeleton, type Tone } from '../ui/states';
import { useWords } from '../ui/words';
import { useVerification, verifyFile, type Verification } from './queries';

const most_bytes = 1_000_000;
const tones: Record<string, Tone> = { valid: 'good', suspended: 'warn', expired: 'warn', replaced: 'warn', revoked: 'bad', altered: 'bad', unknown: 'plain' };

export default function VerificationPage() {
  const { t } = useWords();
  const code = useParam('code');
  const [query] = useAddress();
  const found = useVerification(code, query.share);
  return (
    <Outside title={t('certify.verify.title')} lead={t('certify.verify.lead')}>
      {code && found.isPending ? <Skeleton lines={3} /> : null}
      {found.isError ? <ErrorState words={wordsOfProblem(t, found.error)} onRetry={() => void found.refetch()} /> : null}
      {found.data ? <Verdict of={found.data} /> : null}
      <CodeForm />
      <FileForm />
    </Outside>
  );
}

function Verdict({ of }: { of: Verification }) {
  const { t, locale } = useWords();
  return (
    <section className="stack" aria-live="polite" aria-label={t('certify.verify.result')}>
      <Note tone={tones[of.validity] ?? 'plain'}>
        <strong>{t(`certify.verify.validity.${of.validity}`)}</strong>
        <p>{t(`certify.verify.validity_more.${of.validity}`)}</p>
      </Note>
      <dl className="facts">
        {of.kind ? <><dt>{t('certify.verify.what')}</dt><dd>{t(`certify.verify.kind.${of.kind}`)}</dd></> : null}
        {of.certifier ? <><dt>{t('certify.verify.certifier')}</dt><dd>{of.certifier}</dd></> : null}
        <dt>{t('certify.verify.checked')}</dt><dd>{formatMoment(of.checked_at, locale)}</dd>
      </dl>
      {of.shared ? <Shared of={of.shared} /> : of.kind ? <p className="soft">{t('certify.verify.no_more')}</p> : null}
    </section>
  );
}

function Shared({ of }: { of: NonNullable<Verification['shared']> }) {
  const { t, locale } = useWords();
  return (
    <section className="stack">
      <h2>{t('certify.verify.shared')}</h2>
      <dl className="facts">
        <dt>{t('certify.verify.holder')}</dt><dd>{of.holder || t('certify.erased')}</dd>
        <dt>{t('certify.verify.certification')}</dt><dd>{[of.title, of.rncp_number].filter(Boolean).join(' · ')}</dd>
        {of.serial ? <><dt>{t('certify.column.serial')}</dt><dd>{of.serial}</dd></> : null}
        <dt>{t('certify.column.issued')}</dt><dd>{formatDate(of.issued_on, locale)}</dd>
      </dl>
      {of.blocks.length ? <ul>{of.blocks.map((block: { block: string; title: string; awarded_on: string }) => <li key={block.block}>{block.title}, {formatDate(block.awarded_on, locale)}</li>)}</ul> : null}
    </section>
  );
}

function CodeForm() {
  const { t } = useWords();
  const go = useGo();
  const [typed, setTyped] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const code = typed.trim().split('/').pop()?.split('?')[0] ?? '';
    if (code) go(`/verification/${encodeURIComponent(code)}`);
  };
  return (
    <form className="form" onSubmit={submit}>
      <h2>{t('certify.verify.by_code')}</h2>
      <TextInput label={t('certify.verify.code')} description={t('certify.verify.code_more')} value={typed} onChange={(event) => setTyped(event.currentTarget.value)} />
      <div className="line"><Button type="submit" variant="default" disabled={!typed.trim()}>{t('certify.verify.check')}</Button></div>
    </form>
  );
}

function FileForm() {
  const { t } = useWords();
  const [text, setText] = useState('');
  const [state, setState] = useState<{ found?: Verification; refused?: unknown; busy?: true }>({});
  const check = async (event: FormEvent) => {
    event.preventDefault();
    setState({ busy: true });
    setState(await verifyFile(text).then((found) => ({ found }), (refused: unknown) => ({ refused })));
  };
  return (
    <form className="form" onSubmit={(event) => void check(event)}>
      <h2>{t('certify.verify.by_file')}</h2>
      <p className="soft">{t('certify.verify.by_file_more')}</p>
      <FileDrop label={t('certify.verify.file')} accept={['.json', '.jwt', '.txt']} types="JSON, JWT" most_bytes={most_bytes} send={(file) => file.text().then(setText)} />
      <Textarea label={t('certify.verify.content')} value={text} onChange={(event) => setText(event.currentTarget.value)} autosize minRows={3} maxRows={8} />
      <div className="line"><Button type="submit" variant="default" loading={state.busy} disabled={!text.trim()}>{t('certify.verify.check_file')}</Button></div>
      {state.refused ? <Note tone="bad">{wordsOfProblem(t, state.refused)}</Note> : null}
      {state.found ? <Verdict of={state.found} /> : null}
    </form>
  );
}
