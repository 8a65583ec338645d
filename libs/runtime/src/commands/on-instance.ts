import { leadsTo, withFields, type Env } from '@quanheng/engine';
import { carryOut, viewOf, workingTimeOf, type Outcome, type Verdict } from '@quanheng/policy';
import { accepted, refused, rejected, rejectedByEngine } from '../door/answers.js';
import { wholeState, type Batch } from '../door/batch.js';
import type { Snapshot } from '../door/snapshot.js';
import { project } from '../door/projection.js';
import type { NamedRecords } from '../door/scope-records.js';
import { faultsOf } from '../forms/filled-in.js';
import { newId } from '../ids.js';
import type {
  Accepted,
  Answer,
  Envelope,
  InstanceCommand,
  InstanceRowStatus,
  ProcessDefinition,
  Request,
  ScopeKey,
  TrailRecord,
} from '../ports/index.js';
import { engineCommands } from './engine-command.js';
import { leadsElsewhere } from './messages.js';
import { recordedCommand, recordedEvents } from './recorded-command.js';
import { retryDelay } from './retry.js';

/** A command to a running instance, within its batch. */
export function onInstance(
  batch: Batch,
  envelope: Envelope<InstanceCommand>,
  target: ProcessDefinition | undefined,
  judgesForm = false,
): Answer {
  const { command, principal } = envelope;
  const snapshot = batch.snapshot(command.instance);
  if (snapshot === undefined) return rejected('not-found', `There is no instance ${command.instance}.`);
  if (isOver(snapshot.status) && snapshot.status !== snapshot.flow.status) {
    // Given up in quarantine: its state is what it was then.
    return rejected('conflict', `The instance is ${snapshot.status}.`, { details: [{ code: 'not-active' }] });
  }
  const job = 'job' in command ? batch.job({ instance: command.instance, job: command.job }) : undefined;
  const stale = 'lock' in command && (job === undefined || job.lock !== command.lock);
  if (stale) return rejected('conflict', `The lock of job ${command.job} is no longer held; fetch the job again.`);
  if (command.kind === 'retryJob' && job === undefined) {
    return rejected('not-found', `Instance ${command.instance} has no waiting job ${command.job}.`);
  }
  const message = command.kind === 'deliverMessage' ? batch.message(command.message) : undefined;
  if (command.kind === 'deliverMessage' && message === undefined) {
    return rejected('not-found', `Message ${command.message} was delivered or has expired.`);
  }
  if (command.kind === 'deliverMessage' && message !== undefined) {
    const { flow, definition } = snapshot;
    const subscription = flow.subscriptions.get(command.subscription);
    const receiver = subscription === undefined ? undefined : definition.graph.nodesByKey.get(subscription.element);
    if (receiver !== undefined && !leadsTo(message.targets, receiver, { id: definition.process }))
      return rejected('conflict', leadsElsewhere(message), { subject: receiver.id });
  }

  const { request, keys } = namedRecords(batch, envelope, snapshot, target);
  const { at } = request;
  const given = engineCommands(withRetries(command, job?.retries ?? 0), {
    ...(message === undefined ? {} : { message }),
    ...(target === undefined ? {} : { target }),
  });
  const verdict = carryOut(batch.parts.policy, request, snapshot, batch.records(keys), given, envOf(batch, at));
  if (verdict.kind !== 'done') return turnedDown(batch, snapshot, envelope, at, verdict);
  // Who may not do it at all has been told that, and that it was tried is kept.
  const faults = judgesForm && command.kind === 'completeWork' ? faultsOf(command, snapshot, envOf(batch, at)) : [];
  if (faults.length > 0) {
    return rejected('invalid-input', faults.map((each) => each.message).join(''), { details: faults });
  }
  const after = keepOutcome(
    batch,
    snapshot,
    envelope,
    at,
    verdict.outcome,
    target ?? snapshot.definition,
    job?.retries,
  );
  if (command.kind === 'deliverMessage') batch.changes.messages.drop(command.message);
  if (command.kind === 'retryJob' && job !== undefined) {
    batch.changes.jobs.update({ ...job, due: at, lock: null, lockedUntil: null });
    batch.notices.push({ kind: 'job', handler: job.handler, due: at });
  }
  if (command.kind === 'attachFile') {
    const { name, digest, size, type, item = null, evidence = null } = command;
    const by = principal.kind === 'person' ? principal.person : '';
    const { seq } = after.chain;
    batch.changes.attachments.push({
      instance: after.id,
      seq,
      unit: after.unit,
      name,
      digest,
      size,
      type,
      item,
      evidence,
      at,
      by,
    });
  }
  const { warnings } = verdict.outcome;
  return accepted(after.chain, { ...resultOf(after), ...(warnings.length === 0 ? {} : { warnings }) });
}

/** Scope records that the command rests on, as its instance is now. */
export function scopesOnInstance(
  batch: Batch,
  envelope: Envelope<InstanceCommand>,
  target: ProcessDefinition | undefined,
): readonly ScopeKey[] {
  const snapshot = batch.snapshot(envelope.command.instance);
  if (snapshot === undefined) return [];
  return namedRecords(batch, envelope, snapshot, target).keys;
}

