import type { MouseEvent } from 'react';
import type { useNavigate } from 'react-router';

/** With an address that is opened: the focus goes into its pane. */
export const FOCUSED = { state: { isFocused: true } } as const;

/**
 * Opens the line that was clicked, as a link of the router does; in another tab or window as the browser does it. Whoever did it by a key goes on in
 * what was opened (`Pane`). One for the whole list: a link of the router for each line takes a part of every frame of scrolling.
 */
export function follow(event: MouseEvent, navigate: ReturnType<typeof useNavigate>): void {
  const { target, button, detail, metaKey, ctrlKey, shiftKey, altKey } = event;
  const line = (target as HTMLElement).closest<HTMLAnchorElement>('a[data-line]');
  if (line === null || button !== 0 || metaKey || ctrlKey || shiftKey || altKey) return;
  event.preventDefault();
  void navigate(line.pathname + line.search, detail === 0 ? FOCUSED : {});
}
