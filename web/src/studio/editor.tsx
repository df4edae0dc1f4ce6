// SPDX-License-Identifier: AGPL-3.0-or-later
// A textarea whose remarks are underlined. The underlines are drawn behind it by the same text in the same type; the
// textarea stays a plain one for keyboards, screen readers and the browser's own tools.
//
// Keys: Alt+Down and Alt+Up go from remark to remark, Alt+Enter puts right the one at the caret.
import { useId, useRef, type KeyboardEvent, type RefObject } from 'react';
import { useWords } from '../ui/words';
import styles from './studio.module.css';
import { nextAfter, pieces } from './spans';
import type { Remark } from './use_verdict';

interface EditorParts {
  label: string;
  value: string;
  onChange: (value: string) => void;
  remarks: Remark[];
  onFix: (remark: Remark) => void;
  box: RefObject<HTMLTextAreaElement | null>;
  language: string;
}

/** The remark at the caret, else the next one that can be put right. */
function fixable(remarks: Remark[], caret: number): Remark | undefined {
  const ready = remarks.filter((remark) => remark.fix);
  return ready.find((remark) => remark.start <= caret && caret <= remark.end) ?? nextAfter(ready, caret);
}

export function Editor({ label, value, onChange, remarks, onFix, box, language }: EditorParts) {
  const { t } = useWords();
  const hint = useId();
  const back = useRef<HTMLDivElement>(null);
  const select = (remark: Remark | undefined) => {
    if (!remark || !box.current) return;
    box.current.focus();
    box.current.setSelectionRange(remark.start, remark.end);
  };
  const key = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (!event.altKey || event.ctrlKey || event.metaKey) return;
    const caret = event.currentTarget.selectionStart;
    if (event.key === 'ArrowDown') select(nextAfter(remarks, caret));
    else if (event.key === 'ArrowUp') select([...remarks].reverse().find((remark) => remark.start < caret) ?? remarks.at(-1));
    else if (event.key === 'Enter') {
      const remark = fixable(remarks, caret);
      if (remark) onFix(remark);
    } else return;
    event.preventDefault();
  };
  const marks = remarks.map(({ start, end, tone }) => ({ start, end, tone }));
  return (
    <div className={styles.editor}>
      <div className={styles.sheet}>
        <div className={styles.back} ref={back} aria-hidden>
          {pieces(value, marks).map((piece, index) => (
            <span key={index} className={piece.tone ? styles[piece.tone] : undefined}>{piece.text}</span>
          ))}
          {'\n'}
        </div>
        <textarea ref={box} className={styles.text} aria-label={label} aria-describedby={hint} value={value} lang={language} maxLength={20_000} spellCheck={false}
          onChange={(event) => onChange(event.currentTarget.value)} onKeyDown={key} />
      </div>
      <p id={hint} className="small soft">{t('studio.editor.keys')}</p>
    </div>
  );
}
