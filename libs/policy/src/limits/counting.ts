import { numberText, type EngineEvent } from '@quanheng/engine';
import { policyOf } from '../model/index.js';
import { recordName, type InstanceView, type RecordChange, type ScopeKey, type WorkEvent } from '../ports/index.js';
import {
  changed,
  isNamed,
  keysOfKind,
  lastNamed,
  memoryOf,
  recordKeys,
  type RecordKeys,
  type RecordMemory,
  type Used,
} from '../records/index.js';
import { insideOf } from '../work/inside.js';
import type { Work } from '../work/state.js';
import { amountOf } from './amounts.js';
import { total } from './totals.js';
import { dataOf } from './data.js';
import { limitsOf, type Limits } from './spec.js';
import { countingEvent, type CountingEvent } from './state.js';

/**
 * What a step means for limits and windows. What people do uses its amount when it is completed, a job when it begins: by the time it tells that it is done
 * the money is gone. An amount is given back when work goes back before it, or when the worker tells that it was not done.
 */
export function countedBy(
  events: readonly EngineEvent[],
  instance: InstanceView<Work>,
  at: number,
): readonly WorkEvent[] {
  const limits = limitsOf(policyOf(instance.definition));
  if (isEmpty(limits)) return [];
  return events.flatMap((event) => meaningOf(event, limits, instance, at)).map(countingEvent);
}

function isEmpty({ limits, windows }: Limits): boolean {
  return limits.length === 0 && windows.length === 0;
}

function meaningOf(event: EngineEvent, limits: Limits, instance: InstanceView<Work>, at: number): CountingEvent[] {
  switch (event.type) {
    case 'workOpened':
      return event.work.kind === 'job' ? usedBy(event, limits, instance) : [];
    case 'elementCompleted': {
      const activity = event.element;
      const isFirst = limits.windows.some(({ first }) => first === activity);
      const isUsed = isCounted(event.id, instance.work) || saidNo({ activity, element: event.id }, instance);
      return [
        ...(isUsed ? [] : usedBy(event, limits, instance)),
        ...noLongerOpen(activity, limits, instance),
        ...(isFirst ? [{ type: 'work:windowBegan', activity, at } as const] : []),
      ];
    }
    case 'errorThrown':
      return Object.entries(instance.work.counted?.used ?? {}).flatMap(([limit, used]): CountingEvent[] =>
        Object.hasOwn(used, event.id) ? [{ type: 'work:amountGivenBack', limit, element: event.id }] : [],
      );
    case 'completionsForgotten':
      return forgotten(
        event.slots.flatMap((slot) => insideOf(instance.definition.graph, slot)),
        instance.work,
      );
    default:
      return [];
  }
}

function usedBy(
  { element: activity, id: element }: { readonly element: string; readonly id: number },
  { limits }: Limits,
  instance: InstanceView<Work>,
): CountingEvent[] {
  return limits.flatMap(({ name, extent, acts, sum, open }): CountingEvent[] => {
    if (!acts.some((act) => act.activity === activity)) return [];
    const used = { type: 'work:amountUsed', limit: name, element, activity, ...overOf(extent, instance) } as const;
    if (open !== null) return [{ ...used, amount: '1' }];
    if (sum === null) return [];
    const amount = amountOf(dataOf(instance), sum.of);
    // Without an amount the guard does not let the step stand.
    return amount === null ? [] : [{ ...used, amount: numberText(amount) }];
  });
}

/** The invoices of this payment, and not those of the next one. */
function overOf(extent: string, instance: InstanceView<Work>): { readonly over?: readonly string[] } {
  const model = policyOf(instance.definition);
  if (!model.records.some(({ kind, each }) => kind === extent && each)) return {};
  return { over: keysOfKind(keysNow(instance), extent).map(({ id }) => id) };
}

function keysNow(instance: InstanceView<Work>): RecordKeys {
  const data = dataOf(instance);
  return recordKeys(policyOf(instance.definition), (name) => data.get(name) ?? null, instance.startedAt);
}