function namedRecords(
  batch: Batch,
  envelope: Envelope<InstanceCommand>,
  snapshot: Snapshot,
  target: ProcessDefinition | undefined,
): NamedRecords {
  return batch.namedFor(envelope, snapshot, () => {
    const request = requestOf(batch, envelope, batch.momentAfter(snapshot.chain), target);
    // What is over rests on nothing any more, whatever the command says.
    if (isOver(snapshot.status)) return { request, keys: [] };
    return { request, keys: batch.parts.policy.scopes(withFields(request, { instance: viewOf(snapshot, []) })) };
  });
}

function requestOf(
  batch: Batch,
  { command, principal }: Envelope<InstanceCommand>,
  at: number,
  target: ProcessDefinition | undefined,
): Omit<Request, 'instance'> {
  const { unit, organisation } = batch;
  const job = 'job' in command ? batch.job({ instance: command.instance, job: command.job }) : undefined;
  return {
    command,
    principal,
    unit,
    at,
    organisation,
    ...(target === undefined ? {} : { target }),
    ...(job === undefined ? {} : { job }),
  };
}

/** In the engine's terms: how many retries are left when it is tried next; none at all when it is not tried again. */
function withRetries(command: InstanceCommand, left: number): InstanceCommand {
  if (command.kind !== 'failJob') return command;
  const { retries: wished = left, ...rest } = command;
  const again = Math.min(wished, left);
  return again <= 0 ? rest : { ...rest, retries: again - 1 };
}

/** Working time is counted by the calendars of the organisation that the command is decided under: its version is in the entry. */
export function envOf({ parts, organisation }: Batch, at: number): Env {
  const { zone = '+08:00' } = parts;
  return { at, zone, workingTime: workingTimeOf(organisation, at) };
}

/** A guard's refusal is an act of its own and leaves an entry; what merely does not fit leaves nothing. */
export function turnedDown(
  batch: Batch,
  snapshot: Snapshot,
  { command, principal }: Envelope,
  at: number,
  verdict: Exclude<Verdict, { kind: 'done' }>,
): Answer {
  switch (verdict.kind) {
    case 'misfit':
      return rejected(verdict.misfit.code, verdict.misfit.message);
    case 'rejected':
      return command.kind === 'retrieveWork'
        ? rejected('conflict', NOT_RETRIEVABLE, { details: [{ code: verdict.rejection.code }] })
        : rejectedByEngine(verdict.rejection);
    case 'refused': {
      const { chain, digests } = batch.record(snapshot.chain, {
        at,
        principal,
        kind: command.kind,
        refused: verdict.reasons.map(({ code }) => code),
        definition: snapshot.definition.digest,
        pieces: { command, reasons: verdict.reasons },
        digests: snapshot.digests,
        state: () => wholeState(snapshot),
      });
      batch.keep({ ...snapshot, chain, digests });
      return refused(chain, verdict.reasons);
    }
  }
}

const NOT_RETRIEVABLE =
  '其后的环节在另一并行分支、子流程或多实例中，不能直接取回；请由当前环节的承办人退回，或联系运行维护人员。';

/** Steps 5 and 6: the entry, the rows and the instance as it is from now on. */
export function keepOutcome(
  batch: Batch,
  before: Snapshot,
  { command, principal }: Envelope,
  at: number,
  outcome: Outcome,
  definition: ProcessDefinition,
  retriesBefore?: number,
): Snapshot {
  const { flow, work, commands } = outcome;
  const records = outcome.records.map((record) => batch.recordedChange(record));
  const seq = before.chain.seq + 1;
  const trail = outcome.trail.map((each): TrailRecord => withFields(each, { seq, at }));
  const status = outcome.state.status;
  const draft: Snapshot = {
    ...before,
    definition,
    status,
    endedAt: isOver(status) ? (before.endedAt ?? at) : null,
    flow: outcome.state,
    work: outcome.workState,
    trail: trail.length === 0 ? before.trail : [...before.trail, ...trail],
  };
  const { chain, digests } = batch.record(before.chain, {
    at,
    principal,
    kind: command.kind,
    refused: null,
    definition: definition.digest,
    pieces: {
      command,
      ...(commands.length === 0
        ? {}
        : { steps: { zone: envOf(batch, at).zone, commands: commands.map(recordedCommand) } }),
      ...(flow.length === 0 ? {} : { flow: recordedEvents(flow) }),
      ...(work.length === 0 ? {} : { work }),
      ...(trail.length === 0 ? {} : { trail }),
      ...(records.length === 0 ? {} : { records }),
    },
    digests: before.digests,
    state: () => wholeState(draft),
  });
  for (const record of records) batch.changeRecord(record);
  const after: Snapshot = { ...draft, chain, digests };
  const { surroundings } = batch.parts;
  const wait = command.kind === 'failJob' ? (command.retryAfter ?? retryDelay(retriesBefore ?? 0)) : 0;
  project(before, after, flow, work, {
    changes: batch.changes,
    notices: batch.notices,
    at,
    newId: () => newId(surroundings),
    retryAt: at + wait,
    deadlines: () => batch.parts.policy.deadlines(after.work),
    job: (key) => batch.job(key),
  });
  batch.keep(after);
  return after;
}

export function resultOf({ id, number, status }: Snapshot): Accepted['result'] {
  return { instance: id, number, status };
}

function isOver(status: InstanceRowStatus): boolean {
  return status === 'completed' || status === 'cancelled';
}
