// SPDX-License-Identifier: AGPL-3.0-or-later
// The candidate's dossier: the case, what is expected by deliverable, what is handed in, what time is left, the deposit.
import { Button, Checkbox, NativeSelect } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useAct } from '../api/act';
import { get } from '../api/client';
import { Loaded } from '../api/loaded';
import { wordsOfProblem } from '../api/problem';
import { refresh } from '../api/queries';
import { useParam } from '../ui/address';
import { download } from '../ui/download';
import { useConfirm } from '../ui/feedback';
import { FileDrop } from '../ui/file_drop';
import { formatBytes, formatMoment, formatNumber } from '../ui/format';
import { Page, Section } from '../ui/page';
import { Badge, Note } from '../ui/states';
import { useWords } from '../ui/words';
import { Countdown } from './countdown';
import { accepted, mostBytes } from './files';
import { deposit, freezeWork, handIn, live_kinds, takeBack, useMyExam, type LiveKind, type MyExamSheet, type Piece } from './exam_queries';

export default function MyExamPage() {
  const id = useParam('session');
  const found = useMyExam(id);
  return <Loaded page of={found}>{(sheet) => <Dossier sheet={sheet} came={found.dataUpdatedAt} />}</Loaded>;
}

function Dossier({ sheet, came }: { sheet: MyExamSheet; came: number }) {
  const { t, locale } = useWords();
  const { exam } = sheet;
  const zone = { zone: exam.zone };
  const until = exam.late_until ?? exam.deadline;
  const running = exam.state === 'open' && exam.now >= exam.opens_at && exam.now <= until;
  return (
    <Page title={exam.title} lead={t('examine.exam_when', { opens: formatMoment(exam.opens_at, locale, zone), deadline: formatMoment(exam.deadline, locale, zone), zone: exam.zone })}
      actions={running ? <Deposit sheet={sheet} /> : <Badge>{t(`examine.state.${exam.state}`)}</Badge>}>
      <p>{t('examine.your_number')} <code>{exam.pseudonym}</code>. {t('examine.your_number_more')}</p>
      {running ? <Note>{t('examine.time_left')} <Countdown until={until} now={exam.now} came={came} /></Note> : null}
      {sheet.brief ? <Case sheet={sheet} /> : <Note>{t('examine.case_later')}</Note>}
      {sheet.expected.map((one) => <Deliverable key={one.code} sheet={sheet} code={one.code} name={one.name} running={running} />)}
      <Attempts sheet={sheet} />
    </Page>
  );
}

function Case({ sheet }: { sheet: MyExamSheet }) {
  const { t, locale } = useWords();
  return (
    <Section title={t('examine.case_of', { title: sheet.case_title })} actions={sheet.brand_id ? <Link to={`/b/${sheet.brand_id}/comprendre/briefs` as never}>{t('examine.to_sandbox')}</Link> : null}>
      <p style={{ whiteSpace: 'pre-wrap' }}>{sheet.brief}</p>
      {sheet.brand_id ? <p className="soft">{t('examine.sandbox_more')}</p> : null}
      {sheet.documents.length === 0 ? null : <ul className="stack-tight">{sheet.documents.map((one) => <li key={one.sha256}><a href={`/api/my-exams/${sheet.exam.session_id}/documents/${one.sha256}`}>{one.name}</a> <span className="soft">{formatBytes(one.bytes, locale)}</span></li>)}</ul>}
    </Section>
  );
}

function Deliverable({ sheet, code, name, running }: { sheet: MyExamSheet; code: string; name: string; running: boolean }) {
  const { t, locale } = useWords();
  const pieces = sheet.pieces.filter((one) => one.piece.deliverable === code);
  const [run] = useAct();
  const session = sheet.exam.session_id;
  return (
    <Section title={`${code} · ${name}`} actions={<Badge tone={pieces.length > 0 ? 'good' : 'warn'}>{pieces.length > 0 ? t('examine.handed', { count: pieces.length, number: formatNumber(pieces.length, locale) }) : t('examine.expected')}</Badge>}>
      {pieces.length === 0 ? null : <ul className="stack-tight">
        {pieces.map(({ piece, given }) => (
          <li key={piece.id} className="line">
            <PieceLinks session={session} piece={piece} given={given} />
            {running ? <Button size="xs" variant="subtle" onClick={() => void run({ of: piece.id, act: () => takeBack(session, piece.id), touches: ['my_exam'] })}>{t('examine.take_back', { name: piece.live ? t(`examine.live.${piece.live}`) : given })}</Button> : null}
          </li>
        ))}
      </ul>}
      {running ? <HandIn sheet={sheet} code={code} /> : null}
    </Section>
  );
}

function PieceLinks({ session, piece, given }: { session: string; piece: Piece; given: string }) {
  const { t, locale } = useWords();
  const base = `/api/my-exams/${session}/pieces/${piece.id}`;
  return (
    <span>
      <a href={`${base}/file`}>{piece.live ? t(`examine.live.${piece.live}`) : given}</a>{' '}
      {piece.print_sha256 ? <><a href={`${base}/print?locale=${locale}`}>PDF</a>{' '}</> : null}
      <span className="soft">{t(`examine.piece.${piece.kind}`)} · {piece.name} · {formatBytes(piece.bytes, locale)}{piece.traits.map((one) => ` · ${t(`examine.trait.${one}`)}`)}</span>
    </span>
  );
}

