import { Drawer } from 'antd';
import type { ReactNode } from 'react';
import { useWidth } from '../page/use-width.js';

const WIDTH = { usual: 640, wide: 1040 } as const;

interface PanelProps {
  readonly title: string;
  /** A whole matter needs more room. */
  readonly size?: keyof typeof WIDTH;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** Beside the list, which stays visible; on a phone it takes the whole screen. */
export function Panel({ title, size = 'usual', onClose, children }: PanelProps) {
  const width = useWidth();
  return (
    <Drawer open mask={false} size={Math.min(width, WIDTH[size])} title={title} onClose={onClose} destroyOnHidden>
      {children}
    </Drawer>
  );
}
