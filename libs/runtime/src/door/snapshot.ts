import { stateFromJson, UNBORN, type InstanceState, type StateJson } from '@quanheng/engine';
import { EMPTY_DIGEST } from '@quanheng/ledger';
import type {
  InstanceRowStatus,
  LoadedInstance,
  ProcessDefinition,
  StateDigests,
  TrailRecord,
} from '../ports/index.js';
import type { Chain } from './chain.js';

/** One instance between two commands. A value: a command that is discarded leaves the snapshot it began with. */
export interface Snapshot {
  readonly id: string;
  readonly unit: string;
  readonly process: string;
  readonly status: InstanceRowStatus;
  readonly businessKey: string | null;
  readonly number: string | null;
  readonly startedAt: number;
  readonly startedBy: string;
  readonly endedAt: number | null;
  readonly definition: ProcessDefinition;
  readonly flow: InstanceState;
  readonly work: unknown;
  readonly trail: readonly TrailRecord[];
  readonly digests: StateDigests;
  readonly chain: Chain;
}

export const NO_DIGESTS: StateDigests = { flow: EMPTY_DIGEST, work: EMPTY_DIGEST, trail: EMPTY_DIGEST };

/** The snapshot of a row whose state was read with it. */
export function snapshotOf(
  row: LoadedInstance & { readonly state: NonNullable<LoadedInstance['state']> },
  definition: ProcessDefinition,
): Snapshot {
  return {
    ...headOf(row),
    definition,
    flow: stateFromJson(JSON.parse(row.state.flow) as StateJson),
    work: JSON.parse(row.state.work) as unknown,
    trail: JSON.parse(row.state.trail) as TrailRecord[],
    digests: row.digests,
    chain: { stream: instanceStream(row.id), seq: row.revision, leaf: row.lastLeaf, at: row.lastAt },
  };
}

function headOf(row: LoadedInstance): Omit<Snapshot, 'definition' | 'flow' | 'work' | 'trail' | 'digests' | 'chain'> {
  const { id, unit, process, status, businessKey, number, startedAt, startedBy, endedAt } = row;
  return { id, unit, process, status, businessKey, number, startedAt, startedBy, endedAt };
}

/** What is there before `startInstance`. */
export function unborn(
  id: string,
  unit: string,
  definition: ProcessDefinition,
  work: unknown,
  start: Pick<Snapshot, 'businessKey' | 'number' | 'startedAt' | 'startedBy'>,
): Snapshot {
  return {
    id,
    unit,
    process: definition.process,
    status: 'active',
    ...start,
    endedAt: null,
    definition,
    flow: UNBORN,
    work,
    trail: [],
    digests: NO_DIGESTS,
    chain: { stream: instanceStream(id), seq: 0, leaf: null, at: 0 },
  };
}

export function instanceStream(id: string): string {
  return `instance:${id}`;
}
