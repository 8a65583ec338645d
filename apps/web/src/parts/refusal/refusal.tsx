import { StopOutlined } from '@ant-design/icons';
import type { ReactNode } from 'react';
import type { Reason } from '../../api/problem.js';
import { useLanguage } from '../../i18n/texts.js';
import { useTold } from '../told/use-told.js';
import { basisInEnglish } from './basis-text.js';
import { useRefusalTexts } from './texts.js';
import { useReasonText } from './use-reason-text.js';
import styles from './refusal.module.css';

interface Article {
  readonly article: string;
  readonly mark: string | null;
}

export interface RefusalProps {
  readonly reasons: readonly Reason[];
  readonly title?: string;
  /** The articles that the step rests on: told where no reason has its own. */
  readonly basis?: readonly Article[];
  /** What can be done instead. */
  readonly children?: ReactNode;
}

/** All reasons at once: which rule, who can act, what to do. */
export function Refusal({ reasons, title, basis = [], children }: RefusalProps) {
  const say = useRefusalTexts();
  const isEnglish = useLanguage() === 'en';
  const told = useReasonText();
  const anybody = useTold();
  const tell = (text: string): string => anybody(null, text);
  const nameOf = ({ article, mark }: Article): string =>
    mark === 'R' || mark === 'D' ? say('unit', { article: tell(article) }) : tell(article);
  return (
    <section className={styles.refusal} role="alert">
      <h3>
        <StopOutlined aria-hidden /> {title ?? say('title')}
      </h3>
      <ol>
        {reasons.map((reason) => {
          const { code, message, parameters } = reason;
          const basis = parameters?.basis;
          return (
            <li key={code + message} title={say('code', { code })}>
              {told(reason)}
              {basis === undefined ? null : (
                <small>
                  {say('ofReason', { basis: isEnglish ? basisInEnglish(String(basis), tell) : String(basis) })}
                </small>
              )}
            </li>
          );
        })}
      </ol>
      {basis.length === 0 || reasons.some(({ parameters }) => parameters?.basis !== undefined) ? null : (
        <small>{say('ofStep', { list: basis.map(nameOf).join(say('and')) })}</small>
      )}
      {children}
    </section>
  );
}
