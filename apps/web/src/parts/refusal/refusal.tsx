import { StopOutlined } from '@ant-design/icons';
import type { ReactNode } from 'react';
import type { Reason } from '../../api/problem.js';
import { useRefusalTexts } from './texts.js';
import styles from './refusal.module.css';

interface RefusalProps {
  readonly reasons: readonly Reason[];
  readonly title?: string;
  /** What can be done instead. */
  readonly children?: ReactNode;
}

/** All reasons at once, in the words of the server: which rule, who can act, what to do. */
export function Refusal({ reasons, title, children }: RefusalProps) {
  const say = useRefusalTexts();
  return (
    <section className={styles.refusal} role="alert">
      <h3>
        <StopOutlined aria-hidden /> {title ?? say('title')}
      </h3>
      <ol>
        {reasons.map(({ code, message }) => (
          <li key={code + message} title={say('code', { code })}>
            {message}
          </li>
        ))}
      </ol>
      {children}
    </section>
  );
}
