import type { EngineEvent } from '@quanheng/engine';
import { periodFrom, workingDaysOf } from '../calendar/index.js';
import { unitRule } from '../catalogue/index.js';
import type { PlannedControl } from '../controls/control.js';
import { controlsOf } from '../controls/plan.js';
import type { Properties } from '../controls/emergency/properties.js';
import { policyOf } from '../model/index.js';
import type { InstanceView, OrganisationView, Reason } from '../ports/index.js';
import { reason } from '../texts/index.js';
import { controlEvent } from '../work/events.js';
import type { WorkDraft } from '../work/draft.js';
import type { EndedControl, Work } from '../work/state.js';
import { freeze } from './freezing.js';

/** An emergency order that was signed, whatever happened to it since, and what became of the meeting behind it. */
interface Order {
  readonly activity: string;
  readonly name: string;
  /** Node key. */
  readonly ratifiedBy: string;
  readonly signedAt: number;
  /** How the meeting ended after it; undefined: it has not. */
  readonly meeting: EndedControl | undefined;
}

const KNOWN = new WeakMap<ReadonlyMap<string, PlannedControl>, readonly PlannedControl[]>();
/** Drawn ones; most processes have none. */
function emergenciesIn({ definition }: InstanceView): readonly PlannedControl[] {
  const controls = controlsOf(policyOf(definition));
  let known = KNOWN.get(controls);
  if (known === undefined) {
    known = [...controls.values()].filter(({ control }) => control.kind === 'emergency');
    KNOWN.set(controls, known);
  }
  return known;
}

function ordersIn(instance: InstanceView, { ended = {} }: Work): Order[] {
  return emergenciesIn(instance).flatMap(({ activity, properties }): Order[] => {
    const order = ended[activity.key];
    if (order?.outcome !== 'passed') return [];
    const ratifiedBy = meetingOf(activity.key, properties as Properties);
    const meeting = ended[ratifiedBy];
    const isLater = meeting !== undefined && meeting.at >= order.at && meeting.element > order.element;
    return [
      {
        activity: activity.key,
        name: activity.name,
        ratifiedBy,
        signedAt: order.at,
        meeting: isLater ? meeting : undefined,
      },
    ];
  });
}

/** In the same document. */
function meetingOf(activity: string, { ratifiedBy }: Properties): string {
  return activity.slice(0, activity.lastIndexOf(':') + 1) + ratifiedBy;
}

/** 24:00 of the last day on which the meeting can still ratify it. */
export function ratifiedUntil(signedAt: number, organisation: OrganisationView): number {
  const { value: days } = unitRule(organisation, 'ratificationDays', signedAt);
  const calendar = workingDaysOf(organisation, 'statutory', signedAt);
  return periodFrom(calendar, signedAt, { days, counting: 'workingDays' }).value.end;
}

/** A control has ended: an order begins to wait for its meeting, a meeting that agreed ends that. */
export function controlEnded(
  draft: WorkDraft,
  { control, activity: { key } }: PlannedControl,
  { outcome, at }: Pick<EndedControl, 'outcome' | 'at'>,
  { organisation, instance }: { readonly organisation: OrganisationView; readonly instance: InstanceView },
): void {
  if (outcome !== 'passed') return;
  if (control.kind === 'emergency') {
    draft.setDeadline(key, ratifiedUntil(at, organisation), { kind: 'ratificationDue', activity: key });
    return;
  }
  for (const { activity, ratifiedBy } of ordersIn(instance, draft.work)) {
    if (ratifiedBy === key) stopWaiting(draft, activity);
  }
}

/** The meeting did not ratify an order: nothing goes on before that was verified. Where nothing does anyway, the alert is all there is. */
export function settleRefusedOrders(draft: WorkDraft, instance: InstanceView, at: number): void {
  for (const { activity, meeting, signedAt } of ordersIn(instance, draft.work)) {
    const isTold = draft.work.exceptions?.alerts.some((alert) => alert.activity === activity && alert.at >= signedAt);
    if (meeting !== undefined && meeting.outcome !== 'passed' && isTold !== true)
      notRatified(draft, instance, activity, at);
  }
}

/** Its time is over, or the meeting said no. */
export function notRatified(draft: WorkDraft, instance: InstanceView, activity: string, at: number): void {
  stopWaiting(draft, activity);
  draft.emit(controlEvent({ type: 'work:alertRaised', alert: { code: 'NOT_RATIFIED', activity, at } }));
  const { status } = instance.flow;
  if (status !== 'active' && status !== 'suspended') return;
  if (draft.work.exceptions?.freezes.some(({ why }) => why === 'unratified') === true) return;
  freeze(draft, instance, { why: 'unratified', at, by: null, until: null });
}

function stopWaiting(draft: WorkDraft, activity: string): void {
  draft.clearDeadlines(({ purpose }) => purpose.kind === 'ratificationDue' && purpose.activity === activity);
}

/** A matter is not over before the meeting has looked at its emergency order, however it would end. */
export function againstUnratifiedEnd(flow: readonly EngineEvent[], instance: InstanceView<Work>): Reason[] {
  if (!flow.some(({ type }) => type === 'instanceCompleted' || type === 'instanceCancelled')) return [];
  const { activities } = policyOf(instance.definition);
  return ordersIn(instance, instance.work).flatMap(({ name, ratifiedBy, meeting }) =>
    meeting === undefined
      ? [reason('RATIFICATION_MISSING', { name, meeting: activities.get(ratifiedBy)?.name ?? ratifiedBy })]
      : [],
  );
}
