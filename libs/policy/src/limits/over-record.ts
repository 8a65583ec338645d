import {
  formatValue,
  fromWire,
  type Expression,
  type FeelNumber,
  type FeelScope,
  type FeelValue,
  type WireValue,
} from '@quanheng/engine';
import type { InstanceView, RegisterEntryData, Request, ScopeKey } from '../ports/index.js';
import { memoryOf } from '../records/index.js';
import type { Work } from '../work/state.js';
import { registered } from './register.js';
import { total } from './totals.js';

/** What a limit's expressions are evaluated with: the zone of the unit, and the moment of the act as `now()` and `today()`. */
export function valueOver(expression: Expression, scope: FeelScope, { at }: Pick<Request, 'at'>): FeelValue {
  return expression.evaluate(scope, { at, zone: '+08:00' });
}

/** Null: it has no value. */
export function textOver(expression: Expression, scope: FeelScope, request: Pick<Request, 'at'>): string | null {
  const value = valueOver(expression, scope, request);
  if (value === null) return null;
  return typeof value === 'string' ? value : (formatValue(value) ?? '');
}

/** The process's own data and `papers`: of each that is there, by its name, the digest of its newest version. */
function withPapers(data: FeelScope, { work }: InstanceView<Work>): FeelScope {
  return {
    get: (name) => {
      if (name !== 'papers') return data.get(name);
      const papers = Object.entries(work.counted?.papers ?? {});
      return Object.fromEntries(papers.map(([paper, versions]) => [paper, versions.at(-1)?.digest ?? null]));
    },
  };
}

/**
 * The variables of the process with the digests of its papers and, over a contract or another record, what is known of it: `record`, its number, `register`, the entry of its register, and
 * `counted`, what was used of each limit by name. They go before variables of these names.
 */
export function scopeOver(
  data: FeelScope,
  key: ScopeKey | null | undefined,
  request: Request<Work>,
  instance: InstanceView<Work>,
): FeelScope {
  const own = withPapers(data, instance);
  if (key === null || key === undefined) return own;
  return {
    get: (name) => {
      if (name === 'record') return key.id;
      if (name === 'register') return registerOf(registered(key, request, instance));
      if (name === 'counted') return countedOf(key, instance);
      return own.get(name);
    },
  };
}

/** Amounts and percentages as numbers, days as dates; null where there is no entry. */
function registerOf(entry: RegisterEntryData<'contract' | 'budgetLine'> | undefined): FeelValue {
  if (entry === undefined) return null;
  const entries = Object.entries(entry).map(([name, value]): [string, FeelValue] => [name, valueOf(name, value)]);
  return Object.fromEntries(entries);
}

const AMOUNTS = new Set(['sum', 'openingPaid', 'retentionPercent', 'granted', 'openingSpent']);
const DAYS = new Set(['signedOn', 'liabilityUntil']);

function valueOf(name: string, value: string | number | null): FeelValue {
  if (typeof value !== 'string') return value;
  const kind = AMOUNTS.has(name) ? 'number' : DAYS.has(name) ? 'date' : null;
  if (kind === null) return value;
  const wire: WireValue = { $feel: kind, value };
  const made = fromWire(wire);
  if (!made.ok) throw new Error(`a register holds ${value}, which is no ${kind}`);
  return made.value;
}

function countedOf(key: ScopeKey, instance: InstanceView<Work>): FeelValue {
  const { used = {} } = memoryOf(instance, key);
  return Object.fromEntries(Object.keys(used).map((name) => [name, usedOf(name, key, instance)]));
}

/** By everything under the record, or in the instance. */
export function usedOf(limit: string, key: ScopeKey | null, instance: InstanceView<Work>): FeelNumber {
  if (key === null) return total(Object.values(instance.work.counted?.used[limit] ?? {}).map(({ amount }) => amount));
  const used = memoryOf(instance, key).used?.[limit];
  return used === undefined ? 0 : total([used.closed, ...Object.values(used.open)]);
}
