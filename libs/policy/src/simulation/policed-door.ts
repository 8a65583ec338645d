import {
  type Command as EngineCommand,
  type Env,
  type Given,
  type PersonStep,
  type PreparedWorld,
  type StepDone,
  type TurnedDown,
  type WorldDoor,
  type WorldInstance,
} from '@quanheng/engine';
import { workingTimeOf } from '../calendar/index.js';
import type { FiledOrganisation } from '../lint/index.js';
import {
  deadlineTimer,
  principalName,
  worded,
  type DelegationCommand,
  type InstanceCommand,
  type InstanceView,
  type Policy,
  type Principal,
  type ProcessDefinition,
  type Reason,
  type Request,
  type TrailRecord,
} from '../ports/index.js';
import { carryOut, delegationChange, viewOf, type InstanceBefore, type Verdict } from '../turns/index.js';
import { BadVariables } from '../variables.js';
import type { Work } from '../work/state.js';
import { PlayedOrganisation } from './played-organisation.js';
import { PlayedRecords } from './played-records.js';
import { stepCommand, stepPrincipal } from './step-command.js';
import { worldCommand, type WorldCommand } from './world-command.js';

const UNIT = 'played';
const ZONE = '+08:00';

/** One instance behind the door, besides its flow, which the world keeps. */
interface Matter {
  readonly definition: ProcessDefinition;
  readonly startedBy: string;
  readonly startedAt: number;
  readonly work: Work;
  readonly trail: readonly TrailRecord[];
  /** Entries so far. */
  readonly seq: number;
}

/** What is behind the door can be looked at. */
export interface PolicedWorldDoor extends WorldDoor {
  /** @throws Error for an instance that was not started */
  readonly matterOf: (instance: WorldInstance) => InstanceView<Work>;
}

/**
 * The door of the product in a simulated world: every command is authorised, carried out by engine and policy in turn, and admitted, as the runtime does
 * it, over an organisation that a file tells. Pure: the same steps lead to the same refusals.
 */
export function policedDoor(
  policy: Policy<Work>,
  prepared: PreparedWorld,
  organisation: FiledOrganisation,
): PolicedWorldDoor {
  const door = new PolicedDoor(policy, prepared, organisation);
  return {
    zone: ZONE,
    workingTime: (at) => door.workingTime(at),
    give: (instance, command, by, env) => door.give(instance, command, by, env),
    people: {
      act: (step, instances, env) => door.act(step, instances, env),
      deadlines: (instance) => door.deadlines(instance),
    },
    matterOf: (instance) => door.viewOf(instance),
  };
}

class PolicedDoor {
  private readonly matters = new Map<WorldInstance, Matter>();
  private readonly records = new PlayedRecords(UNIT);
  private readonly organisation: PlayedOrganisation;
  private readonly definitions = new Map<string, ProcessDefinition>();
  /** Entries of the organisation's own chain so far. */
  private organisationSeq = 0;

  constructor(
    private readonly policy: Policy<Work>,
    private readonly prepared: PreparedWorld,
    filed: FiledOrganisation,
  ) {
    this.organisation = new PlayedOrganisation(filed, (...entered) => this.records.enter(...entered));
  }

  workingTime(at: number): NonNullable<Env['workingTime']> {
    return workingTimeOf(this.organisation.asOf(at), at);
  }

  deadlines(instance: WorldInstance): readonly { readonly id: number; readonly due: number }[] {
    const matter = this.matters.get(instance);
    if (matter === undefined) return [];
    return this.policy.deadlines(matter.work).map(({ deadline, due }) => ({ id: deadlineTimer(deadline), due }));
  }

  give(instance: WorldInstance, command: EngineCommand, by: string | null, env: Env): Given {
    // What the policy waits for is nothing to the engine.
    const isOwn = command.type === 'fireTimer' && command.id < 0;
    return this.carry(instance, worldCommand(instance, command, by, env.at), isOwn ? [] : [command], env);
  }

  act(step: PersonStep, all: readonly WorldInstance[], env: Env): StepDone {
    const { by } = step;
    const { at } = env;
    if (by === null) return noMatter({ message: 'the step says nobody who does it ("by")' });
    const started = all.filter((instance) => this.matters.has(instance));
    const views = started.map((instance) => this.viewOf(instance));
    const asked = stepCommand(step, by, views, this.organisation.asOf(at), at);
    const principal = stepPrincipal(by, at, step.signedIn);
    switch (asked.about) {
      case null:
        return noMatter({ message: asked.unmet });
      case 'organisation':
        return noMatter(this.delegate(asked.command, principal, at));
      case 'instance': {
        const instance = started[views.indexOf(asked.instance)];
        if (instance === undefined) throw new Error('a step was found in an instance that was not started');
        const given = this.carry(instance, { command: asked.command, principal }, meaning(asked.command, step), env);
        return { instance, given };
      }
    }
  }

