import type { ReactNode } from 'react';
import styles from './office.module.css';

export interface Column<T> {
  readonly key: string;
  readonly head: string;
  readonly cell: (row: T) => ReactNode;
  /** Numbers and money stand to the right. */
  readonly isNumber?: boolean;
  /** Not broken into lines: dates, numbers of documents. */
  readonly isShort?: boolean;
}

export interface TableProps<T> {
  readonly label: string;
  readonly columns: readonly Column<T>[];
  readonly rows: readonly T[];
  readonly idOf: (row: T) => string;
  readonly chosen?: string | null;
  /** The first column opens the row. */
  readonly onChoose?: (row: T) => void;
}

/** A plain table; on a phone each row is a card whose lines carry their headings. */
export function Table<T>({ label, columns, rows, idOf, chosen, onChoose }: TableProps<T>) {
  return (
    <table className={styles.table} aria-label={label}>
      <thead>
        <tr>
          {columns.map(({ key, head, isNumber }) => (
            <th key={key} scope="col" data-number={isNumber}>
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => {
          const id = idOf(row);
          return (
            <tr key={id} data-chosen={chosen === id}>
              {columns.map(({ key, head, cell, isNumber, isShort }, index) => (
                <td key={key} data-head={head} data-number={isNumber} data-short={isShort}>
                  {index === 0 && onChoose !== undefined ? (
                    <button type="button" className={styles.opener} onClick={() => onChoose(row)}>
                      {cell(row)}
                    </button>
                  ) : (
                    <span>{cell(row)}</span>
                  )}
                </td>
              ))}
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
