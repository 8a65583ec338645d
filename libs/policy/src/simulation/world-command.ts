import { ROOT, type Command as EngineCommand, type WorldInstance } from '@quanheng/engine';
import type { InstanceCommand, JobInQuestion, Principal, StartInstance } from '../ports/index.js';
import { stepPrincipal, wired } from './step-command.js';

/** What the world gives by itself, as the command that the product gives at its door, with who gives it. */
export interface WorldCommand {
  readonly command: StartInstance | InstanceCommand;
  readonly principal: Principal;
  readonly job?: JobInQuestion;
}

/** Jobs of the world hold the lock that they are asked for. */
const LOCK = 'played';

/**
 * @param by who starts an instance; null: the product
 * @throws Error for what no world gives
 */
export function worldCommand(
  instance: WorldInstance,
  command: EngineCommand,
  by: string | null,
  at: number,
): WorldCommand {
  const of = { instance: instance.name };
  switch (command.type) {
    case 'start': {
      const { process, startEvent, variables = {}, businessKey } = command;
      const trigger = startEvent === undefined ? undefined : instance.nodeByKey(startEvent).event?.trigger;
      return {
        command: {
          kind: 'startInstance',
          process,
          variables: wired(variables),
          ...(startEvent === undefined ? {} : { startEvent }),
          ...(businessKey === undefined ? {} : { businessKey }),
        },
        principal: by === null ? system(trigger?.kind === 'timer' ? 'timer' : 'courier') : stepPrincipal(by, at),
      };
    }
    case 'fireTimer':
      return { command: { ...of, kind: 'fireTimer', subscription: command.id }, principal: system('timer') };
    case 'correlateMessage': {
      const { name, subscription = ROOT } = command;
      return { command: { ...of, kind: 'deliverMessage', message: name, subscription }, principal: system('courier') };
    }
    case 'broadcastSignal': {
      const { name, variables = {}, before } = command;
      const until = before === undefined || before === Infinity ? {} : { before };
      return {
        command: { ...of, kind: 'deliverSignal', signal: name, name, variables: wired(variables), ...until },
        principal: system('courier'),
      };
    }
    case 'complete': {
      const { id: job, variables } = command;
      const filled = variables === undefined ? {} : { variables: wired(variables) };
      return ofJob(instance, job, { ...of, kind: 'completeJob', job, lock: LOCK, ...filled });
    }
    case 'fail': {
      const { id: job, message } = command;
      return ofJob(instance, job, { ...of, kind: 'failJob', job, lock: LOCK, message });
    }
    case 'throwError': {
      const { id: job, code } = command;
      return ofJob(instance, job, { ...of, kind: 'throwJobError', job, lock: LOCK, code });
    }
    default:
      throw new Error(`a world under a policy gives no ${command.type}`);
  }
}

function ofJob(instance: WorldInstance, job: number, command: InstanceCommand): WorldCommand {
  const element = instance.state.elements.get(job);
  const key = element?.element ?? '';
  const handler = element?.work?.handler ?? key;
  return { command, principal: system(`job:${handler}`), job: { job, element: key, handler } };
}

function system(name: string): Principal {
  return { kind: 'system', name };
}
