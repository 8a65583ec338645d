import { lateness, span, toSecond } from '../format/time.js';
import { useBoxTexts } from './texts.js';
import styles from './box.module.css';

const drawn = (hands: string) => (
  <svg className={styles.clock} viewBox="0 0 16 16" aria-hidden>
    <circle cx="8" cy="8" r="6.5" />
    <path d={hands} />
  </svg>
);
/** Drawn here: each icon of the library looks for its styles in the page when it appears, and a list that is scrolled shows them by the dozen. */
const CLOCK = drawn('M8 4.5V8h3');
const MARK = drawn('M8 4.5v4M8 11v.5');

/** Colour, icon and words together: for those who see no colour, and on paper. */
export function TimeLeft({ due, now }: { readonly due: number | null; readonly now: number }) {
  const say = useBoxTexts();
  if (due === null) return <span className={styles.weak}>{say('none')}</span>;
  const { unit, count } = span(Math.abs(due - now));
  const how = lateness(due, now);
  const text = say(how === 'overdue' ? 'late' : 'remaining', { span: say(unit, { count }) });
  return (
    <span className={styles.left} data-how={how} title={toSecond(due)}>
      {how === 'overdue' ? MARK : CLOCK} {text}
    </span>
  );
}
