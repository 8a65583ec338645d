import { payloadOf } from '@quanheng/policy';
import type { Command as EngineCommand } from '@quanheng/engine';
import type { InstanceCommand, MessageRow, ProcessDefinition, StartInstance, WireVariables } from '../ports/index.js';

/** What a command means to the engine. Those on work items mean nothing to it until the policy says so; some concern rows alone. */
export function engineCommands(
  command: InstanceCommand,
  { message, target }: { readonly message?: MessageRow; readonly target?: ProcessDefinition },
): readonly EngineCommand[] {
  switch (command.kind) {
    case 'setVariables': {
      const { scope, variables } = command;
      return [{ type: 'setVariables', ...(scope === undefined ? {} : { scope }), variables: payloadOf(variables) }];
    }
    case 'fireTimer':
      if (command.subscription < 0) return []; // a deadline of the policy
      return [{ type: 'fireTimer', id: command.subscription }];
    case 'deliverMessage':
      return message === undefined ? [] : [correlation(message, command.subscription)];
    case 'deliverSignal': {
      const { name, variables, before } = command;
      return [
        { type: 'broadcastSignal', name, variables: payloadOf(variables), ...(before === undefined ? {} : { before }) },
      ];
    }
    case 'completeJob':
      return [{ type: 'complete', id: command.job, variables: payloadOf(command.variables) }];
    case 'failJob': {
      const { message: why, retries } = command;
      return [{ type: 'fail', id: command.job, message: why, ...(retries === undefined ? {} : { retries }) }];
    }
    case 'throwJobError':
      return [{ type: 'throwError', id: command.job, code: command.code, variables: payloadOf(command.variables) }];
    case 'resolveIncident':
      return [{ type: 'resolveIncident', id: command.element }];
    case 'suspendInstance':
      return [{ type: 'suspend' }];
    case 'resumeInstance':
      return [{ type: 'resume' }];
    case 'cancelInstance':
      return [{ type: 'cancel', reason: command.reason }];
    case 'migrateInstance': {
      const { keys } = command;
      return target === undefined
        ? []
        : [{ type: 'migrate', to: target.graph, ...(keys === undefined ? {} : { keys }) }];
    }
    default:
      return [];
  }
}

function correlation(message: MessageRow, subscription: number): EngineCommand {
  return {
    type: 'correlateMessage',
    name: message.name,
    ...(message.correlation === null ? {} : { key: message.correlation }),
    variables: payloadOf(JSON.parse(message.variables) as WireVariables),
    subscription,
  };
}

export function startCommand(command: StartInstance, message: MessageRow | undefined): EngineCommand {
  const { process, startEvent, businessKey } = command;
  const variables = message === undefined ? command.variables : (JSON.parse(message.variables) as WireVariables);
  return {
    type: 'start',
    process,
    variables: payloadOf(variables),
    ...(startEvent === undefined ? {} : { startEvent }),
    ...(businessKey === undefined ? {} : { businessKey }),
  };
}
