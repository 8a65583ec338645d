import { CheckCircleFilled } from '@ant-design/icons';
import { createContext, useCallback, useContext, useEffect, useState, type ReactNode } from 'react';
import styles from './announcement.module.css';

/** Milliseconds that it stays. */
const SHOWN = 3_000;

interface Announced {
  readonly text: string;
  /** Tells one from another with the same words. */
  readonly number: number;
}

const Announce = createContext<((text: string) => void) | null>(null);

/** Says above the page what has just been done, and to those who listen; whoever reads on is not stopped by it. */
export function Announcements({ children }: { readonly children: ReactNode }) {
  const [announced, setAnnounced] = useState<Announced | null>(null);
  const announce = useCallback(
    (text: string) => setAnnounced((before) => ({ text, number: (before?.number ?? 0) + 1 })),
    [],
  );
  useEffect(() => {
    if (announced === null) return;
    const gone = setTimeout(() => setAnnounced(null), SHOWN);
    return () => clearTimeout(gone);
  }, [announced]);
  return (
    <Announce value={announce}>
      {children}
      <div className={styles.place} aria-live="polite">
        {announced === null ? null : (
          <p key={announced.number} className={styles.announced}>
            <CheckCircleFilled aria-hidden /> {announced.text}
          </p>
        )}
      </div>
    </Announce>
  );
}

/** What tells that something was done. @throws outside of `Announcements` */
export function useAnnounce(): (text: string) => void {
  const announce = useContext(Announce);
  if (announce === null) throw new Error('nobody would see what is announced here');
  return announce;
}
