import type { GraphNode } from '../compile/graph.js';
import type { CompensationRecord, ElementInstance } from '../state/state.js';
import { activate, begin, checkEmptied, complete } from './lifecycle.js';
import type { Run } from './run.js';
import { eventSubProcess } from './trigger.js';

/**
 * Compensation (§10.7, §13.5.5): handlers run one after another, in the reverse order of completion. Whoever drives it, the throwing
 * event or a sub-process opened again, is the parent of the handlers; when one ends, the next record is taken up.
 */
export function continueCompensation(run: Run, id: number): void {
  if (!run.exists(id)) return;
  const driver = run.instance(id);
  const node = run.nodeOf(driver);
  const source = driver.compensating ? driver : scopeCompensatedBy(run, driver);
  const record = handlesItself(driver, node) ? null : newest(source, driver.compensating ? null : targetOf(node));
  if (record !== null) {
    run.emit({ type: 'compensationTaken', scope: source.id, record: record.id });
    compensate(run, record, driver);
  } else if (driver.compensating) {
    run.emit({ type: 'compensationScopeClosed', id, element: driver.element });
    checkEmptied(run, driver.parent);
  } else {
    const trigger = node.event?.trigger;
    const hasGoneOn = trigger?.kind === 'compensate' && !trigger.waitForCompletion;
    complete(run, node, driver, null, null, hasGoneOn ? [] : null);
  }
}

/** The scope whose completed activities a throw event compensates: its own, or the one around its event sub-process. */
function scopeCompensatedBy(run: Run, thrower: ElementInstance): ElementInstance {
  const scope = run.instance(thrower.parent);
  return run.nodeOf(scope).container?.isEventSubProcess === true ? run.instance(scope.parent) : scope;
}

/** A compensation event sub-process stands in place of the default, which compensates what was completed inside. */
function handlesItself(driver: ElementInstance, node: GraphNode): boolean {
  return driver.compensating && !isLoopBody(node, driver.loopCounter) && compensationStart(node) !== undefined;
}

function isLoopBody(node: GraphNode, loopCounter: number): boolean {
  return node.activity !== null && node.activity.loop !== null && loopCounter === 0;
}

function targetOf(node: GraphNode): GraphNode | null {
  const trigger = node.event?.trigger;
  return trigger?.kind === 'compensate' ? trigger.activity : null;
}

function newest(scope: ElementInstance, activity: GraphNode | null): CompensationRecord | null {
  let found: CompensationRecord | null = null;
  scope.compensable.forEach((record) => {
    if (activity === null || record.element === activity.key) found = record;
  });
  return found;
}

function compensate(run: Run, record: CompensationRecord, driver: ElementInstance): void {
  const node = run.nodeByKey(record.element);
  const isBody = isLoopBody(node, record.loopCounter);
  const handler = isBody ? null : node.compensationHandler;
  if (handler !== null) {
    begin(run, handler, activate(run, handler, driver.id, null, null, record.variables));
    return;
  }
  const id = run.newId();
  run.emit({ type: 'compensationScopeOpened', id, element: node.key, parent: driver.id, record });
  const own = isBody ? undefined : compensationStart(node);
  if (own === undefined) run.scheduleFirst({ kind: 'compensate', id });
  else eventSubProcess(run, own, run.instance(id), null);
}

function compensationStart(node: GraphNode): GraphNode | undefined {
  return node.container?.eventSubProcessStarts.find((start) => start.event?.trigger?.kind === 'compensate');
}
