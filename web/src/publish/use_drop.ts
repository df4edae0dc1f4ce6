// SPDX-License-Identifier: AGPL-3.0-or-later
// A place that a dragged publication may be dropped on.
import { useState, type DragEvent } from 'react';
import type { CalendarEntry } from './calendar';
import { dragged_kind } from './card';

export function useDrop(items: CalendarEntry[], onDrop: (entry: CalendarEntry) => void) {
  const [over, setOver] = useState(false);
  const takes = (event: DragEvent) => event.dataTransfer.types.includes(dragged_kind);
  return {
    'data-over': over || undefined,
    onDragOver: (event: DragEvent) => void (takes(event) && (event.preventDefault(), (event.dataTransfer.dropEffect = 'move'), setOver(true))),
    onDragLeave: () => setOver(false),
    onDrop: (event: DragEvent) => {
      setOver(false);
      const entry = items.find(({ publication }) => publication.id === event.dataTransfer.getData(dragged_kind));
      if (!entry) return;
      event.preventDefault();
      onDrop(entry);
    },
  };
}
