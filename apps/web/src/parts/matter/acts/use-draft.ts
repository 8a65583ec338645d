import { draftOperations, type WireValue } from '@quanheng/contracts';
import { useEffect, useRef, useState } from 'react';
import { call } from '../../../api/client.js';
import { useRead } from '../../../api/hooks.js';

/** Milliseconds after the last change. */
const REST = 1500;

export interface Content {
  readonly variables?: Record<string, WireValue>;
  readonly opinion?: string;
}
export type Keeping = { readonly kind: 'none' | 'saving' | 'failed' } | { readonly kind: 'saved'; readonly at: number };

/** What was kept for a work item before; undefined: not known yet. Asked of the list first, so that no page asks for what is not there. */
export function useKept(instance: string, item: string, isOn: boolean) {
  const list = useRead(draftOperations.listDrafts, { query: { limit: '200' } }, { enabled: isOn });
  const isThere = list.data?.items.some((each) => each.instance === instance && each.item === item) ?? false;
  const kept = useRead(draftOperations.readItemDraft, { params: { instance, item } }, { enabled: isThere });
  if (!isOn) return null;
  if (list.data === undefined || (isThere && kept.data === undefined && kept.error === null)) return undefined;
  return isThere ? (kept.data ?? null) : null;
}

/** Keeps what is filled in by itself, a moment after the last change. */
export function useKeeping(instance: string, item: string): readonly [Keeping, (content: Content) => void, () => void] {
  const [state, setState] = useState<Keeping>({ kind: 'none' });
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const save = (content: Content): void => {
    setState({ kind: 'saving' });
    call(draftOperations.saveItemDraft, { params: { instance, item }, body: content }).then(
      ({ savedAt }) => setState({ kind: 'saved', at: savedAt }),
      () => {
        setState({ kind: 'failed' });
        timer.current = setTimeout(() => save(content), REST * 4);
      },
    );
  };
  const keep = (content: Content): void => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => save(content), REST);
  };
  return [state, keep, () => clearTimeout(timer.current)];
}