/** Whoever is next may begin; a sum is given back where nothing governed has begun. */
function noLongerOpen(activity: string, { limits }: Limits, { work }: InstanceView<Work>): CountingEvent[] {
  return limits
    .filter(({ until, sum }) => until === activity && (sum === null || work.powerUsed === undefined))
    .flatMap(({ name }) => Object.keys(work.counted?.used[name] ?? {}).map((element) => givenBack(name, element)));
}

function givenBack(limit: string, element: string): CountingEvent {
  return { type: 'work:amountGivenBack', limit, element: Number(element) };
}

/** A job was counted when it began; one that began before jobs were is counted when it is done. */
function isCounted(element: number, { counted }: Work): boolean {
  return Object.values(counted?.used ?? {}).some((used) => Object.hasOwn(used, element));
}

/** A control that said no: what limits ask about was not done. */
export function saidNo(
  { activity, element }: { readonly activity: string; readonly element: number },
  { work }: Pick<InstanceView<Work>, 'work'>,
): boolean {
  const ended = work.ended?.[activity];
  return ended?.element === element && ended.outcome !== 'passed';
}

function forgotten(activities: readonly string[], { counted }: Work): CountingEvent[] {
  if (counted === undefined) return [];
  const gone = new Set(activities);
  const amounts = Object.entries(counted.used).flatMap(([limit, used]) =>
    Object.entries(used).flatMap(([element, { activity }]): CountingEvent[] =>
      gone.has(activity) ? [givenBack(limit, element)] : [],
    ),
  );
  const windows = Object.keys(counted.doneAt).filter((activity) => gone.has(activity));
  return [...amounts, ...windows.map((activity): CountingEvent => ({ type: 'work:windowGone', activity }))];
}

/**
 * The records over which limits are summed, with what this matter uses of them now. Of a matter that is over it becomes a part of the total, where what is
 * under way is counted it is gone; of one that was given up before anything governed had begun nothing is used.
 * @param work after the step
 */
export function recordsWith(
  events: readonly EngineEvent[],
  work: Work,
  instance: InstanceView<Work>,
): readonly RecordChange[] {
  const model = policyOf(instance.definition);
  const { limits } = limitsOf(model);
  const sums = limits.filter(({ sum, open, extent }) => (sum !== null || open !== null) && extent !== 'instance');
  const isOver = events.some(({ type }) => type === 'instanceCompleted' || type === 'instanceCancelled');
  const isGivenUp = events.some(({ type }) => type === 'instanceCancelled') && work.powerUsed === undefined;
  if (sums.length === 0 || (work.counted === instance.work.counted && !isOver)) return [];
  const keys = keysNow(instance);
  const memories = new Map<string, { readonly key: ScopeKey; readonly memory: RecordMemory }>();
  for (const { name, extent, open } of sums) {
    const now = keysOfKind(keys, extent);
    for (const key of now.length === 0 && isOver ? lastNamed(extent, instance) : now) {
      if (!isNamed(instance, key)) continue;
      const { memory } = memories.get(recordName(key)) ?? { memory: memoryOf(instance, key) };
      const before = memory.used?.[name] ?? NOTHING_USED;
      const own = isGivenUp || (isOver && open !== null) ? '0' : numberText(total(amountsOf(work, name, key)));
      const after = isOver ? closedWith(before, instance.id, own) : openWith(before, instance.id, own);
      memories.set(recordName(key), { key, memory: { ...memory, used: { ...memory.used, [name]: after } } });
    }
  }
  return [...memories.values()].map(({ key, memory }) => changed(key, memory));
}
const NOTHING_USED: Used = { closed: '0', open: {} };

function amountsOf({ counted }: Work, limit: string, { id }: ScopeKey): string[] {
  return Object.values(counted?.used[limit] ?? {}).flatMap(({ amount, over }) =>
    over === undefined || over.includes(id) ? [amount] : [],
  );
}

function openWith({ closed, open }: Used, instance: string, amount: string): Used {
  return { closed, open: { ...open, [instance]: amount } };
}

function closedWith({ closed, open }: Used, instance: string, amount: string): Used {
  const others = Object.entries(open).filter(([each]) => each !== instance);
  return { closed: numberText(total([closed, amount])), open: Object.fromEntries(others) };
}
