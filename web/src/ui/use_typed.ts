// SPDX-License-Identifier: AGPL-3.0-or-later
// Words that the address keeps while they are typed. An address is late (it may first ask who is here): what is typed stands
// at once, the address is written after a pause, and only what someone else wrote there comes back.
import { useEffect, useRef, useState } from 'react';

/** Knows the words it wrote, when they come back. */
export class Echo {
  private written: string[] = [];

  wrote(words: string): void {
    this.written.push(words);
  }

  /** The address goes one way only: those written before these, or before someone else's, will not come back any more. */
  isOwn(words: string): boolean {
    const at = this.written.lastIndexOf(words);
    this.written = at < 0 ? [] : this.written.slice(at + 1);
    return at >= 0;
  }
}

const pause = 250;

export function useTyped(known: string, write: (words: string) => void): [string, (words: string) => void] {
  const [words, setWords] = useState(known);
  const [echo] = useState(() => new Echo());
  const shown = useRef(known);
  const timer = useRef(0);
  useEffect(() => {
    if (known === shown.current) return;
    shown.current = known;
    if (echo.isOwn(known)) return;
    window.clearTimeout(timer.current);
    setWords(known);
  }, [echo, known]);
  useEffect(() => () => window.clearTimeout(timer.current), []);
  const type = (next: string) => {
    setWords(next);
    window.clearTimeout(timer.current);
    timer.current = window.setTimeout(() => (echo.wrote(next), write(next)), pause);
  };
  return [words, type];
}
