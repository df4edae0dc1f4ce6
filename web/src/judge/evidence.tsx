// SPDX-License-Identifier: AGPL-3.0-or-later
// What the candidate handed in, anonymised: one piece shown at a time, any other one click or key away.
import { Button, NativeSelect } from '@mantine/core';
import { useEffect, useState } from 'react';
import { Loaded } from '../api/loaded';
import { formatBytes } from '../ui/format';
import { Badge, EmptyState } from '../ui/states';
import { useWords } from '../ui/words';
import styles from './judge.module.css';
import { pieceAddress, usePieceText, type MarkingSheet, type Piece } from './queries';

const most_text = 1_000_000; // bytes: a longer text is opened apart
const asked = 'parvis:show-piece';
/** Shows a piece in the evidence beside, from wherever it is named. */
export const showPiece = (piece: string) => window.dispatchEvent(new CustomEvent(asked, { detail: piece }));

export function Evidence({ sheet }: { sheet: Pick<MarkingSheet, 'session_id' | 'pieces'> }) {
  const { t } = useWords();
  const [chosen, choose] = useState(sheet.pieces[0]?.piece_id ?? '');
  useEffect(() => {
    const show = (event: Event) => choose((event as CustomEvent<string>).detail);
    window.addEventListener(asked, show);
    return () => window.removeEventListener(asked, show);
  }, []);
  const piece = sheet.pieces.find((one) => one.piece_id === chosen) ?? sheet.pieces[0];
  const place = piece ? sheet.pieces.indexOf(piece) : 0;
  return (
    <section className={styles.evidence} aria-label={t('judge.evidence')}>
      <h2>{t('judge.evidence')}</h2>
      {piece ? (
        <>
          <div className={styles.pieces}>
            <NativeSelect label={t('judge.piece')} value={piece.piece_id} onChange={(event) => choose(event.currentTarget.value)}
              data={sheet.pieces.map((one, at) => ({ value: one.piece_id, label: `${at + 1}/${sheet.pieces.length} · ${one.deliverable} · ${one.live ? t(`judge.live.${one.live}`) : one.name}` }))} />
            <Button variant="default" disabled={place === 0} onClick={() => choose(sheet.pieces[place - 1]!.piece_id)} aria-label={t('judge.piece_before')}>‹</Button>
            <Button variant="default" disabled={place === sheet.pieces.length - 1} onClick={() => choose(sheet.pieces[place + 1]!.piece_id)} aria-label={t('judge.piece_after')}>›</Button>
          </div>
          <Shown session={sheet.session_id} piece={piece} />
        </>
      ) : <EmptyState title={t('judge.no_piece')} />}
    </section>
  );
}

function Shown({ session, piece }: { session: string; piece: Piece }) {
  const { t, locale } = useWords();
  const address = pieceAddress(session, piece, locale);
  const pdf = piece.print_sha256 || piece.media_type === 'application/pdf';
  const view = piece.media_type.startsWith('image/') ? <img className={styles.viewer} src={address} alt={piece.name} />
    : piece.media_type.startsWith('video/') ? <video className={styles.viewer} src={address} controls />
    : piece.media_type.startsWith('audio/') ? <audio src={address} controls />
    : pdf ? <iframe className={styles.viewer} src={`${address}#navpanes=0&view=FitH`} title={piece.name} />
    : piece.media_type.startsWith('text/') && piece.bytes <= most_text ? <Written address={address} name={piece.name} /> : null;
  return (
    <>
      <div className="line">
        <a href={address} target="_blank" rel="noopener">{t('judge.open_piece')}</a>
        <span className="small soft">{formatBytes(piece.bytes, locale)}</span>
        {piece.traits.map((trait) => <Badge key={trait} tone="warn">{t(`judge.trait.${trait}`)}</Badge>)}
      </div>
      {view ?? <p className="soft">{t('judge.not_shown_here')}</p>}
    </>
  );
}

function Written({ address, name }: { address: string; name: string }) {
  return <Loaded of={usePieceText(address)}>{(text) => <pre className={`${styles.viewer} ${styles.written}`} role="region" tabIndex={0} aria-label={name}>{text}</pre>}</Loaded>;
}