  private carry(
    instance: WorldInstance,
    { command, principal, job }: WorldCommand,
    given: readonly EngineCommand[],
    env: Env,
  ): Given {
    const { at } = env;
    const known = this.matters.get(instance);
    const matter = known ?? this.unborn(instance, principal, at);
    const before = this.before(instance, matter);
    const request: Omit<Request<Work>, 'instance'> = {
      ...{ command, principal, unit: UNIT, at, organisation: this.organisation.asOf(at) },
      ...(known === undefined ? { target: matter.definition } : {}),
      ...(job === undefined ? {} : { job }),
    };
    try {
      const keys = this.keys(instance, request, known === undefined ? null : before);
      const verdict = carryOut(this.policy, request, before, this.records.of(keys), given, env);
      if (verdict.kind !== 'done') {
        if (verdict.kind === 'refused' && known !== undefined) {
          this.matters.set(instance, { ...matter, seq: matter.seq + 1 });
        }
        return { events: [], state: instance.state, turnedDown: turnedDown(verdict) };
      }
      return this.keep(instance, matter, verdict, at);
    } catch (error) {
      if (!(error instanceof BadVariables)) throw error;
      return { events: [], state: instance.state, turnedDown: { message: error.message } };
    }
  }

  private keep(
    instance: WorldInstance,
    matter: Matter,
    { outcome }: Extract<Verdict, { kind: 'done' }>,
    at: number,
  ): Given {
    const seq = matter.seq + 1;
    const trail = outcome.trail.map((each): TrailRecord => ({ ...each, seq, at }));
    this.matters.set(instance, {
      ...matter,
      seq,
      work: outcome.workState as Work,
      trail: trail.length === 0 ? matter.trail : [...matter.trail, ...trail],
    });
    this.records.write(outcome.records);
    return { events: outcome.flow, state: outcome.state };
  }

  /** What is over rests on no record any more, whatever the command says. */
  private keys(
    { state }: WorldInstance,
    request: Omit<Request<Work>, 'instance'>,
    before: InstanceBefore | null,
  ): ReturnType<Policy['scopes']> {
    if (before === null) return this.policy.scopes(request);
    if (state.status === 'completed' || state.status === 'cancelled') return [];
    return this.policy.scopes({ ...request, instance: viewOf(before, []) as InstanceView<Work> });
  }

  private delegate(
    command: DelegationCommand,
    principal: Principal & { kind: 'person' },
    at: number,
  ): TurnedDown | null {
    const organisation = this.organisation.asOf(at);
    const named = command.kind === 'delegate' ? command.processes : [];
    const all =
      command.kind === 'delegate' && named.length === 0 ? [...this.prepared.definition.processes.keys()] : named;
    const missing = all.find((process) => !this.prepared.definition.processes.has(process));
    if (missing !== undefined) return { message: `there is no process ${missing}` };
    const delegated = all.map((process) => this.definitionOf(process));
    this.organisationSeq++;
    const reasons = worded(this.policy.authorise({ command, principal, unit: UNIT, at, organisation, delegated }));
    if (reasons.length > 0) return refused(reasons);
    const seq = this.organisationSeq;
    const { change } = delegationChange(command, principal.person, organisation, { at, seq });
    const wrong = this.organisation.change([change], { at, principal });
    return wrong === null ? null : { message: wrong };
  }

  private before(instance: WorldInstance, matter: Matter): InstanceBefore {
    const { definition, startedBy, startedAt, work, trail } = matter;
    return {
      id: instance.name,
      process: definition.process,
      startedBy,
      startedAt,
      definition,
      flow: instance.state,
      work,
      trail,
    };
  }

  viewOf(instance: WorldInstance): InstanceView<Work> {
    const matter = this.matters.get(instance);
    if (matter === undefined) throw new Error(`instance ${instance.name} was not started`);
    return viewOf(this.before(instance, matter), []) as InstanceView<Work>;
  }

  private unborn({ process }: WorldInstance, principal: Principal, at: number): Matter {
    const definition = this.definitionOf(process.id);
    return {
      definition,
      startedBy: principalName(principal),
      startedAt: at,
      work: this.policy.initial,
      trail: [],
      seq: 0,
    };
  }

  private definitionOf(process: string): ProcessDefinition {
    const known = this.definitions.get(process);
    if (known !== undefined) return known;
    const { definition: graph, models } = this.prepared;
    const name = graph.processes.get(process)?.name ?? process;
    const made = {
      unit: UNIT,
      digest: graph.digest,
      process,
      version: 1,
      name,
      graph,
      models,
      forms: new Map<string, never>(),
    };
    this.definitions.set(process, made);
    return made;
  }
}

/** What a command of a person means to the engine before the policy has said anything. */
function meaning(command: InstanceCommand, step: PersonStep): readonly EngineCommand[] {
  switch (command.kind) {
    case 'setVariables':
      return step.kind === 'set' ? [{ type: 'setVariables', variables: step.variables }] : [];
    case 'suspendInstance':
      return [{ type: 'suspend' }];
    case 'resumeInstance':
      return [{ type: 'resume' }];
    case 'cancelInstance':
      return [{ type: 'cancel', reason: command.reason }];
    default:
      return [];
  }
}

function turnedDown(verdict: Exclude<Verdict, { kind: 'done' }>): TurnedDown {
  switch (verdict.kind) {
    case 'refused':
      return refused(verdict.reasons);
    case 'rejected': {
      const { code, message } = verdict.rejection;
      return { message, ...(code === 'step-limit' ? { isLimit: true } : {}) };
    }
    case 'misfit':
      return { message: verdict.misfit.message };
  }
}

function refused(reasons: readonly Reason[]): TurnedDown {
  const refusal = [...new Set(reasons.map(({ code }) => code))];
  return { refusal, message: [...new Set(reasons.map(({ message }) => message))].join(' ') };
}

function noMatter(turned: TurnedDown | null): StepDone {
  return { instance: null, turnedDown: turned };
}
