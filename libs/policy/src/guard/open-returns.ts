import { foreseeReturn, type InstanceState, type Rejection } from '@quanheng/engine';
import { policyOf, type Effects } from '../model/index.js';
import type { InstanceView, Reason, Request } from '../ports/index.js';
import { reason } from '../texts/index.js';
import { insideOf } from '../work/inside.js';
import type { Work } from '../work/state.js';
import { actsOf } from './effects.js';
import type { Known } from './known.js';
import { isIrreversible } from './returns.js';

/** Whether somebody fills in that step now, or can get it back to fill it in again: nothing that was done for good lies between. */
export function isWithinReach(
  target: string,
  state: InstanceState,
  instance: InstanceView<Work>,
  effects: Effects,
): boolean {
  return [...state.elements.values()].some(
    ({ id, element, work }) =>
      work?.kind === 'user' && (element === target || mayReturn(id, target, state, instance, effects)),
  );
}

/** What the engine said no to because the drawing does not permit it, in the words of the reader, with where the work may go instead. */
export function refusalOfReturn(
  { command, instance }: Request<Work>,
  { code }: Rejection,
  { effectOf }: Known,
): readonly Reason[] {
  if (command.kind !== 'returnWork' || code !== 'return-refused' || instance === undefined) return [];
  const item = instance.work.items[command.item];
  if (item === undefined) return [];
  const { definition, flow, trail } = instance;
  const { target } = command;
  const { activities } = policyOf(definition);
  const open = [...activities.values()].filter(({ key }) => mayReturn(item.element, key, flow, instance, effectOf));
  const isDone = trail.some(({ activity }) => activity === target);
  return [
    reason('RETURN_REFUSED', {
      step: activities.get(target)?.name ?? target,
      reason: isDone ? '流程未设从本环节退回该环节' : '该环节尚未办理',
      steps: open.length === 0 ? '无' : open.map(({ name }) => `“${name}”`).join('、'),
    }),
  ];
}

function mayReturn(
  from: number,
  target: string,
  state: InstanceState,
  instance: InstanceView<Work>,
  effects: Effects,
): boolean {
  const { graph } = instance.definition;
  const foreseen = foreseeReturn(graph, state, { from, target });
  if ('rejection' in foreseen) return false;
  const does = actsOf(instance.definition, effects);
  const undone = foreseen.undone.flatMap((slot) => insideOf(graph, slot));
  return !undone.some((key) => does.has(key) || isIrreversible(key, instance));
}
