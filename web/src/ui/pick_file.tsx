// SPDX-License-Identifier: AGPL-3.0-or-later
// Takes one file by a button. The same file may be taken again: it is often corrected after it was refused.
import { FileButton } from '@mantine/core';
import { useRef, type ReactNode } from 'react';

interface Parts {
  accept: string;
  onPick: (file: File) => void;
  /** The button: it is given what opens the choice. */
  children: (opens: { onClick: () => void }) => ReactNode;
}

export function PickFile({ accept, onPick, children }: Parts) {
  const reset = useRef<() => void>(null);
  const take = (file: File | null) => {
    if (file) onPick(file);
    reset.current?.();
  };
  return <FileButton accept={accept} resetRef={reset} onChange={take}>{children}</FileButton>;
}
