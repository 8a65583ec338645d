import { Button, Skeleton } from 'antd';
import type { Pages } from '../../api/hooks.js';
import { Notice } from '../notice/notice.js';
import { Trouble } from '../trouble/trouble.js';
import styles from './office.module.css';
import { Table, type TableProps } from './table.js';
import { useOfficeTexts } from './texts.js';

interface ListingProps<T> extends Omit<TableProps<T>, 'rows'> {
  readonly pages: Pages<T>;
  readonly empty: { readonly title: string; readonly hint: string };
}

/** What the server gives page by page, as a table; says so where there is nothing, or nothing could be read. */
export function Listing<T>({ pages, empty, ...table }: ListingProps<T>) {
  const say = useOfficeTexts();
  const { query, items: rows, more, readMore } = pages;
  const isAwaited = query.isPending || (rows.length === 0 && query.isFetching);
  if (query.error !== null) return <Trouble problem={query.error} onAgain={() => void query.refetch()} />;
  if (isAwaited) return <Skeleton active className={styles.wait ?? ''} paragraph={{ rows: 6 }} />;
  if (rows.length === 0 && !more) return <Notice title={empty.title} hint={empty.hint} />;
  return (
    <>
      {rows.length === 0 ? <Notice title={empty.title} hint={empty.hint} /> : <Table {...table} rows={rows} />}
      <p className={styles.count}>
        <span role="status">{say(more ? 'shown' : 'count', { count: rows.length })}</span>
        {more ? (
          <Button size="small" loading={query.isFetchingNextPage} onClick={readMore}>
            {say('more')}
          </Button>
        ) : null}
      </p>
    </>
  );
}
