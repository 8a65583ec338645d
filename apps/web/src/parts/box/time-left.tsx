import { ClockCircleOutlined, ExclamationCircleOutlined } from '@ant-design/icons';
import { lateness, span, toSecond } from '../format/time.js';
import { useBoxTexts } from './texts.js';
import styles from './box.module.css';

/** Colour, icon and words together: for those who see no colour, and on paper. */
export function TimeLeft({ due, now }: { readonly due: number | null; readonly now: number }) {
  const say = useBoxTexts();
  if (due === null) return <span className={styles.weak}>{say('none')}</span>;
  const { unit, count } = span(Math.abs(due - now));
  const how = lateness(due, now);
  const text = say(how === 'overdue' ? 'late' : 'remaining', { span: say(unit, { count }) });
  return (
    <span className={styles.left} data-how={how} title={toSecond(due)}>
      {how === 'overdue' ? <ExclamationCircleOutlined aria-hidden /> : <ClockCircleOutlined aria-hidden />} {text}
    </span>
  );
}
