import type { EventModel, Model, NodeModel } from '@quanheng/engine';
import { readPolicy, type ControlKind } from '../model/index.js';
import { drawingsOf, type DrawnActivity, type Drawing, type LintContext } from './context.js';
import { isEvent, Runs } from './paths/index.js';

/** A control of a called process that has been passed whenever the call is done: it counts for the caller, at the call. */
export interface CalledControl extends DrawnActivity {
  readonly inside: { readonly drawing: Drawing; readonly key: string };
}

/**
 * What calls bring with them: of each call the controls that every way through the called process to its completion passes. An end that tells by an escalation
 * which the call interrupts is no completion.
 */
export function calledControls(
  drawing: Drawing,
  context: LintContext,
  ...kinds: readonly ControlKind[]
): readonly CalledControl[] {
  let found = FOUND.get(drawing);
  if (found === undefined) {
    FOUND.set(drawing, (found = [...drawing.flow.nodes.values()].flatMap((node) => broughtBy(node, drawing, context))));
  }
  return found.filter(({ control }) => control !== null && (kinds.length === 0 || kinds.includes(control.kind)));
}
const FOUND = new WeakMap<Drawing, readonly CalledControl[]>();

/** Whether one has been passed before the other, both brought by one call. */
export function isOrderedInside(later: DrawnActivity, earlier: readonly DrawnActivity[]): boolean {
  if (!isCalled(later)) return false;
  const { drawing, key } = later.inside;
  const before = earlier.flatMap((each) =>
    isCalled(each) && each.key === later.key ? [{ key: each.inside.key }] : [],
  );
  return before.length > 0 && drawing.without(before).pathTo(key) === null;
}

function isCalled(activity: DrawnActivity): activity is CalledControl {
  return 'inside' in activity;
}

/** What a call names; undefined: it is none, or says nothing. */
export function calledBy(node: NodeModel): string | undefined {
  return node.type === 'callActivity' && 'calledElement' in node ? node.calledElement : undefined;
}

/** The process as its document draws it; undefined: it is not in there. */
export function drawingIn(model: Model, id: string, { effects }: Pick<LintContext, 'effects'>): Drawing | undefined {
  const { policy } = readPolicy(model);
  const own = { ...model, processes: model.processes.filter((process) => process.id === id) };
  return drawingsOf({ model: own, policy, profile: null, organisation: null, effects, profiles: null })[0];
}

function broughtBy(node: NodeModel, caller: Drawing, context: LintContext): CalledControl[] {
  const id = calledBy(node);
  const said = caller.activity(node.id);
  const model = id === undefined ? undefined : context.models?.get(`${id}:`);
  if (id === undefined || said === undefined || model === undefined) return [];
  const drawing = drawingIn(model, id, context);
  if (drawing === undefined) return [];
  const caught = caughtAt(node.id, caller, context.model);
  const ends = [...drawing.flow.nodes.values()].filter(
    (end): end is EventModel => end.type === 'endEvent' && isEvent(end) && !isCaught(end, model, caught),
  );
  return drawing.controls().flatMap((control) => {
    const runs = new Runs(drawing.flow, new Set([control.key]));
    if (ends.length === 0 || ends.some((end) => runs.pathTo(end.id) !== null)) return [];
    return [{ ...control, key: node.id, node, effect: null, inside: { drawing, key: control.key } }];
  });
}

/** Codes of the escalations that interrupt the call; null: any. */
function caughtAt(call: string, { flow }: Drawing, { escalations }: Model): ReadonlySet<string | null> {
  const codes = [...flow.nodes.values()].flatMap((node) => {
    if (!isEvent(node) || node.attachedToRef !== call || !node.cancelActivity) return [];
    return node.definitions.flatMap((definition) =>
      definition.kind === 'escalation' ? [escalations.get(definition.escalationRef ?? '')?.escalationCode ?? null] : [],
    );
  });
  return new Set(codes);
}

function isCaught({ definitions }: EventModel, { escalations }: Model, caught: ReadonlySet<string | null>): boolean {
  return definitions.some((definition) => {
    if (definition.kind !== 'escalation') return false;
    const code = escalations.get(definition.escalationRef ?? '')?.escalationCode ?? null;
    return caught.has(null) || (code !== null && caught.has(code));
  });
}
