import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DEMONSTRATION_UNITS, demonstrationUnit, type DemonstrationUnitId } from '@quanheng/host';
import { countedBudget } from '../../libs/policy/src/staffing/index.js';
import { nobodyFor, staffProcess, type WorkStep } from '../../libs/policy/src/staffing/process/index.js';
import { root } from '../architecture/files.js';
import { AT, flowsOf, type Flow } from './flows.js';

const README = join(root, 'processes', 'demonstration', 'README.md');
const LOOKS = 500;

/** Of one person's own matter in a flow; `unknown`: not found out within the looks. */
interface Answer {
  readonly person: string;
  readonly kind: 'refused' | 'on some way' | 'unknown';
  readonly steps: string;
}

/** Whose own matter could not be finished on every way; everybody else's can. */
function answersOf({ node, staffed }: Flow): readonly Answer[] {
  const staff = staffed([]);
  const { organisation } = staff;
  const persons = organisation.facts('person', AT);
  return persons.flatMap(({ id: person }): readonly Answer[] => {
    if (!organisation.roles(person, AT).has('staff')) return [];
    const refused = nobodyFor(node, staff, person, countedBudget(LOOKS));
    if (refused !== null) return [{ person, kind: 'refused', steps: named(refused.steps) }];
    const answer = staffProcess(node, { ...staff, initiator: person }, countedBudget(LOOKS));
    if (answer.status === 'satisfiable') return [];
    if (answer.status === 'unknown') return [{ person, kind: 'unknown', steps: '' }];
    return [{ person, kind: 'on some way', steps: named(answer.steps) }];
  });
}

function named(steps: readonly WorkStep[]): string {
  return [...new Set(steps.map(({ name }) => name))].join('、');
}

/** Asked once: of the longest flow it takes seconds on a machine at work. */
const everybody = memoized(
  async (id: DemonstrationUnitId): Promise<ReadonlyMap<string, readonly Answer[]>> =>
    new Map((await flowsOf(id)).map((flow) => [flow.name, answersOf(flow)])),
);

function memoized<K, V>(find: (key: K) => V): (key: K) => V {
  const known = new Map<K, V>();
  return (key) => {
    let found = known.get(key);
    if (found === undefined) known.set(key, (found = find(key)));
    return found;
  };
}

const FROM_OUTSIDE = [
  'committee-chair',
  'cost-consultant',
  'design-unit',
  'supervisor',
  'center-reviewer',
  'legal-officer',
];

test('the daily matters of everybody at the university can be finished on every way, whoever holds which post', async () => {
  const answers = await everybody('demo');
  for (const flow of ['费用报销', '限额以下自行采购', '“三重一大”集体决策']) {
    const own = answers.get(flow)!.map(({ person }) => person);
    expect([flow, own.filter((person) => !FROM_OUTSIDE.includes(person))]).toEqual([flow, []]);
  }
}, 240_000);

test('those of everybody in the small unit are finished, or refused before they begin, below the tier of the leaders', async () => {
  const answers = [...(await everybody('demo-small'))].flatMap(([flow, own]) => own.map((each) => ({ flow, ...each })));
  const told = answers.filter(({ person }) => !FROM_OUTSIDE.includes(person));
  expect(told.map(({ flow, person, kind, steps }) => [flow, person, kind, steps])).toEqual([
    ['费用报销', 'discipline-officer', 'refused', '稽核：稽核'],
    ['费用报销', 'vice-business', 'on some way', '分管领导会签：分管业务领导签字'],
    ['费用报销', 'vice-finance', 'on some way', '分管领导会签：分管财务领导签字'],
  ]);
});

/** `UPDATE_DOCS=1 npx jest test/demonstration/own-matters` writes the tables anew. */
test('the page tells whose own matters of which flow nobody could finish', async () => {
  let page = readFileSync(README, 'utf8');
  for (const id of DEMONSTRATION_UNITS) {
    const { members } = demonstrationUnit(id);
    const cell = (answers: readonly Answer[], kinds: readonly Answer['kind'][]): string =>
      answers
        .filter(({ kind }) => kinds.includes(kind))
        .map(({ person, kind, steps }) => {
          const { name, post } = members.find((member) => member.id === person)!;
          return `${name}（${post}）：${kind === 'unknown' ? '未能判断' : steps}`;
        })
        .join('<br>') || '无';
    const rows = [...(await everybody(id))].map(
      ([flow, answers]) => `| ${flow} | ${cell(answers, ['refused'])} | ${cell(answers, ['on some way', 'unknown'])} |`,
    );
    const table = [
      '| 流程 | 不能发起：无人可办的环节 | 可以发起，但有的路径无人可办 |',
      '| --- | --- | --- |',
      ...rows,
    ].join('\n');
    const place = new RegExp(`(<!-- own matters ${id} -->\\n)[^]*?(\\n<!-- end -->)`);
    expect(page).toMatch(place);
    page = page.replace(place, (_, before: string, after: string) => `${before}${table}${after}`);
  }
  if (process.env.UPDATE_DOCS === '1') writeFileSync(README, page);
  expect(readFileSync(README, 'utf8')).toBe(page);
}, 240_000);
