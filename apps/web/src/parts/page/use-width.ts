import { useSyncExternalStore } from 'react';

function listen(changed: () => void): () => void {
  window.addEventListener('resize', changed);
  return () => window.removeEventListener('resize', changed);
}

/** Of the window, in pixels. */
export function useWidth(): number {
  return useSyncExternalStore(listen, () => window.innerWidth);
}
