import { systemOperations } from '@quanheng/contracts';
import type { QueryClient, QueryKey } from '@tanstack/react-query';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { addressOf } from './client.js';
import { refresh } from './refresh.js';

/** Milliseconds in which what changed is collected, so that a busy minute is not a hundred readings. */
const COLLECT = 400;
/** Milliseconds until a stream that the server ended is asked for again. */
const RETRY = 3000;
/** Lists that any step may change. */
const LISTS = new Set([
  'listItems',
  'countItems',
  'listInstances',
  'listCopies',
  'listDrafts',
  'listMeetings',
  'readMatters',
  'countReminders',
  'listReminders',
]);

/** Reads anew what the server says has changed. True while it is heard. */
export function useLive(isOn: boolean): boolean {
  const queries = useQueryClient();
  const [isHeard, setHeard] = useState(false);
  useEffect(() => {
    if (!isOn) return undefined;
    return listen(queries, setHeard);
  }, [queries, isOn]);
  return isHeard;
}

function listen(queries: QueryClient, tell: (isHeard: boolean) => void): () => void {
  let source: EventSource | undefined;
  let retry: ReturnType<typeof setTimeout> | undefined;
  const changed = collected((instances) => void invalidate(queries, instances));
  const open = (): void => {
    source = new EventSource(addressOf(systemOperations.events, {}));
    source.addEventListener('ready', () => tell(true));
    source.addEventListener('look-again', () => {
      tell(true);
      void queries.invalidateQueries();
    });
    const hear = ({ data }: MessageEvent<string>): void => changed((JSON.parse(data) as { instance: string }).instance);
    source.addEventListener('item', hear);
    source.addEventListener('instance', hear);
    source.addEventListener('error', () => {
      tell(false);
      // A browser tries again by itself unless the answer was an error, such as a session that has ended.
      if (source?.readyState !== EventSource.CLOSED) return;
      retry = setTimeout(() => {
        void queries.invalidateQueries({ queryKey: ['readSession'] });
        open();
      }, RETRY);
    });
  };
  open();
  return () => {
    clearTimeout(retry);
    source?.close();
    tell(false);
  };
}

/** Hands on what was told within a moment, at once. */
function collected(hand: (instances: ReadonlySet<string>) => void): (instance: string) => void {
  let waiting = new Set<string>();
  return (instance) => {
    if (waiting.size === 0) {
      setTimeout(() => {
        const told = waiting;
        waiting = new Set();
        hand(told);
      }, COLLECT);
    }
    waiting.add(instance);
  };
}

function invalidate(queries: QueryClient, instances: ReadonlySet<string>): Promise<void> {
  const isConcerned = ([operation, input]: QueryKey): boolean => {
    if (LISTS.has(String(operation))) return true;
    const { params } = (input ?? {}) as { params?: { instance?: string } };
    return params?.instance !== undefined && instances.has(params.instance);
  };
  return refresh(queries, isConcerned, instances);
}
