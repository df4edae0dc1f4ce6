// SPDX-License-Identifier: AGPL-3.0-or-later
// The house's icons: strokes on a 24 grid, always beside a word or with a label on their button.
import type { JSX } from 'react';

const paths = {
  thread: 'M4 6h5a4 4 0 0 1 4 4v4a4 4 0 0 0 4 4h3M4 12h4M16 6h4',
  understand: 'M11 4a7 7 0 1 0 0 14 7 7 0 0 0 0-14zM16 16l4 4',
  define: 'M5 4h10l4 4v12H5zM9 12h6M9 16h6',
  produce: 'M4 20l4-1L20 7l-3-3L5 16z',
  publish: 'M4 12l16-8-6 16-3-6z',
  convert: 'M4 5h16l-6 8v6l-4-2v-4z',
  measure: 'M4 20V4M4 20h16M8 16v-4M12 16V8M16 16v-6',
  certify: 'M12 3l2.5 2 3-.3.6 3L20.5 10 19 12.5 19 15.5 16 16 14.5 18.5 12 17 9.5 18.5 8 16 5 15.5 5 12.5 3.5 10 5.900 7.700 6.5 4.700 9.5 5zM9 11l2 2 4-4',
  settings: 'M4 7h10M18 7h2M4 12h3M11 12h9M4 17h8M16 17h4M16 5v4M9 10v4M14 15v4',
  search: 'M11 5a6 6 0 1 0 0 12 6 6 0 0 0 0-12zM15.5 15.5L20 20',
  bell: 'M6 16V11a6 6 0 0 1 12 0v5l2 2H4zM10 21h4',
  menu: 'M4 6h16M4 12h16M4 18h16',
  close: 'M6 6l12 12M18 6L6 18',
  down: 'M6 9l6 6 6-6',
  right: 'M9 6l6 6-6 6',
  left: 'M15 6l-6 6 6 6',
  up: 'M6 15l6-6 6 6',
  plus: 'M12 5v14M5 12h14',
  check: 'M5 13l4 4L19 7',
  alert: 'M12 4l9 16H3zM12 10v4M12 17v.5',
  note: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 11v5M12 8v.5',
  download: 'M12 4v11M7 11l5 5 5-5M5 20h14',
  upload: 'M12 16V5M7 9l5-5 5 5M5 20h14',
  link: 'M10 14l4-4M8 12l-2 2a3.5 3.5 0 0 0 5 5l2-2M16 12l2-2a3.5 3.5 0 0 0-5-5l-2 2',
  table: 'M4 5h16v14H4zM4 10h16M10 5v14',
  person: 'M12 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM4 20c1-4 4-6 8-6s7 2 8 6',
  trash: 'M5 7h14M9 7V4h6v3M7 7l1 13h8l1-13',
  copy: 'M9 9h11v11H9zM5 15V4h11',
  external: 'M14 4h6v6M20 4l-9 9M18 14v6H4V6h6',
  clock: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 7v5l3 3',
  more: 'M5 12h.5M12 12h.5M19 12h.5',
  sun: 'M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM12 2v2M12 20v2M2 12h2M20 12h2M5 5l1.5 1.5M17.5 17.5L19 19M5 19l1.5-1.5M17.5 6.5L19 5',
  filter: 'M4 6h16M7 12h10M10 18h4',
  image: 'M4 5h16v14H4zM4 16l5-5 4 4 3-3 4 4M15 9v.5',
  calendar: 'M4 6h16v14H4zM4 10h16M8 3v4M16 3v4',
} as const;

export type IconName = keyof typeof paths;

export function Icon({ name, label, small }: { name: IconName; label?: string; small?: true }): JSX.Element {
  const size = small ? 'var(--icon-small)' : 'var(--icon)';
  return (
    <svg viewBox="0 0 24 24" fill="none" stroke="currentColor" strokeWidth="1.8" strokeLinecap="round" strokeLinejoin="round"
      style={{ inlineSize: size, blockSize: size, flex: 'none' }} role={label ? 'img' : undefined} aria-label={label} aria-hidden={label ? undefined : true}>
      <path d={paths[name]} />
    </svg>
  );
}
