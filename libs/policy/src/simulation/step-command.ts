import { addDuration, toPlainJson, toWire, type FeelContext, type PersonStep } from '@quanheng/engine';
import type { z } from 'zod';
import type {
  DelegationCommand,
  InstanceCommand,
  InstanceView,
  OrganisationView,
  Principal,
  WireVariables,
} from '../ports/index.js';
import { problemsOf } from '../profiles/index.js';
import type { Work } from '../work/state.js';
import { findItem, openItems } from './find-item.js';
import { COMPLETION, GIVEN_COMMANDS, REASONED } from './given-commands.js';

/** A step of a scenario as a command at the door. */
export type StepCommand =
  | { readonly about: 'instance'; readonly instance: InstanceView<Work>; readonly command: InstanceCommand }
  | { readonly about: 'organisation'; readonly command: DelegationCommand }
  /** Why there is none. */
  | { readonly about: null; readonly unmet: string };

/**
 * What a step asks of the door, with the instances as they are.
 * @param instances in the order in which they were started
 */
export function stepCommand(
  step: PersonStep,
  by: string,
  instances: readonly InstanceView<Work>[],
  organisation: OrganisationView,
  at: number,
): StepCommand {
  switch (step.kind) {
    case 'complete': {
      const { variables, outcome } = step;
      const rest = read(COMPLETION, step.with);
      if ('unmet' in rest) return rest;
      const filled = Object.keys(variables).length === 0 ? {} : { variables: wired(variables) };
      const chosen = outcome === null ? {} : { outcome };
      return onItem((item) => ({ kind: 'completeWork', item, ...filled, ...chosen, ...rest.fields }));
    }
    case 'return': {
      const rest = read(REASONED, step.with);
      if ('unmet' in rest) return rest;
      return onItem((item, instance) => {
        return { kind: 'returnWork', item, target: keyOf(step.to, instance), ...rest.fields };
      });
    }
    case 'set':
      return onInstance({ kind: 'setVariables', variables: wired(step.variables), reason: '按场景设置' });
    case 'give':
      return given(step);
  }

  function given({ command: kind, element, with: fields }: Extract<PersonStep, { kind: 'give' }>): StepCommand {
    const known = Object.hasOwn(GIVEN_COMMANDS, kind) ? GIVEN_COMMANDS[kind as keyof typeof GIVEN_COMMANDS] : undefined;
    if (known === undefined) {
      return unmet(`there is no command ${kind}. Known: ${Object.keys(GIVEN_COMMANDS).join(', ')}`);
    }
    const rest = read(known.fields, fields);
    if ('unmet' in rest) return rest;
    switch (known.about) {
      case 'item':
        return onItem((item) => ({ kind, item, ...rest.fields }));
      case 'activity':
        if (element === null) return unmet(`${kind} says no activity ("on")`);
        return onInstance((instance) => ({ kind, activity: keyOf(element, instance), ...rest.fields }));
      case 'instance':
        return onInstance({ kind, ...rest.fields });
      case 'organisation':
        return { about: 'organisation', command: { kind, ...rest.fields } as DelegationCommand };
    }
  }

  function onItem(made: (item: string, instance: InstanceView<Work>) => Made): StepCommand {
    const { instance, act } = step as Extract<PersonStep, { act: unknown }>;
    const { element, loopCounter } = step as Extract<PersonStep, { loopCounter: unknown }>;
    if (element === null) return unmet('the step says no element ("on")');
    const found = findItem({ element, act, loopCounter, instance }, by, instances, organisation, at);
    if (found === undefined) {
      const which = act === null ? element : `${element} ${act}`;
      return unmet(`nothing is to be done at ${which}; ${openItems(instances)}`);
    }
    return command(found.instance, made(found.item, found.instance));
  }

  function onInstance(made: Made | ((instance: InstanceView<Work>) => Made)): StepCommand {
    const found =
      step.instance === null
        ? (instances.find(({ flow }) => flow.status === 'active' || flow.status === 'suspended') ?? instances[0])
        : instances[step.instance - 1];
    if (found === undefined) return unmet('no instance was started that it could be about');
    return command(found, typeof made === 'function' ? made(found) : made);
  }
}

/**
 * Who gives the command of a step.
 * @param signedIn how long ago the person proved who they are, an ISO duration; null: just now
 */
export function stepPrincipal(
  by: string,
  at: number,
  signedIn: string | null = null,
): Extract<Principal, { kind: 'person' }> {
  const ago = signedIn === null ? 0 : (addDuration(at, signedIn, ZONE) ?? Infinity) - at;
  return { kind: 'person', person: by, account: `a-${by}`, authenticatedAt: at - ago };
}
const ZONE = '+08:00';

/** Without the instance, and with fields that were read by the schema of the kind. */
type Made = { readonly kind: string } & Readonly<Record<string, unknown>>;

function command(instance: InstanceView<Work>, made: Made): StepCommand {
  return { about: 'instance', instance, command: { ...made, instance: instance.id } as unknown as InstanceCommand };
}

function unmet(why: string): Extract<StepCommand, { about: null }> {
  return { about: null, unmet: why };
}

function read<T>(
  schema: z.ZodType<T>,
  fields: FeelContext,
): { readonly fields: T } | Extract<StepCommand, { about: null }> {
  const plain = Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, toPlainJson(value)]));
  const { success, data, error } = schema.safeParse(plain);
  return success ? { fields: data } : unmet(problemsOf(error).join('; '));
}

/** The key of the activity with this id: in the document itself, else in a called one. */
function keyOf(id: string, { definition }: InstanceView): string {
  const { nodesByKey, nodes } = definition.graph;
  return nodesByKey.has(id) ? id : (nodes.find((node) => node.id === id)?.key ?? id);
}

/** @throws Error for what cannot be carried, which no JSON file can hold */
export function wired(variables: FeelContext): WireVariables {
  return Object.fromEntries(
    Object.entries(variables).map(([name, value]) => {
      const made = toWire(value);
      if (!made.ok) throw new Error(`${name}: ${made.message}`);
      return [name, made.value];
    }),
  );
}
