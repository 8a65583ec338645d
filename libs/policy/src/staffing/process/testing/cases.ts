import fc from 'fast-check';
import { Past, type PastAct } from '../../../constraints/index.js';
import { beginningOf, Candidates, type Candidate, type Staff } from '../candidates.js';
import { officeOf, relationsOf, task } from './drawn.js';
import type { WorkStep } from '../work-steps.js';

/** A task, or a choice between two rows. */
export type Part = { readonly task: string } | { readonly either: readonly [readonly Part[], readonly Part[]] };

const POSTS = ['p', 'q', 'r', 's'] as const;
const DEPARTMENTS = ['X', 'Y', 'Z'] as const;
const assigns = fc.constantFrom(
  ...['post="p"', 'post="q"', 'post="r"', 'of="initiator"', 'of="initiator.leader"', 'of="initiator" role="staff"'],
);
const someTasks = fc.integer({ min: 2, max: 5 });

const levels = fc.constantFrom('person', 'department', 'leader', 'person department', 'person leader');
const constraintOf = (ids: readonly string[]): fc.Arbitrary<string> => {
  const some = (least: number): fc.Arbitrary<string> =>
    fc.subarray([...ids], { minLength: least }).map((chosen) => `between="${chosen.join(', ')}"`);
  return fc.oneof(
    fc.tuple(some(2), levels).map(([between, level]) => `kind="separation" ${between} level="${level}"`),
    fc
      .tuple(some(2), fc.constantFrom('person', 'department'))
      .map(([b, level]) => `kind="binding" ${b} level="${level}"`),
    some(2).map((between) => `kind="atMost" ${between} count="1"`),
    some(2).map((between) => `kind="atLeast" ${between} count="2"`),
    some(1).map((between) => `kind="recusal" ${between}`),
  );
};

export interface Case {
  readonly parts: readonly Part[];
  readonly assigns: readonly string[];
  readonly constraints: readonly string[];
  readonly office: object;
}

export const cases: fc.Arbitrary<Case> = someTasks.chain((count) => {
  const ids = Array.from({ length: count }, (_, at) => `T${at}`);
  return fc.record({
    parts: fc.tuple(fc.nat(count), fc.nat(count), fc.nat(count)).map((cuts) => shape(ids, cuts)),
    assigns: fc.array(assigns, { minLength: count, maxLength: count }),
    constraints: fc.array(constraintOf(ids), { maxLength: 3 }),
    office: fc
      .record({
        people: fc.array(fc.subarray([...POSTS], { minLength: 1, maxLength: 2 }), { minLength: 1, maxLength: 4 }),
        departments: fc.tuple(...POSTS.map(() => fc.constantFrom(...DEPARTMENTS))),
        leaders: fc.array(fc.constantFrom(...POSTS), { minLength: 3, maxLength: 3 }),
        led: fc.subarray([...DEPARTMENTS], { minLength: 1 }),
        related: fc.array(fc.tuple(fc.nat(3), fc.nat(3)), { maxLength: 2 }),
      })
      .map(({ people, departments, leaders, led, related }) => {
        const posts = Object.fromEntries(POSTS.map((post, at) => [post, departments[at] ?? 'X']));
        const known = led.filter((each) => Object.values(posts).includes(each));
        const office = officeOf(
          Object.fromEntries(people.map((held, at) => [`H${at}`, held])),
          posts,
          Object.fromEntries(known.map((each, at) => [each, leaders[at] ?? 'p'])),
        );
        const pairs = related.filter(([one, other]) => one < other && other < people.length);
        return { ...office, relations: relationsOf(pairs.map(([one, other]) => [`H${one}`, `H${other}`])) };
      }),
  });
});

/** Tasks in a row, some of them in a choice. */
function shape(ids: readonly string[], [a, b, c]: readonly [number, number, number]): readonly Part[] {
  const [first, second, third] = [a, b, c].sort((one, other) => one - other) as [number, number, number];
  const tasks = (some: readonly string[]): Part[] => some.map((id) => ({ task: id }));
  const either = [tasks(ids.slice(first, second)), tasks(ids.slice(second, third))] as const;
  return [...tasks(ids.slice(0, first)), { either }, ...tasks(ids.slice(third))];
}

