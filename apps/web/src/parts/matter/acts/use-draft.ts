import { draftOperations, type WireValue } from '@quanheng/contracts';
import { useEffect, useRef, useState } from 'react';
import { call } from '../../../api/client.js';

/** Milliseconds after the last change. */
const REST = 1500;

export interface Content {
  readonly variables?: Record<string, WireValue> | undefined;
  readonly opinion?: string | undefined;
}
export type Keeping = { readonly kind: 'none' | 'saving' | 'failed' } | { readonly kind: 'saved'; readonly at: number };

/**
 * What was kept for a work item before, as it was when the item was opened; undefined: not known yet. Asked of the list first, so that nothing is asked
 * for that is not there.
 */
export function useKept(instance: string, item: string, isOn: boolean): Content | null | undefined {
  const [kept, setKept] = useState<Content | null>();
  useEffect(() => {
    if (!isOn) return undefined;
    const gone = new AbortController();
    // Without it the form begins empty: the server keeps the draft for the next time.
    readKept(instance, item, gone.signal).then(setKept, () => gone.signal.aborted || setKept(null));
    return () => gone.abort();
  }, [instance, item, isOn]);
  return isOn ? kept : null;
}

async function readKept(instance: string, item: string, signal: AbortSignal): Promise<Content | null> {
  const { items } = await call(draftOperations.listDrafts, { query: { limit: '200' } }, { signal });
  if (!items.some((each) => each.instance === instance && each.item === item)) return null;
  return (await call(draftOperations.readItemDraft, { params: { instance, item } }, { signal })).content;
}

/** Keeps what is filled in by itself, a moment after the last change. */
export function useKeeping(instance: string, item: string): readonly [Keeping, (content: Content) => void, () => void] {
  const [state, setState] = useState<Keeping>({ kind: 'none' });
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const isOver = useRef(false);
  useEffect(() => () => clearTimeout(timer.current), []);
  const save = (content: Content): void => {
    setState({ kind: 'saving' });
    const { variables = {}, opinion = '' } = content;
    call(draftOperations.saveItemDraft, { params: { instance, item }, body: { variables, opinion } }).then(
      ({ savedAt }) => setState({ kind: 'saved', at: savedAt }),
      () => {
        setState({ kind: 'failed' });
        timer.current = setTimeout(() => save(content), REST * 4);
      },
    );
  };
  const keep = (content: Content): void => {
    clearTimeout(timer.current);
    // What was sent is no draft any more, whatever the form still says.
    if (!isOver.current) timer.current = setTimeout(() => save(content), REST);
  };
  const stop = (): void => {
    isOver.current = true;
    clearTimeout(timer.current);
  };
  return [state, keep, stop];
}
