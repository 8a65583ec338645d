import { type EngineEvent } from '@quanheng/engine';
import { ACTS, askedOf, isActKind, type Act } from '../acts/index.js';
import { actingAsSelf, trailOf } from '../acts/trail.js';
import { policyOf } from '../model/index.js';
import { NO_REACTION, type InstanceView, type Reaction, type Request, type Stimulus } from '../ports/index.js';
import { deadlineOf, onDeadline } from './deadlines.js';
import { WorkDraft } from './draft.js';
import { insideOf } from './inside.js';
import { voidWhatIsDrawnOtherwise } from './migration.js';
import { placed } from './placed.js';
import type { Digest } from './protected-data.js';
import type { Work } from './state.js';

/** What the policy makes of a command that was authorised, or of what the engine did. Pure. */
export function reactTo(request: Request<Work>, stimulus: Stimulus, digest: Digest): Reaction {
  const { instance } = request;
  if (instance === undefined) return NO_REACTION;
  if (stimulus.kind === 'events') return onEvents(request, stimulus.events, instance, digest);
  const draft = new WorkDraft(request, instance, digest);
  const { trail, ...rest } = onCommand(draft, request);
  return { ...rest, trail: trail.map((record) => placed(record, request)) };
}

function onEvents(
  request: Request<Work>,
  events: readonly EngineEvent[],
  before: InstanceView<Work>,
  digest: Digest,
): Reaction {
  const migratedTo = events.some(({ type }) => type === 'instanceMigrated') ? request.target : undefined;
  const instance = migratedTo === undefined ? before : { ...before, definition: migratedTo };
  const draft = new WorkDraft(request, instance, digest);
  for (const event of events) onEvent(draft, event, instance);
  if (migratedTo !== undefined) voidWhatIsDrawnOtherwise(draft, before.definition, instance);
  else if (writesProtected(events, instance)) draft.voidWhatChanged();
  return draft.reaction();
}

function onEvent(draft: WorkDraft, event: EngineEvent, instance: InstanceView<Work>): void {
  switch (event.type) {
    case 'workOpened':
      // What ended in the same step was never anybody's to do.
      if (event.work.kind !== 'user' || instance.flow.elements.get(event.id)?.work == null) return;
      draft.open(event.id, event.element);
      return;
    case 'workClosed':
    case 'elementCompleted':
    case 'elementCancelled':
      draft.close(event.id);
      return;
    case 'instanceCompleted':
    case 'instanceCancelled':
      draft.clearDeadlines(() => true);
      return;
    case 'completionsForgotten':
      for (const slot of event.slots) {
        for (const activity of insideOf(instance.definition.graph, slot)) draft.voidEnded(activity, 'return');
      }
      return;
    default:
      return;
  }
}

function writesProtected(events: readonly EngineEvent[], { definition }: InstanceView<Work>): boolean {
  const { protectedData } = policyOf(definition);
  if (protectedData.size === 0) return false;
  return events.some((event) => {
    if (event.type !== 'variablesSet') return false;
    for (const name of event.values.keys()) if (protectedData.has(name)) return true;
    return false;
  });
}

function onCommand(draft: WorkDraft, request: Request<Work>): Reaction {
  const { command, principal, organisation, at } = request;
  if (command.kind === 'startInstance') {
    if (principal.kind !== 'person') return NO_REACTION;
    const acting = actingAsSelf(principal.person, organisation, at);
    return { ...NO_REACTION, trail: [trailOf({ activity: command.process, element: 0 }, 'start', principal, acting)] };
  }
  const deadline = command.kind === 'fireTimer' ? deadlineOf(command) : undefined;
  if (deadline !== undefined) return onDeadline(draft, request, deadline);
  const asked = isActKind(command.kind) ? askedOf(request) : undefined;
  return asked === undefined ? NO_REACTION : (ACTS[asked.command.kind] as Act).react(draft, asked);
}
