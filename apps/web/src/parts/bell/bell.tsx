import { BellOutlined } from '@ant-design/icons';
import { reminderOperations, type ResultOf } from '@quanheng/contracts';
import { Button, Popover, Tag } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { useRead, useSend } from '../../api/hooks.js';
import { shortly } from '../format/time.js';
import { useNow } from '../page/use-now.js';
import { useTold } from '../told/use-told.js';
import { Trouble } from '../trouble/trouble.js';
import styles from './bell.module.css';
import { useBellTexts } from './texts.js';

type Reminder = ResultOf<typeof reminderOperations.listReminders>['items'][number];
/** Milliseconds after which it is asked anyway: a reminder is written a few seconds after what it tells of. */
const REFRESH = 60_000;
const SHOWN = 20;
const MOST_COUNTED = 99;
const COLOURS = { opened: 'blue', returned: 'red', soon: 'orange', overdue: 'red', urged: 'orange' } as const;

/** What one was told of, and how much of it is unread. */
export function Bell() {
  const say = useBellTexts();
  const [isOpen, setOpen] = useState(false);
  const { data } = useRead(reminderOperations.countReminders, {}, { every: REFRESH });
  const unread = data?.unread ?? 0;
  const label = unread === 0 ? say('title') : say('unread', { count: unread });
  return (
    <Popover
      trigger="click"
      placement="bottomRight"
      open={isOpen}
      onOpenChange={setOpen}
      destroyOnHidden
      content={<Reminders unread={unread} onLeave={() => setOpen(false)} />}
    >
      <Button
        type="text"
        aria-label={label}
        aria-expanded={isOpen}
        title={label}
        icon={
          <span className={styles.rung}>
            <BellOutlined aria-hidden />
            {unread === 0 ? null : (
              <span className={styles.unread}>{unread > MOST_COUNTED ? `${MOST_COUNTED}+` : unread}</span>
            )}
          </span>
        }
      />
    </Popover>
  );
}

function Reminders({ unread, onLeave }: { readonly unread: number; readonly onLeave: () => void }) {
  const say = useBellTexts();
  const { data, error, isLoading } = useRead(reminderOperations.listReminders, { query: { limit: String(SHOWN) } });
  const read = useSend(reminderOperations.readReminders);
  const items = data?.items ?? [];
  return (
    <section className={styles.bell} aria-label={say('title')} aria-busy={isLoading}>
      <header>
        <h2>{say('title')}</h2>
        <Button type="link" disabled={unread === 0} loading={read.isPending} onClick={() => read.mutate({ body: {} })}>
          {say('readAll')}
        </Button>
      </header>
      {error === null ? null : <Trouble problem={error} />}
      {items.length === 0 && !isLoading && error === null ? <p className={styles.weak}>{say('none')}</p> : null}
      <ul>
        {items.map((reminder) => (
          <Line
            key={reminder.id}
            reminder={reminder}
            onOpen={() => {
              if (!reminder.isRead) read.mutate({ body: { ids: [reminder.id] } });
              onLeave();
            }}
          />
        ))}
      </ul>
      <footer>
        <Link to="/account" onClick={onLeave}>
          {say('settings')}
        </Link>
      </footer>
    </section>
  );
}

function Line({ reminder, onOpen }: { readonly reminder: Reminder; readonly onOpen: () => void }) {
  const say = useBellTexts();
  const now = useNow();
  const tell = useTold();
  const { kind, process, instance, item, name, number, at, isRead } = reminder;
  return (
    <li data-read={isRead}>
      <Link to={`/todo/${instance}/${encodeURIComponent(item)}`} onClick={onOpen}>
        <Tag color={COLOURS[kind]}>{say(kind)}</Tag>
        <span className={styles.name}>{tell(process, name)}</span>
        <span className={styles.weak}>{number}</span>
        <time className={styles.weak}>{shortly(at, now)}</time>
        {isRead ? null : <span className="visually-hidden">{say('isUnread')}</span>}
      </Link>
    </li>
  );
}
