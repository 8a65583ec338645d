import type { Command as EngineCommand, EngineEvent } from '@quanheng/engine';
import { payloadOf } from '../variables.js';
import {
  NO_REACTION,
  type CompleteWork,
  type Concerned,
  type Policy,
  type Reaction,
  type Request,
  type ReturnWork,
  type Stimulus,
  type TrailRecord,
  type WorkEvent,
} from '../ports/index.js';
import { assignmentOf, offersFor } from './assignment.js';
import { authorise } from './rights.js';

/** What the plain policy knows of an instance: its open work items. */
export interface PlainWork {
  readonly items: Readonly<Record<string, PlainItem>>;
}
export interface PlainItem {
  readonly element: number;
  readonly activity: string;
  readonly offers: readonly string[];
  readonly assignee: string | null;
}

type TrailDraft = Omit<TrailRecord, 'seq' | 'at'>;

/** Every user task is one work item, completed by one person to whom it is offered. Controls and constraints are the policy library's. */
export const plainPolicy: Policy<PlainWork> = {
  version: 'plain-1',
  initial: { items: {} },
  apply,
  concerned,
  scopes: () => [],
  authorise,
  admit: () => [],
  react: (request, stimulus) => (stimulus.kind === 'command' ? toCommand(request) : toEvents(request, stimulus)),
};

function apply(work: PlainWork, event: WorkEvent): PlainWork {
  switch (event.type) {
    case 'itemOpened': {
      const { item, element, activity, offers } = event;
      return { items: { ...work.items, [item]: { element, activity, offers, assignee: null } } };
    }
    case 'itemAssigned': {
      const known = work.items[event.item];
      if (known === undefined) return work;
      return { items: { ...work.items, [event.item]: { ...known, assignee: event.assignee } } };
    }
    case 'itemCompleted':
    case 'itemCancelled': {
      return { items: Object.fromEntries(Object.entries(work.items).filter(([item]) => item !== event.item)) };
    }
    default:
      return work;
  }
}

function concerned({ items }: PlainWork): Concerned {
  const persons = new Set<string>();
  const offers = new Set<string>();
  for (const { assignee, offers: keys } of Object.values(items)) {
    if (assignee !== null) persons.add(assignee);
    else for (const key of keys) offers.add(key);
  }
  return { persons: [...persons], offers: [...offers] };
}

function toCommand(request: Request<PlainWork>): Reaction {
  const { command } = request;
  switch (command.kind) {
    case 'startInstance':
      return { ...NO_REACTION, trail: trailOf(request, { activity: command.process, element: 0, act: 'start' }) };
    case 'completeWork':
    case 'returnWork':
    case 'claimWork':
    case 'releaseWork': {
      const item = request.instance?.work.items[command.item];
      if (item === undefined) {
        return { ...NO_REACTION, misfit: { code: 'conflict', message: '本件已办结或已撤回，请刷新待办。' } };
      }
      return onItem(request, command.kind, command.item, item);
    }
    default:
      return NO_REACTION;
  }
}

function onItem(request: Request<PlainWork>, kind: string, item: string, known: PlainItem): Reaction {
  const { command, principal } = request;
  if (principal.kind !== 'person') return NO_REACTION;
  const { activity, element } = known;
  if (command.kind === 'completeWork') {
    const outcome = command.outcome ?? null;
    return {
      commands: completion(command, element),
      events: [{ type: 'itemCompleted', item, by: principal.person, outcome }],
      trail: trailOf(request, { activity, element, act: 'complete', ...(outcome === null ? {} : { outcome }) }),
    };
  }
  if (command.kind === 'returnWork') {
    return {
      commands: returning(command, element),
      events: [{ type: 'itemCompleted', item, by: principal.person, outcome: 'return' }],
      trail: trailOf(request, { activity, element, act: 'return' }),
    };
  }
  const isClaim = kind === 'claimWork';
  const assignee = isClaim ? principal.person : null;
  if (known.assignee === assignee) return { ...NO_REACTION, misfit: alreadySo(isClaim) };
  return {
    commands: [],
    events: [{ type: 'itemAssigned', item, assignee }],
    trail: trailOf(request, { activity, element, act: isClaim ? 'claim' : 'release' }),
  };
}

function alreadySo(isClaim: boolean): NonNullable<Reaction['misfit']> {
  return { code: 'conflict', message: isClaim ? '本件已由您签收。' : '本件尚未签收，无须退回待办。' };
}

function completion({ variables, outcome }: CompleteWork, id: number): readonly EngineCommand[] {
  return [{ type: 'complete', id, variables: payloadOf(variables), ...(outcome === undefined ? {} : { outcome }) }];
}

function returning({ target }: ReturnWork, from: number): readonly EngineCommand[] {
  return [{ type: 'returnTo', from, target }];
}

function trailOf(
  request: Request<PlainWork>,
  act: Pick<TrailDraft, 'activity' | 'element' | 'act' | 'outcome'>,
): TrailDraft[] {
  const { principal, organisation, at } = request;
  if (principal.kind !== 'person') return [];
  const { person, account } = principal;
  const post = organisation.holdings(person, at)[0]?.data.post;
  const department = post === undefined ? undefined : organisation.fact('post', post, at)?.data.department;
  return [
    {
      ...act,
      person,
      account,
      ...(post === undefined ? {} : { post }),
      ...(department === undefined ? {} : { department }),
    },
  ];
}

/** Items open with the work of user tasks and end with it. */
function toEvents(request: Request<PlainWork>, { events }: Extract<Stimulus, { kind: 'events' }>): Reaction {
  const reactions = events.flatMap((event) => toEvent(request, event));
  return reactions.length === 0 ? NO_REACTION : { ...NO_REACTION, events: reactions };
}

function toEvent(request: Request<PlainWork>, event: EngineEvent): WorkEvent[] {
  const { instance, organisation, at } = request;
  if (instance === undefined) return [];
  switch (event.type) {
    case 'workOpened': {
      // What ended in the same step was never anybody's to do.
      if (event.work.kind !== 'user' || instance.flow.elements.get(event.id)?.work == null) return [];
      const { name, form, assigns } = assignmentOf(instance.definition, event.element);
      const offers = offersFor(assigns, instance, organisation, at);
      const { id: element, element: activity } = event;
      return [{ type: 'itemOpened', item: String(element), element, activity, name, offers, form, due: null }];
    }
    case 'workClosed':
    case 'elementCompleted':
    case 'elementCancelled':
      return instance.work.items[String(event.id)] === undefined
        ? []
        : [{ type: 'itemCancelled', item: String(event.id) }];
    default:
      return [];
  }
}
