import { type EngineEvent } from '@quanheng/engine';
import { actingAs, type Acting } from '../guard/acting.js';
import { kindOf } from '../controls/control.js';
import { isOpenToObjections, nextObjection } from '../controls/publicity/publicity.js';
import { policyOf } from '../model/index.js';
import {
  NO_REACTION,
  type CompleteWork,
  type InstanceView,
  type ObjectToPublicity,
  type Principal,
  type Reaction,
  type Request,
  type ReturnWork,
  type Stimulus,
  type TrailRecord,
  type WithdrawSignature,
} from '../ports/index.js';
import { payloadOf } from '../variables.js';
import { WorkDraft } from './draft.js';
import { insideOf } from './inside.js';
import { voidWhatIsDrawnOtherwise } from './migration.js';
import type { Digest } from './protected-data.js';
import { signaturesOf, type Answer, type DoneAct, type Item, type Work } from './state.js';

type TrailDraft = Omit<TrailRecord, 'seq' | 'at'>;
type Person = Extract<Principal, { kind: 'person' }>;
type OnItem = Extract<Request<Work>['command'], { kind: 'completeWork' | 'returnWork' | 'claimWork' | 'releaseWork' }>;

/** What the policy makes of a command that was authorised, or of what the engine did. Pure. */
export function reactTo(request: Request<Work>, stimulus: Stimulus, digest: Digest): Reaction {
  const { instance } = request;
  if (instance === undefined) return NO_REACTION;
  if (stimulus.kind === 'events') return onEvents(request, stimulus.events, instance, digest);
  const draft = new WorkDraft(request, instance, digest);
  return onCommand(draft, request, instance);
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

function onCommand(draft: WorkDraft, request: Request<Work>, instance: InstanceView<Work>): Reaction {
  const { command, principal } = request;
  switch (command.kind) {
    case 'startInstance':
      if (principal.kind !== 'person') return NO_REACTION;
      return { ...NO_REACTION, trail: [started(request, command.process, principal)] };
    case 'completeWork':
    case 'returnWork':
    case 'claimWork':
    case 'releaseWork': {
      const item = instance.work.items[command.item];
      if (item === undefined || principal.kind !== 'person') {
        return { ...NO_REACTION, misfit: { code: 'conflict', message: '本件已办结或已撤回，请刷新待办。' } };
      }
      const acting = actingAs(item.offers, principal.person, instance.process, request.organisation, request.at);
      return onItem(draft, { ...request, command }, item, principal, acting);
    }
    case 'objectToPublicity':
      return principal.kind === 'person' ? object(draft, request, command, principal) : NO_REACTION;
    case 'withdrawSignature':
      return principal.kind === 'person' ? withdraw(draft, request, command, principal) : NO_REACTION;
    default:
      return NO_REACTION;
  }
}

/** One signature taken back takes the other with it: they were given on each other. */
function withdraw(
  draft: WorkDraft,
  { organisation, at }: Request<Work>,
  { activity }: WithdrawSignature,
  principal: Person,
): Reaction {
  if (draft.planOf(activity)?.control.kind !== 'dualSignature' || signaturesOf(draft.work, activity).length === 0) {
    return { ...NO_REACTION, misfit: { code: 'conflict', message: '该环节没有可撤回的签字，请刷新后查看。' } };
  }
  const open = Object.entries(draft.work.controls ?? {}).filter(([, control]) => control.activity === activity);
  for (const [element] of open) draft.voidActs(Number(element));
  draft.voidEnded(activity, 'revoked');
  const [capacity] = organisation.capacities(principal.person, at);
  const acting = capacity === undefined ? null : { ...capacity, onBehalfOf: null };
  const element = open[0] === undefined ? (draft.work.ended?.[activity]?.element ?? 0) : Number(open[0][0]);
  draft.trail.push(trailOf({ activity, element }, 'withdraw', principal, acting));
  return draft.reaction();
}

/** An objection is an act of the publicity, done by whoever objects. */
function object(
  draft: WorkDraft,
  { at, organisation }: Request<Work>,
  { activity }: ObjectToPublicity,
  principal: Person,
): Reaction {
  const open = Object.entries(draft.work.controls ?? {}).find(([, control]) => control.activity === activity);
  const acts = open?.[1].acts ?? {};
  if (open === undefined || !isOpenToObjections(draft.planOf(activity), acts)) {
    return {
      ...NO_REACTION,
      misfit: { code: 'conflict', message: '该事项不在公示期内，不能提出异议；可通过监督举报渠道反映。' },
    };
  }
  const element = Number(open[0]);
  const act = nextObjection(acts);
  const digest = draft.digestFor(activity);
  const [capacity] = organisation.capacities(principal.person, at);
  const acting = capacity === undefined ? null : { ...capacity, onBehalfOf: null };
  draft.trail.push({ ...trailOf({ activity, element }, 'object', principal, acting), digest });
  draft.act(element, act, { ...doneAs(principal.person, acting), answer: 'disapprove', at, digest });
  return draft.reaction();
}

function onItem(
  draft: WorkDraft,
  request: Request<Work> & { readonly command: OnItem },
  item: Item,
  principal: Person,
  acting: Acting | null,
): Reaction {
  const { command } = request;
  const { person } = principal;
  switch (command.kind) {
    case 'completeWork':
      return item.act === undefined
        ? complete(draft, command, item, trailOf(item, 'complete', principal, acting))
        : answer(draft, request, command, { ...item, act: item.act }, principal, acting);
    case 'returnWork': {
      draft.emit({ type: 'itemCompleted', item: command.item, by: person, outcome: 'return' });
      draft.commands.push(returning(command, item.element));
      draft.trail.push(trailOf(item, 'return', principal, acting));
      return draft.reaction();
    }
    case 'claimWork':
    case 'releaseWork': {
      const isClaim = command.kind === 'claimWork';
      const assignee = isClaim ? person : null;
      if (item.assignee === assignee) {
        const message = isClaim ? '本件已由您签收。' : '本件尚未签收，无须退回待办。';
        return { ...NO_REACTION, misfit: { code: 'conflict', message } };
      }
      draft.emit({ type: 'itemAssigned', item: command.item, assignee });
      draft.trail.push(trailOf(item, isClaim ? 'claim' : 'release', principal, acting));
      return draft.reaction();
    }
  }
}

/** A task that is no control: done at once, with what was filled in. */
function complete(draft: WorkDraft, command: CompleteWork, item: Item, trail: TrailDraft): Reaction {
  const { outcome, variables } = command;
  const chosen = outcome === undefined ? {} : { outcome };
  draft.emit({ type: 'itemCompleted', item: command.item, by: trail.person, outcome: outcome ?? null });
  draft.commands.push({ type: 'complete', id: item.element, variables: payloadOf(variables), ...chosen });
  draft.trail.push({ ...trail, ...chosen });
  return draft.reaction();
}

/** One act of a control, answered. */
function answer(
  draft: WorkDraft,
  { at }: Request<Work>,
  command: CompleteWork,
  item: Item & { readonly act: string },
  principal: Person,
  acting: Acting | null,
): Reaction {
  const { item: id, outcome = '', variables = {} } = command;
  const plan = draft.actOf(item.activity, item.act);
  const given = plan?.answers.find((each) => each === outcome);
  if (plan === undefined || given === undefined) {
    const known = (plan?.answers ?? []).map((each) => `“${ANSWERS[each]}”（${each}）`).join('、');
    return misfit(`本环节须表明：${known}。`);
  }
  if (Object.keys(variables).length > 0) {
    return misfit('监督制约环节不修改表单内容；需要修改的，请退回填写环节。');
  }
  if ((plan.isTally === true) !== (command.tally !== undefined)) {
    return misfit(plan.isTally === true ? '请填写同意、不同意、缓议的票数。' : '本环节不填写票数。');
  }
  const digest = draft.digestFor(item.activity);
  const done: DoneAct = {
    ...doneAs(principal.person, acting),
    ...{ answer: given, at, digest },
    ...(command.tally === undefined ? {} : { tally: command.tally }),
  };
  const wrong = draft.wrongWith(item.element, item.act, done);
  if (wrong !== null) return misfit(wrong);
  draft.emit({ type: 'itemCompleted', item: id, by: principal.person, outcome });
  draft.trail.push({ ...trailOf(item, kindOf(item.act), principal, acting), outcome, digest });
  draft.act(item.element, item.act, done);
  return draft.reaction();
}
const ANSWERS: Readonly<Record<Answer, string>> = {
  approve: '同意',
  disapprove: '不同意',
  defer: '缓议',
  recuse: '回避',
};

function doneAs(person: string, acting: Acting | null): Pick<DoneAct, 'person' | 'onBehalfOf' | 'post' | 'department'> {
  const behalf = acting?.onBehalfOf ?? null;
  return {
    person,
    ...(behalf === null ? {} : { onBehalfOf: behalf }),
    post: acting?.post ?? null,
    department: acting?.department ?? null,
  };
}

function misfit(message: string): Reaction {
  return { ...NO_REACTION, misfit: { code: 'invalid', message } };
}

function returning({ target }: ReturnWork, from: number): { type: 'returnTo'; from: number; target: string } {
  return { type: 'returnTo', from, target };
}

function started({ organisation, at }: Request<Work>, process: string, { person, account }: Person): TrailDraft {
  const [first] = organisation.capacities(person, at);
  const { post = null, department = null } = first ?? {};
  return {
    activity: process,
    element: 0,
    act: 'start',
    person,
    account,
    ...(post === null ? {} : { post }),
    ...(department === null ? {} : { department }),
  };
}

function trailOf(
  { activity, element }: Pick<Item, 'activity' | 'element'>,
  act: string,
  { person, account }: Person,
  acting: Acting | null,
): TrailDraft {
  const { onBehalfOf = null, post = null, department = null } = acting ?? {};
  return {
    activity,
    element,
    act,
    person,
    account,
    ...(onBehalfOf === null ? {} : { onBehalfOf }),
    ...(post === null ? {} : { post }),
    ...(department === null ? {} : { department }),
  };
}
