// SPDX-License-Identifier: AGPL-3.0-or-later
// An input whose text is read into a value: rewritten tidily when it is left, and kept as typed while it cannot be read. It
// then says so, and its form is not sent.
import { TextInput, type TextInputProps } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';

export interface ReadParts<T> {
  label?: string;
  'aria-label'?: string;
  placeholder?: string;
  description?: string;
  value: T | null | undefined | '';
  onChange: (value: T | null) => void;
  error?: string;
  required?: boolean;
  disabled?: boolean;
  'data-path'?: string;
}

interface Reading<T> {
  read: (text: string) => T | null;
  write: (value: T) => string;
  /** What is wrong with that text, in words; '' when nothing is. */
  fault: (text: string) => string;
  more?: TextInputProps;
}

export function ReadInput<T>({ value, onChange, error, read, write, fault, more, ...own }: ReadParts<T> & Reading<T>) {
  const shown = (one: T | null | undefined | '') => (one === null || one === undefined || one === '' ? '' : write(one));
  const written = shown(value);
  const [text, setText] = useState(written);
  const [here, setHere] = useState(false);
  const [refused, setRefused] = useState(false);
  const box = useRef<HTMLInputElement>(null);
  const given = useRef(written);
  const unread = fault(text);
  useEffect(() => {
    // While one types, only what comes from elsewhere is shown: a form that was sent and begins anew.
    if (!here || written !== given.current) setText((old) => written || (fault(old) ? old : ''));
    given.current = written;
  }, [written, here]);
  useEffect(() => void box.current?.setCustomValidity(unread), [unread]);
  const typed = (next: string) => {
    setText(next);
    setRefused(false);
    const read_now = next.trim() && !fault(next) ? read(next) : null;
    given.current = shown(read_now);
    onChange(read_now);
  };
  return (
    <TextInput ref={box} value={text} inputMode="decimal" autoComplete="off" error={unread && (refused || !here) ? unread : error} styles={{ input: { fontVariantNumeric: 'tabular-nums' } }}
      {...own} {...more} onInvalid={() => setRefused(true)} onFocus={() => setHere(true)} onBlur={() => setHere(false)} onChange={(event) => typed(event.currentTarget.value)} />
  );
}
