// SPDX-License-Identifier: AGPL-3.0-or-later
import type { ReactNode } from 'react';
import styles from './measure.module.css';

interface LinesParts<Row> {
  rows: Row[];
  id: (row: Row) => string;
  columns: { title: string; show: (row: Row) => ReactNode; number?: true }[];
  empty: string;
}

/** A plain table of lines, scrolled sideways where the screen is narrow. */
export function Lines<Row>({ rows, id, columns, empty }: LinesParts<Row>) {
  if (!rows.length) return <p className="soft">{empty}</p>;
  return (
    <div className={styles.scroll} tabIndex={0} role="group">
      <table className={styles.table}>
        <thead>
          <tr>{columns.map((column) => <th key={column.title} scope="col" className={column.number ? 'number' : undefined}>{column.title}</th>)}</tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={id(row)}>{columns.map((column) => <td key={column.title} className={column.number ? 'number' : undefined}>{column.show(row)}</td>)}</tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
