import { worded } from '@quanheng/policy';
import { firstFiring, type Definition, type GraphNode } from '@quanheng/engine';
import { accepted, refused, rejected } from '../door/answers.js';
import type { Batch } from '../door/batch.js';
import type { PreparedDeployment } from '../definitions/deployment.js';
import {
  principalName,
  type Answer,
  type DefinitionRow,
  type Deploy,
  type DeploymentRow,
  type Envelope,
  type FireTimer,
  type ProcessDefinition,
  type Publish,
  type Reason,
  type Request,
  type Retire,
  type WithdrawPublication,
} from '../ports/index.js';
import { envOf } from './on-instance.js';

/** The chain of everything about definitions. Locked by every command that concerns it, so versions follow each other. */
export const DEFINITIONS_STREAM = 'definitions';
const LATEST_EFFECT = 400 * 86_400_000;

export interface DeployPlan {
  readonly id: string;
  readonly prepared: PreparedDeployment;
  /** Definitions that are stored already, by digest. */
  readonly known: ReadonlyMap<string, DefinitionRow>;
  /** Highest version so far, by process. */
  readonly versions: ReadonlyMap<string, number>;
}

export function deploy(batch: Batch, envelope: Envelope<Deploy>, plan: DeployPlan): Answer {
  const { command, principal } = envelope;
  const { prepared, id } = plan;
  const at = batch.momentAfter(batch.chain(DEFINITIONS_STREAM));
  const reasons = authorised(batch, envelope, at, {});
  if (reasons.length > 0) return refusal(batch, envelope, at, reasons);
  if (prepared.definitions.length === 0) {
    return rejected('invalid', 'The deployment was not stored; mend what is found and deploy it again.', {
      details: prepared.findings,
    });
  }
  const versions = new Map(plan.versions);
  const definitions = prepared.definitions.map((row): DefinitionRow => {
    const known = plan.known.get(row.digest);
    if (known !== undefined) return known;
    const version = (versions.get(row.process) ?? 0) + 1;
    versions.set(row.process, version);
    return { ...row, deployment: id, version };
  });
  const fresh = definitions.filter(({ digest }) => !plan.known.has(digest));
  const documents = command.resources.map(({ name, text }) => ({ name, text }));
  const chain = batch.append(batch.chain(DEFINITIONS_STREAM), {
    at,
    principal,
    kind: command.kind,
    refused: null,
    definition: null,
    pieces: {
      command: { ...command, resources: prepared.resources.map(({ name, digest }) => ({ name, digest })) },
      definitions: definitions.map(({ process, version, digest }) => ({ process, version, digest })),
      documents,
    },
  });
  const deployment: DeploymentRow = {
    id,
    unit: batch.unit,
    name: command.name,
    at,
    by: principalName(principal),
    publishedAt: null,
    publishedBy: null,
  };
  batch.changes.deployments.push(deployment);
  batch.changes.resources.push(...prepared.resources.map((row) => ({ ...row, deployment: id })));
  batch.changes.definitions.push(...fresh);
  return accepted(chain, {
    deployment: id,
    definitions: definitions.map(({ process, version, digest, status }) => ({ process, version, digest, status })),
    findings: prepared.findings,
  });
}

export interface PublishPlan {
  readonly deployment: DeploymentRow | null;
  readonly definitions: readonly DefinitionRow[];
  readonly compiled: readonly ProcessDefinition[];
  /** Versions whose start events gave way to the new ones'. */
  readonly superseded: readonly ProcessDefinition[];
}

