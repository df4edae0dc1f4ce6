// SPDX-License-Identifier: AGPL-3.0-or-later
import type { ReactNode } from 'react';
import styles from './judge.module.css';

/** A plain table, scrolled sideways where the screen is narrow. */
export function Rows({ children }: { children: ReactNode }) {
  return <div className={styles.scroll} tabIndex={0} role="group"><table className={styles.table}>{children}</table></div>;
}
