import type { Definition, ElementInstance, GraphNode, InstanceState } from '@quanheng/engine';
import { Notes, type Defect } from './defect.js';

/** Every token must be in a place where the drawing lets it be, and everything alive must wait for something. */
export function checkLegal(where: string, definition: Definition, state: InstanceState): readonly Defect[] {
  const notes = new Notes('legal', where);
  const hasEnded = state.status === 'completed' || state.status === 'cancelled';
  if (hasEnded && state.elements.size + state.subscriptions.size > 0) notes.add('something outlives the instance');
  if (!hasEnded && state.elements.get(0) === undefined) notes.add('a running instance has no root');
  let incidents = 0;
  state.elements.forEach((element, id) => {
    const node = definition.nodesByKey.get(element.element);
    if (node === undefined) {
      notes.add(`${id}: the definition has no element ${element.element}`);
      return;
    }
    if (element.id !== id || id >= state.nextId) notes.add(`${id}: wrong or future id`);
    if (element.incident !== null) incidents++;
    if (id !== 0) checkPlace(notes, definition, state, element);
    for (const child of element.children.keys()) {
      if (state.elements.get(child)?.parent !== id) notes.add(`${id}: ${child} is no child of it`);
    }
    checkTokens(notes, definition, element, node);
    if (waitsForNothing(element, node)) notes.add(`${id}: ${element.element} waits for nothing`);
  });
  notes.same('the number of incidents', incidents, state.incidents);
  checkSubscriptions(notes, definition, state);
  return notes.defects;
}

/** In the scope that it is drawn in, in its loop body, or below who compensates it. */
function checkPlace(notes: Notes, definition: Definition, state: InstanceState, element: ElementInstance): void {
  const parent = state.elements.get(element.parent);
  if (parent === undefined || !parent.children.has(element.id)) {
    notes.add(`${element.id}: its parent ${element.parent} does not know it`);
    return;
  }
  const drawnIn = definition.nodesByKey.get(element.element)?.parent?.container;
  const around = definition.nodesByKey.get(parent.element);
  const isInner = element.loopCounter > 0 && parent.element === element.element;
  const isContent = parent.loop === null && drawnIn != null && drawnIn === around?.container;
  const isCompensation = parent.compensating || around?.event?.trigger?.kind === 'compensate';
  if (!isInner && !isContent && !isCompensation)
    notes.add(`${element.id}: ${element.element} lies in ${parent.element}`);
}

/** A token rests only before a join, in the scope of its flow. */
function checkTokens(notes: Notes, definition: Definition, element: ElementInstance, node: GraphNode): void {
  for (const [key, count] of element.tokens ?? []) {
    const flow = definition.flowsByKey.get(key);
    const isJoin = flow?.target.type === 'parallelGateway' || flow?.target.type === 'inclusiveGateway';
    if (count < 1 || !isJoin) notes.add(`${element.id}: ${count} tokens rest on ${key}`);
    if (flow?.target.parent?.container !== node.container) notes.add(`${element.id}: ${key} belongs to another scope`);
  }
}

function waitsForNothing(element: ElementInstance, node: GraphNode): boolean {
  if (element.work !== null || element.incident !== null || element.children.size > 0) return false;
  if (element.tokens !== null && element.tokens.size > 0) return false;
  const catches = ['receiveTask', 'intermediateCatchEvent', 'eventBasedGateway'].includes(node.type);
  return !(catches && element.subscriptions.length > 0);
}

function checkSubscriptions(notes: Notes, definition: Definition, state: InstanceState): void {
  const owners = new Map<number, number>();
  state.elements.forEach((element, id) => {
    for (const subscription of element.subscriptions) {
      if (owners.has(subscription)) notes.add(`subscription ${subscription} belongs to two`);
      owners.set(subscription, id);
    }
  });
  state.subscriptions.forEach((subscription, id) => {
    notes.same(`the owner of subscription ${id}`, owners.get(id), subscription.owner);
    if (!definition.nodesByKey.has(subscription.element)) notes.add(`subscription ${id} is for an unknown element`);
    if (state.elements.has(id)) notes.add(`id ${id} is used twice`);
    owners.delete(id);
  });
  for (const id of owners.keys()) notes.add(`subscription ${id} is not there, but somebody waits for it`);
}