export function publish(batch: Batch, envelope: Envelope<Publish>, plan: PublishPlan): Answer {
  const { command, principal } = envelope;
  const { deployment } = plan;
  if (deployment === null) return rejected('not-found', `There is no deployment ${command.deployment}.`);
  const at = batch.momentAfter(batch.chain(DEFINITIONS_STREAM));
  const drafts = plan.definitions.filter(({ status }) => status === 'draft');
  const publishing = plan.compiled.filter(({ digest }) => drafts.some((row) => row.digest === digest));
  const reasons = authorised(batch, envelope, at, {
    deployment,
    publishing,
    superseded: plan.superseded,
  });
  if (reasons.length > 0) return refusal(batch, envelope, at, reasons);
  if (drafts.length === 0)
    return rejected('conflict', `Deployment ${deployment.id} holds nothing that waits to be published.`);
  const { from = at } = command;
  if (command.from !== undefined && (from <= at || from > at + LATEST_EFFECT)) {
    return rejected('invalid', 'It takes effect at a later moment, at most 400 days from now.', { subject: 'from' });
  }
  const chain = batch.append(batch.chain(DEFINITIONS_STREAM), {
    at,
    principal,
    kind: command.kind,
    refused: null,
    definition: null,
    pieces: { command, definitions: drafts.map(({ process, version, digest }) => ({ process, version, digest })) },
  });
  batch.changes.deployments.push({ ...deployment, publishedAt: from, publishedBy: principalName(principal) });
  const status = from > at ? 'scheduled' : 'published';
  batch.changes.definitions.push(...drafts.map((row): DefinitionRow => ({ ...row, status })));
  if (status === 'scheduled') for (const definition of publishing) schedule(batch, definition, from);
  else {
    for (const old of plan.superseded) closeStartEvents(batch, old);
    for (const definition of publishing) openStartEvents(batch, definition, at);
  }
  return accepted(chain, { definitions: drafts.map(({ process, version, digest }) => ({ process, version, digest })) });
}

export function withdrawPublication(
  batch: Batch,
  envelope: Envelope<WithdrawPublication>,
  { deployment, definitions }: Pick<PublishPlan, 'deployment' | 'definitions'>,
): Answer {
  const { command, principal } = envelope;
  if (deployment === null) return rejected('not-found', `There is no deployment ${command.deployment}.`);
  const at = batch.momentAfter(batch.chain(DEFINITIONS_STREAM));
  const reasons = authorised(batch, envelope, at, { deployment });
  if (reasons.length > 0) return refusal(batch, envelope, at, reasons);
  const scheduled = definitions.filter(({ status }) => status === 'scheduled');
  if (scheduled.length === 0)
    return rejected('conflict', `Deployment ${deployment.id} holds nothing that is still to take effect.`);
  const named = scheduled.map(({ process, version, digest }) => ({ process, version, digest }));
  const chain = batch.append(batch.chain(DEFINITIONS_STREAM), {
    at,
    principal,
    kind: command.kind,
    refused: null,
    definition: null,
    pieces: { command, definitions: named },
  });
  batch.changes.deployments.push({ ...deployment, publishedAt: null, publishedBy: null });
  batch.changes.definitions.push(...scheduled.map((row): DefinitionRow => ({ ...row, status: 'draft' })));
  for (const { digest } of scheduled) batch.changes.timers.drop({ instance: startOwner(digest), subscription: EFFECT });
  return accepted(chain, { definitions: named });
}

export interface EffectPlan {
  readonly row: DefinitionRow;
  readonly definition: ProcessDefinition;
  /** The newest version in effect; null: there is none. */
  readonly present: ProcessDefinition | null;
}

/** The moment has come that was said at publication. Beside a newer version that is in effect already it starts by nothing. */
export function takeEffect(
  batch: Batch,
  envelope: Envelope<FireTimer>,
  { row, definition, present }: EffectPlan,
): Answer {
  const { command, principal } = envelope;
  const at = batch.momentAfter(batch.chain(DEFINITIONS_STREAM));
  const reasons = authorised(batch, envelope, at, { definition: row });
  if (reasons.length > 0) return refusal(batch, envelope, at, reasons);
  const chain = batch.append(batch.chain(DEFINITIONS_STREAM), {
    at,
    principal,
    kind: command.kind,
    refused: null,
    definition: row.digest,
    pieces: { command },
  });
  batch.changes.timers.drop(command);
  batch.changes.definitions.push({ ...row, status: 'published' });
  if (present === null || present.version < row.version) {
    if (present !== null) closeStartEvents(batch, present);
    openStartEvents(batch, definition, at);
  }
  return accepted(chain, { definition: row.digest });
}

/** No subscription of a start event, which are numbered from 0: the moment at which a definition takes effect. */
export const EFFECT = -1;

