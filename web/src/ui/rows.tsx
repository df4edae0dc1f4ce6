// SPDX-License-Identifier: AGPL-3.0-or-later
import type { ReactNode } from 'react';
import styles from './rows.module.css';

/** A plain table, scrolled sideways where the screen is narrow. */
export function Rows({ label, children }: { label?: string; children: ReactNode }) {
  return <div className={styles.scroll} tabIndex={0} role="group" aria-label={label}><table className={styles.table}>{children}</table></div>;
}