export function xmlOf({ parts, assigns: given, constraints }: Case): string {
  let flows = '';
  let nodes = '<startEvent id="S"/><endEvent id="E"/>';
  let gates = 0;
  const flow = (from: string, to: string): void => {
    flows += `<sequenceFlow id="F${flows.length}" sourceRef="${from}" targetRef="${to}"/>`;
  };
  const put = (some: readonly Part[], from: string): string => {
    let last = from;
    for (const part of some) {
      if ('task' in part) {
        nodes += task(part.task, given[Number(part.task.slice(1))] ?? '');
        flow(last, part.task);
        last = part.task;
        continue;
      }
      const gate = `G${gates++}`;
      nodes += `<exclusiveGateway id="${gate}"/><exclusiveGateway id="${gate}J"/>`;
      flow(last, gate);
      for (const branch of part.either) flow(put(branch, gate), `${gate}J`);
      last = `${gate}J`;
    }
    return last;
  };
  flow(put(parts, 'S'), 'E');
  const said = constraints.map((each, at) => `<qh:constraint name="c${at}" ${each}/>`).join('');
  return `<extensionElements>${said}</extensionElements>${nodes}${flows}`;
}

/** Step by step as the guard lets people act: somebody for each task, whichever branch is taken. */
export class BruteForce {
  readonly candidates: Candidates;
  private readonly steps: ReadonlyMap<string, WorkStep>;

  constructor(
    private readonly staff: Staff,
    steps: readonly WorkStep[],
  ) {
    this.candidates = new Candidates(staff);
    this.steps = new Map(steps.map((step) => [step.activity, step]));
  }

  canDo(parts: readonly Part[]): boolean {
    return this.initiators().some((initiator) => this.rest(parts, [], initiator));
  }

  initiators(): readonly string[] {
    return [...new Set(this.candidates.of(beginningOf(this.staff)).all.map(({ person }) => person))];
  }

  rest(parts: readonly Part[], done: readonly PastAct[], initiator: string): boolean {
    const [part, ...others] = parts;
    if (part === undefined) return true;
    if ('either' in part) return part.either.every((branch) => this.rest([...branch, ...others], done, initiator));
    return this.choices(part.task, done, initiator).some(({ deed }) => this.rest(others, [...done, deed], initiator));
  }

  /** Who may do a task now. */
  choices(task: string, done: readonly PastAct[], initiator: string): readonly Choice[] {
    const step = this.steps.get(task);
    if (step === undefined) throw new Error(task);
    const past = new Past({ acts: done, initiator });
    const { constraints, organisation } = this.staff;
    return this.candidates.of(step).all.flatMap((candidate): Choice[] => {
      const deed = this.candidates.deed(step, candidate);
      const isFree = this.isGiven(step, candidate.person, initiator) && constraints.isFree(deed, past, organisation);
      return isFree ? [{ candidate, deed }] : [];
    });
  }

  private isGiven({ assigns: [assign] }: WorkStep, person: string, initiator: string): boolean {
    const { organisation, at } = this.staff;
    const homesOf = (each: string) =>
      organisation.holdings(each, at).map(({ data }) => organisation.fact('post', data.post, at)?.data.department);
    const own = homesOf(initiator);
    if (assign?.of === 'initiator' && assign.role !== undefined) return homesOf(person).some((id) => own.includes(id));
    if (assign?.of === 'initiator') return person === initiator;
    if (assign?.of !== 'initiator.leader') return true;
    const leading = organisation
      .facts('leaderLine', at)
      .filter(({ data }) => data.departments.some((each) => own.includes(each)));
    return person !== initiator && leading.some(({ data }) => organisation.holdersOf(data.leader, at).includes(person));
  }
}

export interface Choice {
  readonly candidate: Candidate;
  readonly deed: PastAct;
}