function schedule(batch: Batch, { unit, digest, process }: ProcessDefinition, due: number): void {
  batch.changes.timers.update({ instance: startOwner(digest), subscription: EFFECT, unit, element: process, due });
  batch.notices.push({ kind: 'timer', due });
}

export function retire(
  batch: Batch,
  envelope: Envelope<Retire>,
  row: DefinitionRow | null,
  compiled: ProcessDefinition | null,
): Answer {
  const { command, principal } = envelope;
  if (row === null || row.unit !== batch.unit)
    return rejected('not-found', `There is no definition ${command.definition}.`);
  const at = batch.momentAfter(batch.chain(DEFINITIONS_STREAM));
  const reasons = authorised(batch, envelope, at, { definition: row });
  if (reasons.length > 0) return refusal(batch, envelope, at, reasons);
  if (row.status === 'retired')
    return rejected('conflict', `${row.process} version ${row.version} is retired already.`);
  const chain = batch.append(batch.chain(DEFINITIONS_STREAM), {
    at,
    principal,
    kind: command.kind,
    refused: null,
    definition: row.digest,
    pieces: { command },
  });
  batch.changes.definitions.push({ ...row, status: 'retired' });
  if (row.status === 'scheduled') batch.changes.timers.drop({ instance: startOwner(row.digest), subscription: EFFECT });
  else if (compiled !== null) closeStartEvents(batch, compiled);
  return accepted(chain, { definition: row.digest });
}

function authorised(
  batch: Batch,
  { command, principal }: Envelope,
  at: number,
  about: Pick<Request, 'deployment' | 'definition' | 'publishing' | 'superseded'>,
): readonly Reason[] {
  const { organisation, unit, parts } = batch;
  return worded(parts.policy.authorise({ command, principal, unit, at, organisation, ...about }));
}

function refusal(batch: Batch, { command, principal }: Envelope, at: number, reasons: readonly Reason[]): Answer {
  const kept = command.kind === 'deploy' ? { kind: command.kind, name: command.name } : command;
  const chain = batch.append(batch.chain(DEFINITIONS_STREAM), {
    at,
    principal,
    kind: command.kind,
    refused: reasons.map(({ code }) => code),
    definition: null,
    pieces: { command: kept, reasons },
  });
  return refused(chain, reasons);
}

/** Whom the start events of a definition wait under. */
export function startOwner(digest: string): string {
  return `definition:${digest}`;
}

/** Message, signal and timer start events of the process begin to wait. */
function openStartEvents(batch: Batch, definition: ProcessDefinition, at: number): void {
  const { unit, digest } = definition;
  for (const node of startEventsOf(definition)) {
    const key = { instance: startOwner(digest), subscription: node.index, unit, element: node.key };
    const trigger = node.event?.trigger;
    if (trigger?.kind === 'message') {
      batch.changes.subscriptions.update({ ...key, kind: 'message', name: trigger.message.name, correlation: null });
    } else if (trigger?.kind === 'signal') {
      batch.changes.subscriptions.update({ ...key, kind: 'signal', name: trigger.name, correlation: null });
    } else if (trigger?.kind === 'timer') {
      const due = firstStart(batch, node, at);
      if (due === undefined) continue;
      batch.changes.timers.update({ ...key, due });
      batch.notices.push({ kind: 'timer', due });
    }
  }
}

function closeStartEvents(batch: Batch, definition: ProcessDefinition): void {
  for (const { index, event } of startEventsOf(definition)) {
    const key = { instance: startOwner(definition.digest), subscription: index };
    if (event?.trigger?.kind === 'timer') batch.changes.timers.drop(key);
    else batch.changes.subscriptions.drop(key);
  }
}

export function startEventsOf({
  graph,
  process,
}: {
  readonly graph: Definition;
  readonly process: string;
}): readonly GraphNode[] {
  return (graph.processes.get(process)?.container?.startEvents ?? []).filter(({ event }) => event?.trigger != null);
}

function firstStart(batch: Batch, node: GraphNode, at: number): number | undefined {
  const trigger = node.event?.trigger;
  if (trigger?.kind !== 'timer' || typeof trigger.timer.value !== 'string') return undefined;
  const { kind, value, calendar } = trigger.timer;
  return firstFiring(kind, value, calendar, envOf(batch, at))?.due;
}
