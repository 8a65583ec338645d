import { useEffect, type ReactNode } from 'react';
import styles from './title.module.css';

interface TitleProps {
  readonly children: string;
  /** To the right of it: the one main act of the page. */
  readonly act?: ReactNode;
}

/** The heading of a page, which is also the name of the window. */
export function Title({ children, act }: TitleProps) {
  useEffect(() => {
    document.title = `${children} · 权衡`;
  }, [children]);
  return (
    <div className={styles.title}>
      <h1>{children}</h1>
      {act}
    </div>
  );
}
