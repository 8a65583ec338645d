import { Button } from 'antd';
import type { ReactNode } from 'react';
import type { ApiProblem } from '../../api/problem.js';
import { Trouble } from '../../parts/trouble/trouble.js';
import styles from './processes.module.css';
import { useProcessesTexts } from './texts.js';

interface ListProps<T> {
  readonly query: { readonly error: ApiProblem | null; readonly isSuccess: boolean; readonly isPending: boolean };
  readonly items: readonly T[];
  readonly more: boolean;
  readonly onMore: () => void;
  readonly heads: readonly ReactNode[];
  /** Cells of the row of one. */
  readonly row: (item: T) => ReactNode;
}

/** A table that is read page by page. */
export function List<T>({ query, items, more, onMore, heads, row }: ListProps<T>) {
  const say = useProcessesTexts();
  if (query.error !== null) return <Trouble problem={query.error} />;
  if (query.isSuccess && items.length === 0) return <p className={styles.empty}>{say('empty')}</p>;
  return (
    <>
      <div className={styles.wide}>
        <table className={styles.table} aria-busy={query.isPending}>
          <thead>
            <tr>
              {heads.map((head, index) => (
                <th key={index}>{head}</th>
              ))}
            </tr>
          </thead>
          <tbody>{items.map(row)}</tbody>
        </table>
      </div>
      {more ? <Button onClick={onMore}>{say('more')}</Button> : null}
    </>
  );
}
