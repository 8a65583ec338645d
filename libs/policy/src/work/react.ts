import { withFields, type EngineEvent } from '@quanheng/engine';
import { ACTS, askedOf, isActKind, type Act } from '../acts/index.js';
import { invalid } from '../acts/reactions.js';
import { reoffer } from '../acts/reoffer.js';
import { actingAsSelf, trailOf } from '../acts/trail.js';
import { constraintsOf } from '../guard/drawn-constraints.js';
import { approvalsUsed, keepApprovals } from '../guard/used-approvals.js';
import { actsOf } from '../guard/effects.js';
import type { Known } from '../guard/known.js';
import { countedBy, countingEvent, paperNames, recordsWith } from '../limits/index.js';
import { policyOf } from '../model/index.js';
import {
  NO_REACTION,
  type AttachFile,
  type InstanceView,
  type Reaction,
  type RecordChange,
  type Request,
  type Stimulus,
} from '../ports/index.js';
import { settleRefusedOrders } from '../exceptions/ratification.js';
import { substituteUses } from '../exceptions/substitute-uses.js';
import { namedBy, remembered } from '../records/index.js';
import { deadlineOf, onDeadline } from './deadlines.js';
import { WorkDraft } from './draft.js';
import { insideOf } from './inside.js';
import { keepRecusals, voidWhatIsDrawnOtherwise } from './migration.js';
import { operatorWrote } from './operator-writes.js';
import { placed } from './placed.js';
import type { Digest } from './protected-data.js';
import type { Work } from './state.js';

/** Element instance 0 is the process itself. */
const ROOT = 0;

/** What the policy makes of a command that was authorised, or of what the engine did. Pure. */
export function reactTo(request: Request<Work>, stimulus: Stimulus, { digest, known }: Means): Reaction {
  const { instance } = request;
  if (instance === undefined) return NO_REACTION;
  if (stimulus.kind === 'events') return onEvents(request, stimulus.events, instance, { digest, known });
  const draft = new WorkDraft(request, instance, digest);
  const { trail: done, ...rest } = onCommand(draft, request, known);
  const trail = done.map((record) => placed(record, request));
  const uses = substituteUses(trail, request, instance);
  const records = rest.misfit === undefined ? [...recordsOf(trail, request, instance), ...uses] : [];
  return withFields(rest, records.length === 0 ? { trail } : { trail, records });
}

export interface Means {
  readonly digest: Digest;
  readonly known: Known;
}

/** What was done is remembered where others that belong to the same contract or project see it. */
function recordsOf(
  trail: Reaction['trail'],
  request: Request<Work>,
  instance: InstanceView<Work>,
): readonly RecordChange[] {
  const named = namedBy(request);
  if (named.after.size === 0) return [];
  const model = policyOf(request.target ?? instance.definition);
  const done = trail.map((record) => ({ ...record, seq: 0, at: request.at }));
  return remembered(done, named, instance, model, constraintsOf(model, instance.process));
}

function onEvents(
  request: Request<Work>,
  events: readonly EngineEvent[],
  before: InstanceView<Work>,
  { digest, known }: Means,
): Reaction {
  const migratedTo = events.some(({ type }) => type === 'instanceMigrated') ? request.target : undefined;
  const instance = migratedTo === undefined ? before : { ...before, definition: migratedTo };
  const draft = new WorkDraft(request, instance, digest);
  for (const event of events) onEvent(draft, event, instance);
  if (migratedTo !== undefined) voidWhatIsDrawnOtherwise(draft, before.definition, instance);
  else if (writesProtected(events, instance)) draft.voidWhatChanged();
  if (request.command.kind === 'migrateInstance') {
    keepRecusals(draft, request.command.keys);
    for (const event of keepApprovals(draft.work, request.command.keys)) draft.emit(event);
  }
  if (isPastLastStep(request, events)) draft.stepPast();
  settleRefusedOrders(draft, instance, request.at);
  if (request.command.kind === 'retrieveWork') giveBack(draft, request.command.activity, request.principal);
  const governed = actsOf(instance.definition, known.effectOf);
  for (const event of events) {
    if (event.type === 'elementActivated' && governed.has(event.element)) draft.usePower(event.element);
  }
  for (const event of approvalsUsed(events, instance, draft.work, governed)) draft.emit(event);
  for (const event of countedBy(events, instance, request.at)) draft.emit(event);
  const records = recordsWith(events, draft.work, instance);
  return { ...draft.reaction(), ...(records.length === 0 ? {} : { records }) };
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
      draft.close(ROOT);
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

/** Whatever goes on by itself, or has told others, can no longer be taken back with the step that led to it. */
function isPastLastStep({ command }: Request<Work>, events: readonly EngineEvent[]): boolean {
  return (
    command.kind !== 'completeWork' || events.some(({ type }) => type === 'messageThrown' || type === 'signalThrown')
  );
}

/** What was taken back is done again by whoever took it back. */
function giveBack(draft: WorkDraft, activity: string, principal: Request['principal']): void {
  if (principal.kind !== 'person') return;
  for (const [item, known] of Object.entries(draft.work.items)) {
    if (known.activity !== activity || known.assignee !== null) continue;
    draft.emit({ type: 'itemAssigned', item, assignee: principal.person });
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

function onCommand(draft: WorkDraft, request: Request<Work>, known: Known): Reaction {
  const { command, principal, organisation, at } = request;
  if (command.kind === 'startInstance') {
    if (principal.kind !== 'person') return NO_REACTION;
    const acting = actingAsSelf(principal.person, organisation, at);
    return { ...NO_REACTION, trail: [trailOf({ activity: command.process, element: 0 }, 'start', principal, acting)] };
  }
  if (command.kind === 'attachFile') return attach(draft, request, command);
  if (command.kind === 'setVariables') return operatorWrote(draft, request);
  if (command.kind === 'reofferWork' && request.instance !== undefined) {
    return reoffer(draft, request, request.instance, command);
  }
  const deadline = command.kind === 'fireTimer' ? deadlineOf(command) : undefined;
  if (deadline !== undefined) return onDeadline(draft, request, deadline);
  const asked = isActKind(command.kind) ? askedOf(request) : undefined;
  return asked === undefined ? NO_REACTION : (ACTS[asked.command.kind] as Act).react(draft, asked, known);
}

/** A file that is a paper which some activity asks for (`qh:evidence`). */
function attach(draft: WorkDraft, { principal, instance, at }: Request<Work>, command: AttachFile): Reaction {
  const { evidence, digest, name } = command;
  if (evidence === undefined || instance === undefined) return NO_REACTION;
  const names = paperNames(policyOf(instance.definition));
  if (!names.has(evidence)) {
    const known = [...names].join('、') || '（本流程未列材料）';
    return invalid(`本流程没有名为“${evidence}”的材料；可用：${known}。`);
  }
  const by = principal.kind === 'person' ? principal.person : '';
  draft.emit(countingEvent({ type: 'work:paperAttached', name: evidence, paper: { digest, file: name, at, by } }));
  draft.voidWhatChanged();
  return draft.reaction();
}
