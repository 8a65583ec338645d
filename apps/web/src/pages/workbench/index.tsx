import { deskOperations, itemOperations } from '@quanheng/contracts';
import { Skeleton } from 'antd';
import { Link, useNavigate } from 'react-router';
import { useRead } from '../../api/hooks.js';
import { follow } from '../../parts/box/follow.js';
import { Row } from '../../parts/box/row.js';
import { useMatters } from '../../parts/box/use-matters.js';
import { Notice } from '../../parts/notice/notice.js';
import { Title } from '../../parts/page/title.js';
import { useNow } from '../../parts/page/use-now.js';
import { useWidth } from '../../parts/page/use-width.js';
import { useNames } from '../../parts/person/use-names.js';
import { useTold } from '../../parts/told/use-told.js';
import { Trouble } from '../../parts/trouble/trouble.js';
import box from '../../parts/box/box.module.css';
import { byUrgency } from './order.js';
import { useWorkbenchTexts } from './texts.js';
import styles from './workbench.module.css';

/** How many stand on the first page. */
const FIRST = 8;
const WIDE = 900;

export function Component() {
  const say = useWorkbenchTexts();
  const counts = useRead(deskOperations.countItems, {}, { every: 300_000 });
  const start = <Link to="/start">{say('start')}</Link>;
  return (
    <div className={styles.page}>
      <Title act={start}>{say('title')}</Title>
      {counts.error === null ? null : <Trouble problem={counts.error} onAgain={() => void counts.refetch()} />}
      <ul className={styles.counts}>
        <Count to="/todo" label={say('open')} count={counts.data?.open} more={counts.data?.more} />
        <Count to="/todo?when=overdue" label={say('overdue')} count={counts.data?.overdue} how="overdue" />
        <Count to="/todo?when=soon" label={say('soon')} count={counts.data?.soon} how="soon" />
        <Count to="/to-read" label={say('toRead')} count={counts.data?.toRead} />
        <Count to="/drafts" label={say('drafts')} count={counts.data?.drafts} />
      </ul>
      <First />
    </div>
  );
}

interface CountProps {
  readonly to: string;
  readonly label: string;
  readonly count: number | undefined;
  readonly more?: boolean | undefined;
  readonly how?: 'overdue' | 'soon';
}

function Count({ to, label, count, more = false, how }: CountProps) {
  const say = useWorkbenchTexts();
  return (
    <li>
      <Link to={to} data-how={count === undefined || count === 0 ? undefined : how}>
        <span>{label}</span>
        <strong>{count === undefined ? '–' : more ? say('more', { count }) : count}</strong>
      </Link>
    </li>
  );
}

/** What is to be done first. */
function First() {
  const say = useWorkbenchTexts();
  const tell = useTold();
  const now = useNow();
  const navigate = useNavigate();
  const isNarrow = useWidth() < WIDE;
  const { data, error, refetch } = useRead(itemOperations.listItems, { query: { box: 'open', limit: '200' } });
  const items = [...(data?.items ?? [])].sort(byUrgency(now)).slice(0, FIRST);
  const matters = useMatters(items, 0, items.length);
  const nameOf = useNames([...matters.values()].map(({ startedBy }) => startedBy));
  if (error !== null) return <Trouble problem={error} onAgain={() => void refetch()} />;
  return (
    <section className={styles.first}>
      <header>
        <h2>{say('first')}</h2>
        <span>{say('firstHint')}</span>
        <Link to="/todo">{say('all')}</Link>
      </header>
      {data === undefined ? <Skeleton active className={styles.wait ?? ''} /> : null}
      {data !== undefined && items.length === 0 ? (
        <Notice title={say('nothing')} hint={say('nothingHint')}>
          <Link to="/start">{say('start')}</Link>
        </Notice>
      ) : null}
      <ul className={box.table} data-narrow={isNarrow} onClick={(event) => follow(event, navigate)}>
        {items.map(({ instance, item, name, openedAt, due, urges }) => {
          const id = `${instance}/${item}`;
          const to = `/todo/${instance}/${encodeURIComponent(item)}`;
          const line = { id, instance, to, step: name, at: openedAt, due, urges };
          const matter = matters.get(instance);
          return (
            <li key={id} className={styles.line}>
              <Row
                {...{ line, tell, now, matter }}
                initiator={matter === undefined ? '' : nameOf(matter.startedBy)}
                isChosen={false}
              />
            </li>
          );
        })}
      </ul>
    </section>
  );
}
