import type { ReactNode } from 'react';
import styles from './notice.module.css';

interface NoticeProps {
  readonly title: string;
  /** What will appear here, or what to do. */
  readonly hint: string;
  readonly children?: ReactNode;
}

/** In the place of content that is not there: what it would be, and how to go on. */
export function Notice({ title, hint, children }: NoticeProps) {
  return (
    <section className={styles.notice} role="status">
      <h2>{title}</h2>
      <p>{hint}</p>
      {children === undefined ? null : <div className={styles.actions}>{children}</div>}
    </section>
  );
}
