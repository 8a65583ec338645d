import { leadsTo } from '@quanheng/engine';
import { carryOut } from '@quanheng/policy';
import { accepted, refused, rejected } from '../door/answers.js';
import type { Batch } from '../door/batch.js';
import type { NamedRecords } from '../door/scope-records.js';
import { instanceStream, unborn } from '../door/snapshot.js';
import {
  principalName,
  type Answer,
  type Envelope,
  type ProcessDefinition,
  type Reason,
  type ScopeKey,
  type StartInstance,
} from '../ports/index.js';
import { startCommand } from './engine-command.js';
import { leadsElsewhere } from './messages.js';
import { envOf, keepOutcome, resultOf, turnedDown } from './on-instance.js';

export interface StartPlan {
  readonly id: string;
  readonly number: string | null;
  readonly definition: ProcessDefinition;
}

/** A new instance, within its batch. */
export function startInstance(batch: Batch, envelope: Envelope<StartInstance>, plan: StartPlan): Answer {
  const { command, principal } = envelope;
  const { definition } = plan;
  const message = command.message === undefined ? undefined : batch.message(command.message);
  if (command.message !== undefined && message === undefined) {
    return rejected('not-found', `Message ${command.message} was delivered or has expired.`);
  }
  const start = definition.graph.nodesByKey.get(command.startEvent ?? '');
  if (message !== undefined && start !== undefined && !leadsTo(message.targets, start, { id: definition.process }))
    return rejected('conflict', leadsElsewhere(message), { subject: start.id });
  const { request, keys } = namedRecords(batch, envelope, definition);
  const { at } = request;
  const before = unborn(plan.id, batch.unit, definition, batch.parts.policy.initial, {
    businessKey: command.businessKey ?? null,
    number: plan.number,
    startedAt: at,
    startedBy: principalName(principal),
  });
  const given = [startCommand(command, message)];
  const verdict = carryOut(batch.parts.policy, request, before, batch.records(keys), given, envOf(batch, at));
  if (verdict.kind === 'refused') return refusedStart(batch, envelope, plan, at, verdict.reasons);
  if (verdict.kind !== 'done') return turnedDown(batch, before, envelope, at, verdict);
  const after = keepOutcome(batch, before, envelope, at, verdict.outcome, definition);
  batch.changes.addInstance(after.id);
  if (message !== undefined) batch.changes.messages.drop(message.id);
  const { warnings } = verdict.outcome;
  return accepted(after.chain, { ...resultOf(after), ...(warnings.length === 0 ? {} : { warnings }) });
}

/** Scope records that the start rests on. There is no instance yet to ask about. */
export function scopesOfStart(
  batch: Batch,
  envelope: Envelope<StartInstance>,
  definition: ProcessDefinition,
): readonly ScopeKey[] {
  return namedRecords(batch, envelope, definition).keys;
}

function namedRecords(batch: Batch, envelope: Envelope<StartInstance>, target: ProcessDefinition): NamedRecords {
  return batch.namedFor(envelope, null, () => {
    const { unit, organisation, parts } = batch;
    const { command, principal } = envelope;
    const request = { command, principal, unit, at: parts.surroundings.now(), organisation, target };
    return { request, keys: parts.policy.scopes(request) };
  });
}

/** Nothing was begun: the refusal is the only entry in the chain of the instance that was not to be. */
function refusedStart(
  batch: Batch,
  { command, principal }: Envelope<StartInstance>,
  { id, definition }: StartPlan,
  at: number,
  reasons: readonly Reason[],
): Answer {
  const chain = batch.append(batch.chain(instanceStream(id)), {
    at,
    principal,
    kind: command.kind,
    refused: reasons.map(({ code }) => code),
    definition: definition.digest,
    pieces: { command, reasons },
  });
  return refused(chain, reasons);
}
