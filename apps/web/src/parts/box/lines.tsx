import { useVirtualizer } from '@tanstack/react-virtual';
import { Skeleton } from 'antd';
import { useCallback, useEffect, useRef, type KeyboardEvent } from 'react';
import { useNavigate } from 'react-router';
import { useNames } from '../person/use-names.js';
import { follow } from './follow.js';
import type { Line } from './line.js';
import { useTold } from '../told/use-told.js';
import { Row } from './row.js';
import { useMatters } from './use-matters.js';
import { useBoxTexts } from './texts.js';
import styles from './box.module.css';

const WIDE = 56;
const NARROW = 88;
/** Lines that are drawn beyond the visible ones. */
const BEYOND = 8;

interface LinesProps {
  readonly label: string;
  readonly lines: readonly Line[];
  readonly chosen: string | null;
  readonly isNarrow: boolean;
  readonly hasDue: boolean;
  readonly now: number;
  readonly onEnd: () => void;
}

/** Only what is seen is drawn, so ten thousand lines scroll as ten do. The arrow keys move from line to line. */
export function Lines({ label, lines, chosen, isNarrow, hasDue, now, onEnd }: LinesProps) {
  const say = useBoxTexts();
  const tell = useTold();
  const navigate = useNavigate();
  const place = useRef<HTMLDivElement>(null);
  const height = isNarrow ? NARROW : WIDE;
  // Another function would make the library place all lines anew, in each frame.
  const keyOf = useCallback((index: number) => lines[index]?.id ?? index, [lines]);
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => place.current,
    estimateSize: () => height,
    overscan: BEYOND,
    getItemKey: keyOf,
  });
  const drawn = virtual.getVirtualItems();
  const [first, last] = [drawn[0]?.index ?? 0, drawn.at(-1)?.index ?? 0];
  const matters = useMatters(lines, first, last);
  const nameOf = useNames([...matters.values()].map(({ startedBy }) => startedBy));
  useEffect(() => virtual.measure(), [virtual, height]);
  useEffect(() => {
    if (last >= lines.length - BEYOND) onEnd();
  }, [last, lines.length, onEnd]);
  const open = useRef(chosen);
  // Whoever has closed what was open goes on at its line, or at the first where that has gone.
  useEffect(() => {
    const closed = chosen === null ? open.current : null;
    open.current = chosen;
    if (closed === null || document.activeElement !== document.body) return;
    const shown = [...(place.current?.querySelectorAll<HTMLElement>('a[data-line]') ?? [])];
    (shown.find(({ dataset }) => dataset['line'] === closed) ?? shown[0])?.focus();
  }, [chosen]);
  return (
    <div className={styles.table} data-narrow={isNarrow} data-due={hasDue}>
      <div className={styles.head} aria-hidden>
        <span>{say('matter')}</span>
        <span>{say('step')}</span>
        <span>{say('initiator')}</span>
        <span className={styles.right}>{say('amount')}</span>
        <span>{say('arrived')}</span>
        {hasDue ? <span>{say('left')}</span> : null}
      </div>
      <div
        ref={place}
        className={styles.lines}
        onClick={(event) => follow(event, navigate)}
        onKeyDown={(event) => move(event, place.current, virtual.scrollToIndex)}
      >
        <ul aria-label={label} style={{ height: virtual.getTotalSize() }}>
          {drawn.map(({ key, index, start, size }) => {
            const line = lines[index];
            if (line === undefined) return null;
            const matter = line.instance === null ? undefined : matters.get(line.instance);
            return (
              <li key={String(key)} data-index={index} style={{ top: start, height: size }}>
                <Row
                  {...{ line, matter, tell, now }}
                  initiator={matter === undefined ? '' : nameOf(matter.startedBy)}
                  isChosen={line.id === chosen}
                />
              </li>
            );
          })}
        </ul>
      </div>
    </div>
  );
}

/** Up and down move the focus by one line, home and end to the ends. */
function move(event: KeyboardEvent, place: HTMLElement | null, scrollTo: (index: number) => void): void {
  const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const item = (event.target as HTMLElement).closest<HTMLElement>('[data-index]');
  if (by === undefined || item === null) return;
  event.preventDefault();
  const next = Number(item.dataset['index']) + by;
  if (next < 0) return;
  scrollTo(next);
  const line = (): HTMLElement | null | undefined => place?.querySelector<HTMLElement>(`[data-index="${next}"] a`);
  const drawn = line();
  // Beyond what is drawn it comes with the next frame.
  if (drawn == null) requestAnimationFrame(() => line()?.focus());
  else drawn.focus();
}

export function LinesLoading() {
  return (
    <div className={styles.waiting} aria-busy>
      {[1, 2, 3, 4, 5, 6].map((each) => (
        <Skeleton key={each} active title={false} paragraph={{ rows: 1 }} />
      ))}
    </div>
  );
}
