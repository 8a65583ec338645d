import type { Command } from '../commands.js';
import { IncidentSignal } from '../incident-signal.js';
import { begin, complete, route } from '../lifecycle.js';
import { throwError } from '../propagation.js';
import type { Run } from '../run.js';
import { Rejected, variablesOf, waitingInstance } from './handler.js';

type Of<T extends Command['type']> = Extract<Command, { type: T }>;

/** The work is done; for a held element, without it. */
export function completeWork(run: Run, command: Of<'complete'>): void {
  const instance = waitingInstance(run, command.id);
  const node = run.nodeOf(instance);
  if (command.outcome !== undefined && !node.outcomes.includes(command.outcome)) {
    const known = node.outcomes.length === 0 ? 'none is declared' : `declared are ${node.outcomes.join(', ')}`;
    throw new Rejected('unknown-outcome', `${node.id} has no outcome "${command.outcome}": ${known}.`, node.id);
  }
  complete(run, node, instance, variablesOf(command.variables), command.outcome ?? null);
}

export function failWork(run: Run, command: Of<'fail'>): void {
  const instance = waitingInstance(run, command.id);
  const { message, retries } = command;
  if (retries !== undefined && (!Number.isSafeInteger(retries) || retries < 0)) {
    throw new Rejected('wrong-work', `retries must be a whole number from 0, not ${retries}.`);
  }
  run.emit({ type: 'jobFailed', id: instance.id, message, retries: retries ?? 0 });
  if (retries !== undefined) return;
  run.emit({ type: 'workClosed', id: instance.id });
  run.raise(instance, new IncidentSignal('job-failed', message), 'work');
}

export function throwErrorFromWork(run: Run, command: Of<'throwError'>): void {
  const instance = waitingInstance(run, command.id);
  const variables = variablesOf(command.variables);
  run.emit({ type: 'workClosed', id: instance.id });
  throwError(run, instance, command.code, variables);
}

/** A held element does now what it would have done at once. */
export function proceed(run: Run, command: Of<'proceed'>): void {
  const instance = waitingInstance(run, command.id);
  const node = run.nodeOf(instance);
  if (instance.work.kind !== 'held') {
    throw new Rejected('wrong-work', `${node.id} is not held; complete its work instead.`, node.id);
  }
  run.emit({ type: 'workClosed', id: instance.id });
  try {
    node.element.activate(run, node, instance);
  } catch (error) {
    if (!(error instanceof IncidentSignal)) throw error;
    run.raise(instance, error, 'work');
  }
}

/** Tries again what the incident stopped, and nothing that was done before it. */
export function resolveIncident(run: Run, command: Of<'resolveIncident'>): void {
  const found = run.draft.elements.get(command.id);
  const incident = found?.incident;
  if (found === undefined || incident == null) {
    throw new Rejected('no-incident', `Element instance ${command.id} has no incident.`);
  }
  const instance = run.instance(found.id);
  const node = run.nodeOf(instance);
  run.emit({ type: 'incidentResolved', id: instance.id, element: instance.element });
  const outcome = incident.outcome ?? instance.outcome;
  const { phase } = incident;
  if (phase === 'activate' || phase === 'subscribe' || phase === 'work') begin(run, node, instance, phase);
  else if (phase === 'leave' && instance.loop !== null) run.schedule({ kind: 'loop', id: instance.id });
  else if (phase === 'route') route(run, node, instance, outcome);
  else complete(run, node, instance, null, outcome);
}
