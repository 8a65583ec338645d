import { TeamOutlined } from '@ant-design/icons';
import { memo } from 'react';
import { decimalOf, money } from '../format/money.js';
import { shortly, toSecond } from '../format/time.js';
import type { Tell } from '../told/use-told.js';
import type { Line } from './line.js';
import { TimeLeft } from './time-left.js';
import type { Matter } from './use-matters.js';
import { useBoxTexts } from './texts.js';
import styles from './box.module.css';

interface RowProps {
  readonly line: Line;
  readonly matter: Matter | undefined;
  /** What whoever started the matter is called. */
  readonly initiator: string;
  readonly tell: Tell;
  readonly now: number;
  readonly isChosen: boolean;
}

/** A line of a table where there is room, a card of two lines where there is not: by its width alone. Drawn anew only when something of it changes. Who shows it opens it: `follow`. */
export const Row = memo(function Row({ line, matter, initiator, tell, now, isChosen }: RowProps) {
  const say = useBoxTexts();
  const { to, step, at, due, urges = 0, tag, body, isFollowed = false } = line;
  const places = isFollowed ? (matter?.places ?? []).map((place) => tell(matter?.process, place)) : [];
  const amount = matter?.amount == null ? null : decimalOf(matter.amount.value);
  const mark = matter?.number ?? matter?.businessKey ?? '';
  return (
    <a href={to} className={styles.row ?? ''} aria-current={isChosen ? 'true' : undefined} data-line={line.id}>
      <span className={styles.matter}>
        <span className={styles.what}>
          <span className={styles.name}>
            {line.title ?? (matter === undefined ? '…' : tell(matter.process, matter.name))}
          </span>
          {mark === '' ? null : <span className={styles.mark}>{mark}</span>}
        </span>
        <span className={styles.about}>
          {matter?.riskLevel === 'high' ? (
            <span className={styles.flag} data-is="high">
              {say('high')}
            </span>
          ) : null}
          {urges > 0 ? (
            <span className={styles.flag} data-is="urged">
              {say('urged', { count: urges })}
            </span>
          ) : null}
          {tag === undefined ? null : <span className={styles.flag}>{tag}</span>}
          {matter?.subject == null ? null : <span className={styles.subject}>{matter.subject}</span>}
        </span>
      </span>
      <span className={styles.step}>
        {body === undefined ? null : (
          <span className={styles.body}>
            <TeamOutlined aria-hidden /> {body}
          </span>
        )}
        {tell(matter?.process, step)}
        {places.length === 0 ? null : <span className={styles.here}>{say('now', { places: places.join('、') })}</span>}
      </span>
      <span className={styles.initiator}>{initiator}</span>
      <span className={styles.amount}>{amount === null ? '' : money(amount)}</span>
      <time className={styles.at} dateTime={new Date(at).toISOString()} title={toSecond(at)}>
        {shortly(at, now)}
      </time>
      <span className={styles.due}>{due === undefined ? null : <TimeLeft due={due} now={now} />}</span>
    </a>
  );
});
