import type { PastAct } from '../constraints/index.js';
import {
  recordName,
  type InstanceView,
  type RecordChange,
  type ScopeKey,
  type ScopeRecordRow,
} from '../ports/index.js';

/** What a scope record remembers of the matters under it: plain JSON. Other members are whoever's they are, and stay. */
export interface RecordMemory {
  /** Acts that constraints over the record ask about; the same act of the same person in the same place once. */
  readonly acts?: readonly PastAct[];
  /** What was used of each limit, by its name. */
  readonly used?: Readonly<Record<string, Used>>;
}
export interface Used {
  /** By matters that are over: an exact decimal. */
  readonly closed: string;
  /** By those under way, by instance. */
  readonly open: Readonly<Record<string, string>>;
}

/** Rows never change, and one command asks the same several times. */
const READ = new WeakMap<ScopeRecordRow, RecordMemory>();

export function memoryOf({ records }: Pick<InstanceView, 'records'>, key: ScopeKey): RecordMemory {
  const name = recordName(key);
  const row = records.find((each) => recordName(each) === name);
  if (row === undefined) return {};
  let memory = READ.get(row);
  if (memory === undefined) READ.set(row, (memory = JSON.parse(row.value) as RecordMemory));
  return memory;
}

/** Whether the step may see and change it. */
export function isNamed({ named }: Pick<InstanceView, 'named'>, key: ScopeKey): boolean {
  const name = recordName(key);
  return named.some((each) => recordName(each) === name);
}

export function changed(key: ScopeKey, memory: RecordMemory): RecordChange {
  return { kind: key.kind, id: key.id, value: memory };
}
