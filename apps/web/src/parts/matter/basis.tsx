import { useMatterTexts } from './texts.js';
import type { Step } from './use-matter.js';
import styles from './matter.module.css';

/** 依据: the articles of the step; what is a default of the unit is never shown as law. */
export function Basis({ basis }: { readonly basis: Step['basis'] }) {
  const say = useMatterTexts();
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
          <strong>{article}</strong>
          {text === null ? null : <p>{text}</p>}
          {mark === 'R' || mark === 'D' ? <p className={styles.weak}>{say('markR')}</p> : null}
        </li>
      ))}
    </ul>
  );
}
