import { CheckOutlined, CloseOutlined, MinusOutlined } from '@ant-design/icons';
import { useMatterTexts } from './texts.js';
import { useTell } from './use-matter.js';
import styles from './matter.module.css';

const KNOWN = {
  ...{ approve: CheckOutlined, disapprove: CloseOutlined },
  ...{ defer: MinusOutlined, recuse: MinusOutlined, supplement: MinusOutlined },
};
type Known = keyof typeof KNOWN;
export const isKnownOutcome = (outcome: string): outcome is Known => Object.hasOwn(KNOWN, outcome);

/** An answer with its sign, so that it is told without its colour. */
export function Outcome({ instance, outcome }: { readonly instance: string; readonly outcome: string }) {
  const say = useMatterTexts();
  const tell = useTell(instance);
  if (!isKnownOutcome(outcome)) return <span className={styles.outcome}>{tell(outcome)}</span>;
  const Icon = KNOWN[outcome];
  return (
    <span className={styles.outcome} data-outcome={outcome}>
      <Icon aria-hidden /> {say(outcome)}
    </span>
  );
}