function HandIn({ sheet, code }: { sheet: MyExamSheet; code: string }) {
  const { t } = useWords();
  const session = sheet.exam.session_id;
  const [kind, setKind] = useState<LiveKind>('charter');
  const [sort, setSort] = useState<'' | 'original' | 'retouched'>('');
  const originals = sheet.pieces.filter(({ piece }) => piece.kind === 'original');
  const [original, setOriginal] = useState('');
  const [traits, setTraits] = useState<string[]>([]);
  const [run, busy] = useAct();
  const send = (file: File, told: (share: number) => void) =>
    handIn(session, { deliverable: code, kind: sort || undefined, original: sort === 'retouched' ? original || originals[0]?.piece.id : undefined, traits }, file, told)
      .then(() => void refresh('my_exam'), (refused: unknown) => wordsOfProblem(t, refused));
  return (
    <details>
      <summary>{t('examine.hand_in', { code })}</summary>
      <div className="stack">
        {sheet.brand_id ? (
          <div className="line">
            <NativeSelect label={t('examine.live_choice')} value={kind} onChange={(event) => setKind(event.currentTarget.value as LiveKind)} data={live_kinds.map((one) => ({ value: one, label: t(`examine.live.${one}`) }))} />
            <Button variant="default" loading={busy} onClick={() => void run({ act: () => freezeWork(session, code, kind), said: t('examine.frozen'), touches: ['my_exam'] })}>{t('examine.freeze')}</Button>
          </div>
        ) : null}
        <NativeSelect label={t('examine.sort')} value={sort} onChange={(event) => setSort(event.currentTarget.value as typeof sort)} data={[{ value: '', label: t('examine.piece.upload') }, { value: 'original', label: t('examine.piece.original') }, { value: 'retouched', label: t('examine.piece.retouched') }]} />
        {sort === 'retouched' ? <NativeSelect label={t('examine.original_of')} value={original} onChange={(event) => setOriginal(event.currentTarget.value)} data={originals.map(({ piece, given }) => ({ value: piece.id, label: given }))} /> : null}
        <Checkbox.Group label={t('examine.traits')} value={traits} onChange={setTraits}>
          <div className="line">{['voice', 'face'].map((one) => <Checkbox key={one} value={one} label={t(`examine.trait.${one}`)} />)}</div>
        </Checkbox.Group>
        <FileDrop label={t('examine.add_file', { code })} accept={accepted} types={t('examine.file_types')} most_bytes={mostBytes} send={send} several />
      </div>
    </details>
  );
}

function Deposit({ sheet }: { sheet: MyExamSheet }) {
  const { t } = useWords();
  const confirm = useConfirm();
  const [run, busy] = useAct();
  const lacking = sheet.expected.filter((one) => one.pieces === 0).map((one) => one.code);
  const act = async () => {
    const consequence = lacking.length > 0 ? t('examine.deposit_lacking', { codes: lacking.join(', ') }) : t('examine.deposit_more');
    if (!(await confirm({ title: t('examine.deposit'), consequence, verb: t('examine.deposit') }))) return;
    void run({ act: () => deposit(sheet.exam.session_id), said: t('examine.deposited'), touches: ['my_exam'] });
  };
  return <Button loading={busy} disabled={sheet.pieces.length === 0} onClick={() => void act()}>{t('examine.deposit')}</Button>;
}

function Attempts({ sheet }: { sheet: MyExamSheet }) {
  const { t, locale } = useWords();
  const [run] = useAct();
  const session = sheet.exam.session_id;
  if (sheet.attempts.length === 0) return null;
  const save = async (submission: string, attempt: number) => {
    const receipt = await get<unknown>('/api/my-exams/{session}/deposits/{submission}/receipt', { session, submission });
    download(`recepisse-${sheet.exam.pseudonym}-${attempt}.json`, JSON.stringify(receipt, null, 2), 'application/json');
  };
  return (
    <Section title={t('examine.attempts')} actions={<Button variant="default" onClick={() => window.print()}>{t('examine.print')}</Button>}>
      <p className="soft">{t('examine.receipt_more')} <a href="/verify_receipt.html">{t('examine.verify')}</a></p>
      <ol className="stack">
        {sheet.attempts.map((one) => (
          <li key={one.id}>
            {formatMoment(one.deposited_at, locale, { zone: sheet.exam.zone })} · {t(`examine.submission.${one.state}`)}{' '}
            <Button size="xs" variant="subtle" onClick={() => void run({ of: one.id, act: () => save(one.id, one.attempt) })}>{t('examine.receipt', { number: one.attempt })}</Button>
            <div className="soft" style={{ overflowWrap: 'anywhere' }}>SHA-256 <code>{one.sha256}</code></div>
          </li>
        ))}
      </ol>
    </Section>
  );
}
