import { useMatterTexts } from './texts.js';
import { useTell, type Step } from './use-matter.js';
import styles from './matter.module.css';

interface BasisProps {
  readonly instance: string;
  readonly basis: Step['basis'];
}

/** 依据: the articles of the step; what is a default of the unit is never shown as law. */
export function Basis({ instance, basis }: BasisProps) {
  const say = useMatterTexts();
  const tell = useTell(instance);
  if (basis.length === 0) {
    return (
      <p className={styles.weak}>
        {say('noBasis')}。{say('noBasisHint')}
      </p>
    );
  }
  return (
    <ul className={styles.basis}>
      {basis.map(({ article, mark, text }) => (
        <li key={article}>
          <strong>{tell(article)}</strong>
          {text === null ? null : <p>{tell(text)}</p>}
          {mark === 'R' || mark === 'D' ? <p className={styles.weak}>{say('markR')}</p> : null}
        </li>
      ))}
    </ul>
  );
}
