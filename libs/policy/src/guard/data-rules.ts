import type { EngineEvent, FeelScope } from '@quanheng/engine';
import { kindOf } from '../controls/control.js';
import { describeAct, Past, pastActsOf } from '../constraints/index.js';
import {
  againstLimits,
  againstMissingPapers,
  againstPayees,
  againstWindows,
  dataAfter,
  dataOf,
  limitsOf,
  saidNo,
  uncounted,
  type Limits,
  recordFields,
  unknownRecord,
} from '../limits/index.js';
import { policyOf, type PolicyModel } from '../model/index.js';
import { recordName, type Ground, type InstanceView, type Reason, type Request } from '../ports/index.js';
import { isNamed, namedBy, recordKeys } from '../records/index.js';
import { reason } from '../texts/index.js';
import type { Work } from '../work/state.js';
import { constraintsOf } from './drawn-constraints.js';
import type { ItemQuestion } from './item-rights.js';
import { actsElsewhere } from './records.js';

/** What a person's act is asked about besides who does it: records, papers, limits and windows (domain §6.2, 7 to 9). */
export function againstData(question: ItemQuestion): readonly Ground[] {
  const { request, instance, item } = question;
  const { command } = request;
  if (item.addition !== undefined || item.review !== undefined) return [];
  const model = policyOf(instance.definition);
  const limits = limitsOf(model);
  const windows = command.kind === 'returnWork' ? [] : againstWindows(item.activity, limits, request, instance);
  // To say no, or to send back, nothing has to be complete.
  if (command.kind !== 'completeWork' || (item.act !== undefined && command.outcome !== 'approve')) return windows;
  return [
    ...againstRecords(question),
    ...againstMissingPapers(item, model, instance.work),
    ...againstLimits(item.activity, limits, request, instance, () => dataAfter(request, instance), true),
    ...windows,
  ];
}

/** An act that is asked about over a contract says which; and what was done before it must have been allowed under that one. */
function againstRecords({ request, instance, item, person }: ItemQuestion): Ground[] {
  const model = policyOf(instance.definition);
  if (model.records.length === 0) return [];
  const { organisation, at } = request;
  const { process, trail } = instance;
  const constraints = constraintsOf(model, process);
  const { before, after } = namedBy(request);
  const act = kindOf(item.act ?? 'complete');
  const doing = {
    ...describeAct(model, item.activity, act),
    ...{ process, activity: item.activity, act, person: person.person, onBehalfOf: [], at },
  };
  const unknown = model.records.filter(({ kind }) => !after.has(kind) && constraints.reaches(doing, kind));
  const isNew = [...after].some(([kind, key]) => {
    const known = before.get(kind);
    return known === undefined || recordName(known) !== recordName(key);
  });
  const elsewhere = isNew ? actsElsewhere(instance, after) : null;
  const retroactive =
    elsewhere === null
      ? []
      : pastActsOf(trail, process, model).flatMap((past) =>
          constraints.grounds(
            { ...past, offers: item.offers },
            new Past({ acts: [], records: elsewhere, initiator: null }),
            organisation,
          ),
        );
  return [...unknown.map(({ kind }) => unknownRecord(kind, instance)), ...retroactive];
}

/** The same over a whole step, whoever caused it. */
export function againstDataOf(
  flow: readonly EngineEvent[],
  request: Request<Work>,
  instance: InstanceView<Work>,
): readonly Reason[] {
  const model = policyOf(instance.definition);
  const limits = limitsOf(model);
  const moved = againstMoved(model, instance);
  if (limits.limits.length === 0 && limits.windows.length === 0) return moved;
  const data = dataOf(instance);
  const done = flow.flatMap((event): Reason[] => {
    if (event.type === 'elementCompleted') {
      return [
        ...(saidNo({ activity: event.element, element: event.id }, instance)
          ? []
          : againstSums(event, flow, limits, request, instance, data)),
        ...againstWindows(event.element, limits, request, instance),
      ];
    }
    const isJob = event.type === 'workOpened' && event.work.kind === 'job';
    if (!isJob) return [];
    return [
      ...againstSums(event, flow, limits, request, instance, data),
      ...againstPayees(event.element, limits, request, instance, () => data),
      ...againstWindows(event.element, limits, request, instance),
    ];
  });
  return [...moved, ...done];
}

/** What was to be counted was counted, and is within its limits. */
function againstSums(
  { element: activity, id }: { readonly element: string; readonly id: number },
  flow: readonly EngineEvent[],
  limits: Limits,
  request: Request<Work>,
  instance: InstanceView<Work>,
  data: FeelScope,
): Reason[] {
  const isGivenBack = flow.some(({ type }) => type === 'completionsForgotten' || type === 'errorThrown');
  const used = instance.work.counted?.used ?? {};
  const left = limits.limits.filter(
    ({ name, sum, acts }) =>
      sum !== null && acts.some((act) => act.activity === activity) && used[name]?.[id] === undefined,
  );
  if (left.length === 0 || isGivenBack) return againstLimits(activity, limits, request, instance, () => data, false);
  return uncounted(left, instance);
}

/** The matter came under another record than its command named. */
function againstMoved(model: PolicyModel, instance: InstanceView<Work>): readonly Reason[] {
  if (model.records.length === 0) return [];
  const data = dataOf(instance);
  return [...recordKeys(model, (name) => data.get(name) ?? null, instance.startedAt).values()]
    .filter((key) => !isNamed(instance, key))
    .map(({ kind }) => reason('RECORD_FIXED', { field: recordFields(kind, model) }));
}
