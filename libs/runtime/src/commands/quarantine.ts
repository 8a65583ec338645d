import { viewOf, worded } from '@quanheng/policy';
import { accepted, rejected } from '../door/answers.js';
import { wholeState, type Batch } from '../door/batch.js';
import type { ProjectionContext } from '../door/projection-context.js';
import { abandon, wakeUp } from '../door/projection.js';
import { instanceStream, type Snapshot } from '../door/snapshot.js';
import { newId } from '../ids.js';
import type {
  Answer,
  CancelInstance,
  Command,
  Envelope,
  InstanceCommand,
  Principal,
  ReleaseInstance,
  WorkItemRow,
} from '../ports/index.js';
import { resultOf, turnedDown } from './on-instance.js';

/** The step hit an assertion: the instance takes no further command, with a record of what happened. */
export function quarantine(batch: Batch, id: string, command: Command, principal: Principal, error: Error): Answer {
  const snapshot = batch.snapshot(id);
  if (snapshot === undefined) throw error;
  const at = batch.momentAfter(snapshot.chain);
  const quarantined: Snapshot = { ...snapshot, status: 'quarantined' };
  const { chain, digests } = batch.record(snapshot.chain, {
    at,
    principal: { kind: 'system', name: 'door' },
    kind: 'quarantine',
    refused: null,
    definition: snapshot.definition.digest,
    pieces: { command, fault: error.message },
    digests: snapshot.digests,
    state: () => wholeState(quarantined),
  });
  batch.keep({ ...quarantined, chain, digests });
  batch.changes.quarantine.update({
    instance: id,
    unit: snapshot.unit,
    at,
    command: command.kind,
    principal: principal.kind === 'person' ? principal.person : principal.kind,
    message: error.message,
    stack: error.stack ?? '',
  });
  batch.parts.report?.({ kind: 'quarantine', subject: instanceStream(id), error });
  return rejected(
    'quarantined',
    `Instance ${id} hit a fault of the product and was put aside; an operator has to look at it.`,
  );
}

/**
 * What an instance in quarantine still takes: to be released, or to be given up. Neither asks the engine, nor the policy to react: one of them has failed on
 * this very state.
 * @param items its work items, of any status
 */
export function onQuarantined(
  batch: Batch,
  { command, principal, unit }: Envelope<InstanceCommand>,
  snapshot: Snapshot,
  items: readonly Pick<WorkItemRow, 'item' | 'status'>[],
): Answer {
  if (command.kind !== 'releaseInstance' && command.kind !== 'cancelInstance') {
    return rejected('quarantined', `Instance ${snapshot.id} is quarantined; an operator has to look at it first.`);
  }
  const envelope = { command, principal, unit };
  const at = batch.momentAfter(snapshot.chain);
  const against = authorised(batch, envelope, snapshot, at);
  if (against !== null) return against;
  const isOver = command.kind === 'cancelInstance';
  const after = entered(batch, envelope, at, {
    ...snapshot,
    ...(isOver ? { status: 'cancelled', endedAt: at } : { status: snapshot.flow.status }),
  });
  batch.changes.quarantine.drop(after.id);
  const context = contextOf(batch, at, after);
  if (isOver) {
    const open = items.filter(({ status }) => status === 'open').map(({ item }) => item);
    abandon(after, open, context);
  } else if (after.status === 'active') wakeUp(after, context);
  batch.keep(after);
  return accepted(after.chain, resultOf(after));
}

/** To release an instance that is in no quarantine does not fit, and to whom it may not even be said is told so first. */
export function notQuarantined(batch: Batch, envelope: Envelope<ReleaseInstance>, snapshot: Snapshot): Answer {
  const against = authorised(batch, envelope, snapshot, batch.momentAfter(snapshot.chain));
  return against ?? rejected('conflict', `Instance ${snapshot.id} is not quarantined: it is ${snapshot.status}.`);
}

/** Null: the command may be given. */
function authorised(
  batch: Batch,
  envelope: Envelope<ReleaseInstance | CancelInstance>,
  snapshot: Snapshot,
  at: number,
): Answer | null {
  const { command, principal } = envelope;
  const isQuarantined = snapshot.status === 'quarantined';
  const instance = { ...viewOf(snapshot, []), ...(isQuarantined ? { isQuarantined } : {}) };
  const { unit, organisation, parts } = batch;
  const reasons = worded(parts.policy.authorise({ command, principal, unit, at, organisation, instance }));
  return reasons.length === 0 ? null : turnedDown(batch, snapshot, envelope, at, { kind: 'refused', reasons });
}

/** The entry. It holds no events: flow, work and trail stay what they were. */
function entered(
  batch: Batch,
  { command, principal }: Envelope<ReleaseInstance | CancelInstance>,
  at: number,
  after: Snapshot,
): Snapshot {
  const { chain, digests } = batch.record(after.chain, {
    at,
    principal,
    kind: command.kind,
    refused: null,
    definition: after.definition.digest,
    pieces: { command },
    digests: after.digests,
    state: () => wholeState(after),
  });
  return { ...after, chain, digests };
}

function contextOf(batch: Batch, at: number, { work }: Snapshot): ProjectionContext {
  const { changes, notices, parts } = batch;
  return {
    ...{ changes, notices, at, retryAt: at, newId: () => newId(parts.surroundings), job: (key) => batch.job(key) },
    deadlines: () => parts.policy.deadlines(work),
  };
}
