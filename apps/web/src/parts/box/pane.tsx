import { CloseOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useEffect, useRef, type ReactNode } from 'react';
import { useLocation } from 'react-router';
import type { FOCUSED } from './follow.js';
import { useBoxTexts } from './texts.js';
import styles from './box.module.css';

interface PaneProps {
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** Of an address that was opened in another way there is none. */
type State = Partial<typeof FOCUSED.state> | null;

/** What was opened, beside the list or over it. */
export function Pane({ onClose, children }: PaneProps) {
  const say = useBoxTexts();
  const place = useRef<HTMLElement>(null);
  const { pathname, state } = useLocation() as { readonly pathname: string; readonly state: State };
  const isFocused = state?.isFocused === true;
  useEffect(() => {
    if (isFocused) place.current?.focus();
  }, [pathname, isFocused]);
  return (
    <section ref={place} className={styles.pane} aria-label={say('pane')} tabIndex={-1}>
      <Button
        className={styles.close ?? ''}
        type="text"
        icon={<CloseOutlined aria-hidden />}
        aria-label={say('close')}
        onClick={onClose}
      />
      {children}
    </section>
  );
}
