import { ROOT } from '@quanheng/engine';
import { kindOf } from '../controls/control.js';
import { pastActsOf, partiesOf } from '../constraints/index.js';
import { policyOf } from '../model/index.js';
import type { InstanceView, Reason, Request } from '../ports/index.js';
import { profilesOver } from '../profiles/index.js';
import { countedBudget } from '../staffing/index.js';
import { MatterOutlook, staffOf, type DoneStep, type WorkStep } from '../staffing/process/index.js';
import { reason } from '../texts/index.js';
import type { Work } from '../work/state.js';
import { actingIn } from './handed-over.js';
import type { Known } from './known.js';

/**
 * What to think of before taking or doing a step: that nobody could do what is left, and who could do the step so that somebody can. Refuses nothing: the organisation
 * may change before it comes to that. Asked outside transactions only; what takes too long to find out is not told.
 */
export function foresee(request: Request<Work>, { profiles }: Pick<Known, 'profiles'>): readonly Reason[] {
  const { command, instance, principal, organisation, at } = request;
  if ((command.kind !== 'claimWork' && command.kind !== 'completeWork') || instance === undefined) return [];
  const item = instance.work.items[command.item];
  const { definition, process } = instance;
  const node = definition.graph.processes.get(process);
  if (item === undefined || item.addition !== undefined || node === undefined || principal.kind !== 'person') return [];
  const acting = actingIn(instance, item, principal.person, organisation, at);
  // Whoever stands in for another counts for both, which is not looked at here.
  if (acting === null || acting.onBehalfOf !== null || acting.alsoFor !== undefined) return [];

  const over = profilesOver(item.activity, process, { organisation, at, profiles });
  const staff = staffOf(process, policyOf(definition), over, { view: organisation, at });
  const outlook = new MatterOutlook({ process: node, ...underWay(instance), asked: [principal.person] }, staff);
  const step = { activity: item.activity, act: item.act ?? 'complete' };
  const own = outlook.ask(step, principal.person, countedBudget(LOOKS));
  if (own.status !== 'impossible') return [];
  const others = new Set(outlook.whoMayDo(step).map(({ person }) => person));
  const better = [...others]
    .filter((person) => person !== principal.person)
    .slice(0, TRIED)
    .filter((person) => outlook.ask(step, person, countedBudget(LOOKS)).status === 'possible')
    .slice(0, NAMED)
    .map((person) => organisation.fact('person', person, at)?.data.name ?? person);
  return [reason('NOBODY_LEFT', { list: listOf(own.steps), posts: better.join('、') })];
}

const TRIED = 20;
const NAMED = 5;
const LOOKS = 50;

function underWay({ definition, flow, trail, process, startedBy }: InstanceView<Work>) {
  const open = [...flow.elements.values()].flatMap(({ id, element }) => {
    const node = id === ROOT ? undefined : definition.graph.nodesByKey.get(element);
    return node === undefined ? [] : [node];
  });
  const done = pastActsOf(trail, process, policyOf(definition)).flatMap((act) =>
    partiesOf(act).map((person): DoneStep => ({
      ...{ activity: act.activity, act: kindOf(act.act), person },
      ...{ post: act.post ?? null, department: act.place?.departments[0] ?? act.department ?? null },
      line: act.place === undefined || act.place.unled != null ? null : [...act.place.leaders].sort(),
    })),
  );
  const initiator = /^person:(.*)$/.exec(startedBy)?.[1] ?? null;
  return { open, done, initiator };
}

function listOf(steps: readonly WorkStep[]): string {
  const names = [...new Set(steps.map(({ name }) => `“${name}”`))];
  return names.length === 0 ? '后续环节' : names.join('、');
}
