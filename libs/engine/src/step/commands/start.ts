import type { GraphNode } from '../../compile/graph.js';
import { ROOT } from '../../state/state.js';
import type { StartCommand } from '../commands.js';
import { setLocal } from '../data.js';
import { activate, begin, complete, openContainer } from '../lifecycle.js';
import type { Run } from '../run.js';
import { Rejected, variablesOf } from './handler.js';

/** Starts an instance (§13.5.1): by nobody's event, or by the message, signal, timer or condition of one start event. */
export function start(run: Run, command: StartCommand): void {
  const process = run.definition.processes.get(command.process);
  if (process === undefined) {
    const known = [...run.definition.processes.keys()].join(', ');
    throw new Rejected('unknown-process', `There is no process ${command.process}; the document has ${known}.`);
  }
  const triggered = command.startEvent === undefined ? null : startEventOf(process, command.startEvent);
  if (triggered === null) refuseWithoutStart(process);
  const variables = variablesOf(command.variables);
  const constants = variablesOf(command.constants);

  run.emit({
    type: 'instanceStarted',
    definition: run.definition.digest,
    process: process.key,
    businessKey: command.businessKey ?? null,
  });
  const root = run.instance(ROOT);
  if (variables !== null && (triggered === null || triggered.outputs.length === 0)) setLocal(run, root, variables);
  if (constants !== null) setLocal(run, root, constants);
  if (triggered === null) {
    begin(run, process, root);
  } else {
    const event = activate(run, triggered, ROOT);
    openContainer(run, process, root, true);
    complete(run, triggered, event, triggered.outputs.length > 0 ? variables : null);
  }
}

function startEventOf(process: GraphNode, key: string): GraphNode {
  const event = process.container?.startEvents.find((candidate) => candidate.key === key);
  if (event === undefined) throw new Rejected('unknown-element', `${process.id} has no start event ${key}.`, key);
  return event;
}

function refuseWithoutStart(process: GraphNode): void {
  const events = process.container?.startEvents ?? [];
  if (events.length === 0 || events.some((event) => event.event?.trigger === null)) return;
  const names = events.map((event) => event.id).join(', ');
  throw new Rejected('not-startable', `${process.id} only starts by an event: ${names}.`);
}
