import { simulate, type PreparedWorld } from '@quanheng/engine';
import { policedDoor, wordBlock, worded, type Reason } from '@quanheng/policy';
import { caseFrom, FOLDERS, POLICY, scenariosOf, textOf, worldOf, type Case } from './folder.js';

/** What a person must never read: a value that is not there, a hole that nothing fills, a unit twice, a variable by its name in the drawing. */
const RAW = /null|undefined|NaN|\{\w+\}|元元|[a-z]+[A-Z]\w*/;
/** The scenario of each process whose data are spoilt, one step after the other. */
const USUAL: Readonly<Record<string, string>> = {
  'collective-decision': 'agreed',
  'construction-change': 'decided',
  reimbursement: 'tier-two',
};
const SPOILT: Readonly<Record<string, (value: unknown) => unknown>> = {
  'is not filled in': () => null,
  'is less than nothing': (value) => (typeof value === 'number' ? -value : value),
  'is blank': (value) => (typeof value === 'string' ? '' : value),
};

function toldIn({ scenario, organisation }: Case, world: PreparedWorld): readonly Reason[] {
  const told: Reason[] = [];
  const heard = (reasons: readonly Reason[]): readonly Reason[] => {
    told.push(...reasons);
    return reasons;
  };
  const policy: typeof POLICY = {
    ...POLICY,
    authorise: (request) => heard(worded(POLICY.authorise(request))),
    admit: (request, done) => heard(POLICY.admit(request, done)),
  };
  simulate(world, scenario, { door: policedDoor(policy, world, organisation) });
  return told;
}

/** In both languages; without the key of a threshold that nobody has set, under which the owner of the catalogue sets it. */
function saidOf({ code, message, parameters = {} }: Reason): readonly string[] {
  const said = [message, wordBlock(code as Parameters<typeof wordBlock>[0], parameters, 'en')];
  return code === 'RULE_NOT_CONFIGURED' ? said.map((each) => each.replace(/“[\w.]+:\w+”/, '')) : said;
}

interface Json {
  readonly steps: readonly { readonly variables?: Readonly<Record<string, unknown>> }[];
}

/** The scenario as far as each step that fills something in, with what it fills in spoilt. */
function* spoilt(text: string, spoil: (value: unknown) => unknown): Iterable<string> {
  const { expect: _, ...scenario } = JSON.parse(text) as Json & { readonly expect?: unknown };
  for (const [index, step] of scenario.steps.entries()) {
    if (step.variables === undefined || 'refused' in step) continue;
    const variables = Object.fromEntries(Object.entries(step.variables).map(([name, each]) => [name, spoil(each)]));
    yield JSON.stringify({ ...scenario, steps: [...scenario.steps.slice(0, index), { ...step, variables }] });
  }
}

describe.each(FOLDERS)('what %s is refused with', (folder) => {
  let world: PreparedWorld;
  beforeAll(async () => {
    world = await worldOf(folder);
  });

  test('says what it is about in words, in every scenario', () => {
    const told = scenariosOf(folder).flatMap((name) => toldIn(caseFrom(folder, textOf(folder, name)), world));
    expect(told.length).toBeGreaterThan(5);
    expect([...new Set(told.flatMap(saidOf).filter((said) => RAW.test(said)))]).toEqual([]);
  });

  test.each(Object.entries(SPOILT))('says it in words where what is filled in %s', (_how, spoil) => {
    const text = textOf(folder, USUAL[folder] ?? 'normal');
    const cases = [...spoilt(text, spoil)];
    const told = cases.flatMap((each) => toldIn(caseFrom(folder, each), world));
    expect(cases.length).toBeGreaterThan(0);
    expect([...new Set(told.flatMap(saidOf).filter((said) => RAW.test(said)))]).toEqual([]);
  });
});
