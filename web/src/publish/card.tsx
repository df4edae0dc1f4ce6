// SPDX-License-Identifier: AGPL-3.0-or-later
// One publication on the calendar: opens on Enter, is dragged by the mouse, is carried by the keyboard after M.
import { UnstyledButton } from '@mantine/core';
import { useEffect, useRef, type KeyboardEvent } from 'react';
import { formatTime } from '../ui/format';
import { useWords, useZone } from '../ui/words';
import type { CalendarEntry } from './calendar';
import styles from './calendar.module.css';
import { canMove } from './moving';
import { network_names } from './network_names';
import { SimulatedBadge, StateBadge } from './state_badge';
import type { Moving } from './use_move';

export const dragged_kind = 'text/x-parvis-publication';

interface CardParts {
  entry: CalendarEntry;
  onOpen: (entry: CalendarEntry) => void;
  moving: Moving;
  /** Drawn where it would come to stand, while it is carried. */
  ghost?: true;
}

export function Card({ entry, onOpen, moving, ghost }: CardParts) {
  const { locale } = useWords();
  const zone = useZone();
  const button = useRef<HTMLButtonElement>(null);
  const { publication, network, title } = entry;
  const name = network_names[locale][network] ?? network;
  const time = formatTime(publication.at, locale, { zone });
  const movable = canMove(publication);
  const landed = moving.landed === publication.id;
  useEffect(() => {
    if (ghost) button.current?.focus();
  });
  useEffect(() => {
    if (landed) button.current?.focus();
  }, [landed]);
  const keys = (event: KeyboardEvent) => {
    if (event.key !== 'm' && event.key !== 'M') return;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    event.stopPropagation();
    moving.lift(entry);
  };
  return (
    <UnstyledButton ref={button} className={`${styles.card} ${ghost ? styles.ghost : ''}`} data-state={publication.state} data-publication={publication.id} draggable={movable}
      onDragStart={(event) => (event.dataTransfer.setData(dragged_kind, publication.id), (event.dataTransfer.effectAllowed = 'move'))}
      onBlur={landed && !ghost ? moving.leave : undefined} onKeyDown={ghost ? undefined : keys} onClick={() => (ghost ? moving.confirm() : onOpen(entry))} aria-keyshortcuts={movable ? 'M' : undefined}>
      <span className={styles.when}>{time} · {name}</span>
      <span className={styles.title}>{title}</span>
      <StateBadge state={publication.state} />
      <SimulatedBadge origin={publication.proof?.origin} />
    </UnstyledButton>
  );
}
