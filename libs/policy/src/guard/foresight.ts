import { ROOT, type GraphNode } from '@quanheng/engine';
import { kindOf } from '../controls/control.js';
import { pastActsOf, partiesOf } from '../constraints/index.js';
import { policyOf } from '../model/index.js';
import type { InstanceView, Reason, Request } from '../ports/index.js';
import { profilesOver } from '../profiles/index.js';
import { countedBudget } from '../staffing/index.js';
import {
  MatterOutlook,
  Outlooks,
  staffOf,
  type DoneStep,
  type Standing,
  type WorkStep,
} from '../staffing/process/index.js';
import { reason } from '../texts/index.js';
import type { Work } from '../work/state.js';
import { actingIn } from './handed-over.js';
import type { Known } from './known.js';

/** Who could do what is left of matters: found out when somebody looks before acting, and remembered as long as nothing changes. */
export class Foresight {
  private readonly outlooks = new Outlooks<readonly Reason[]>();

  constructor(private readonly known: Pick<Known, 'profiles'>) {}

  /**
   * What to think of before taking or doing a step: that nobody could do what is left, and who could do the step so that somebody can. Refuses nothing: the organisation
   * may change before it comes to that. Asked outside transactions only; what takes too long to find out is not told.
   */
  foresee(request: Request<Work>): readonly Reason[] {
    const asked = askedIn(request);
    if (asked === null) return [];
    const { instance, person, step, question } = asked;
    const { organisation, at } = request;
    const { definition, process } = instance;
    const standing = standingOf(asked, request);
    const told = this.outlooks.told(standing, question);
    if (told !== undefined) return told;
    const make = (): MatterOutlook => {
      const over = profilesOver(step.activity, process, { organisation, at, profiles: this.known.profiles });
      return new MatterOutlook(
        standing.matter,
        staffOf(process, policyOf(definition), over, { view: organisation, at }),
      );
    };
    return this.outlooks.tell(standing, question, make, (outlook) => toldBy(outlook, step, person, request));
  }

  /** What was foreseen of this very step, where matter and organisation are as they were then. Works nothing out. */
  remembered(request: Request<Work>): readonly Reason[] {
    if (request.instance === undefined || !this.outlooks.isKept(request.instance.id)) return [];
    const asked = askedIn(request);
    return asked === null ? [] : (this.outlooks.told(standingOf(asked, request), asked.question) ?? []);
  }
}

interface Asked {
  readonly instance: InstanceView<Work>;
  readonly node: GraphNode;
  readonly person: string;
  readonly step: Pick<WorkStep, 'activity' | 'act'>;
  readonly question: string;
}

function askedIn({ command, instance, principal, organisation, at }: Request<Work>): Asked | null {
  if ((command.kind !== 'claimWork' && command.kind !== 'completeWork') || instance === undefined) return null;
  const item = instance.work.items[command.item];
  const node = instance.definition.graph.processes.get(instance.process);
  if (item === undefined || item.addition !== undefined || node === undefined || principal.kind !== 'person') {
    return null;
  }
  const acting = actingIn(instance, item, principal.person, organisation, at);
  // Whoever stands in for another counts for both, which is not looked at here.
  if (acting === null || acting.onBehalfOf !== null || acting.alsoFor !== undefined) return null;
  const step = { activity: item.activity, act: item.act ?? 'complete' };
  const question = JSON.stringify([step.activity, step.act, principal.person]);
  return { instance, node, person: principal.person, step, question };
}

function standingOf({ instance, node, person }: Asked, { organisation, at }: Request<Work>): Standing {
  const matter = { process: node, ...underWay(instance), asked: [person] };
  const { id, definition } = instance;
  const { unit, version } = organisation;
  return { instance: id, definition: definition.digest, unit, version, at, matter };
}

function toldBy(
  outlook: MatterOutlook,
  step: Asked['step'],
  asking: string,
  { organisation, at }: Request<Work>,
): readonly Reason[] {
  const own = outlook.ask(step, asking, countedBudget(LOOKS));
  if (own.status !== 'impossible') return [];
  const others = new Set(outlook.whoMayDo(step).map(({ person }) => person));
  const better = [...others]
    .filter((person) => person !== asking)
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
