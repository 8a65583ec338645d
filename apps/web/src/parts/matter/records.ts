import type { ResultOf, deskOperations, instanceOperations } from '@quanheng/contracts';
import type { Item } from './use-matter.js';

export type TrailRecord = ResultOf<typeof instanceOperations.readTrail>['records'][number];
type Written = ResultOf<typeof deskOperations.listWritten>['items'][number];

/** One line of 流转记录: who did what, and what they wrote. */
export interface Entry {
  readonly record: TrailRecord;
  readonly step: string;
  readonly text: string | null | undefined;
  readonly verified: readonly string[];
}

/** The trail in order, with what was written and what the steps are called. */
export function entriesOf(
  trail: readonly TrailRecord[],
  written: readonly Written[],
  items: readonly Item[],
): readonly Entry[] {
  const words = new Map(written.map((each) => [each.seq, each]));
  const names = new Map(items.map(({ activity, name }) => [activity, name.split('：')[0] ?? name]));
  return trail.map((record) => {
    const found = words.get(record.seq);
    return {
      record,
      step: names.get(record.activity) ?? record.activity,
      text: found?.text,
      verified: found?.verified ?? [],
    };
  });
}

/** Those who gave an opinion on the matter, by step, as the printed form groups them (意见栏). */
export function opinionsOf(entries: readonly Entry[]): readonly (readonly [step: string, entries: readonly Entry[]])[] {
  const found = new Map<string, Entry[]>();
  for (const entry of entries) {
    const { outcome } = entry.record;
    if (outcome === undefined && (entry.text === undefined || entry.text === '')) continue;
    found.set(entry.step, [...(found.get(entry.step) ?? []), entry]);
  }
  return [...found];
}
