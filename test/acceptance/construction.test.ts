import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readScenario, simulate } from '@quanheng/engine';
import { policedDoor, readOrganisation } from '@quanheng/policy';
import { DoorPlay } from '../policy/scenarios/door-play.js';
import { caseOf, POLICY, resourcesOf, worldOf, type Case } from '../policy/scenarios/folder.js';
import { MemoryDatabase } from '../simulation/index.js';

const PROCESSES = join(__dirname, '../../processes');
type Json = Readonly<Record<string, unknown>>;
type JsonStep = Json & { readonly complete?: string; readonly by?: string; readonly variables?: Json };

/** What is refused in a scenario, with its text. */
async function refusalsOf(folder: string, name: string) {
  const { scenario, organisation } = caseOf(folder, name);
  const world = await worldOf(folder);
  const { refusals = [], unmet } = simulate(world, scenario, { door: policedDoor(POLICY, world, organisation) });
  expect(unmet).toBeUndefined();
  return refusals;
}

describe('10. payment', () => {
  test('certified 10 million, 80 %, 7.8 million paid: 0.3 million is ahead of the work, 0.2 million is the most', async () => {
    const [refusal, ...others] = await refusalsOf('construction-payment', 'ahead-of-the-work');
    expect(others).toEqual([]);
    expect(refusal).toMatchObject({ codes: ['PAY_AHEAD'] });
    expect(JSON.stringify(refusal)).toContain('本期最多可付200000元(累计已付7800000元)');
  });
});

describe('11. retention', () => {
  test('above 3 % is refused', async () => {
    const refusals = await refusalsOf('construction-payment', 'retention-too-high');
    expect(refusals.map(({ codes }) => codes)).toEqual([['DEMAND_NOT_MET']]);
    expect(JSON.stringify(refusals)).toContain('质量保证金比例');
  });

  test('is not returned on the last day of the defects liability period, not a second before its end', async () => {
    const refusals = await refusalsOf('construction-retention', 'a-day-early');
    expect(refusals.map(({ codes }) => codes)).toEqual([['RETENTION_EARLY'], ['RETENTION_EARLY']]);
    expect(JSON.stringify(refusals[0])).toContain('2026-09-21');
  });
});

describe('a change and its payment, through the door', () => {
  const json = (folder: string, name: string): Json =>
    JSON.parse(readFileSync(join(PROCESSES, folder, name), 'utf8')) as Json;
  const stepsOf = (folder: string, name: string): readonly JsonStep[] =>
    json(folder, `scenarios/${name}.json`)['steps'] as readonly JsonStep[];

  /** Both processes in one unit; whatever was decided in the first is measured in the second. */
  function together(steps: readonly Json[]): Case {
    const [change, payment] = ['construction-change', 'construction-payment'].map((each) =>
      json(each, 'organisation.json'),
    );
    const both = (section: string): Json => ({ ...(change?.[section] as Json), ...(payment?.[section] as Json) });
    const { organisation, problems } = readOrganisation({
      ...payment,
      thresholds: both('thresholds'),
      bindings: both('bindings'),
    });
    expect(problems).toEqual([]);
    const { scenario } = readScenario(
      JSON.stringify({ organisation: 'organisation.json', at: '2026-09-21T09:00:00+08:00', steps }),
    );
    if (organisation === undefined || scenario?.at == null) throw new Error('the case cannot be read');
    return { organisation, scenario: { ...scenario, at: scenario.at } };
  }
  async function played(steps: readonly Json[]): Promise<readonly (readonly string[])[]> {
    const store = new MemoryDatabase().connect();
    const opened = { store, queries: store.queries, workSource: store.workSource, close: () => store.close() };
    const resources = [...resourcesOf('construction-change'), ...resourcesOf('construction-payment')];
    const distinct = [...new Map(resources.map((each) => [each.text, each])).values()];
    const named = distinct.map((each, index) => ({ ...each, name: `${index}-${each.name}` }));
    try {
      return (await DoorPlay.play(opened, together(steps), named, 'ConstructionPayment')).refusals;
    } finally {
      await opened.close();
    }
  }
  const CHANGE = [{ start: 'ConstructionChange', by: 'clerk-a' }, ...stepsOf('construction-change', 'decided')];
  const period = stepsOf('construction-payment', 'leaders');
  const isSite = ({ complete }: JsonStep): boolean => complete === 'SiteCheck';
  const upToSite = [{ start: 'ConstructionPayment', by: 'clerk-a' }, ...period.slice(0, period.findIndex(isSite))];
  const measuring = (changeAmount: number): Json[] =>
    period.filter(isSite).map((step) => ({ ...step, variables: { ...step.variables, changeAmount } }));

  test('a change that no meeting decided is not measured', async () => {
    expect(await played([...upToSite, ...measuring(0.01), ...measuring(0)])).toEqual([['CHANGE_UNAPPROVED']]);
  });

  test('of one that was decided, as much as was decided', async () => {
    const all = [...CHANGE, ...upToSite, ...measuring(500_000.01), ...measuring(500_000)];
    expect(await played(all)).toEqual([['CHANGE_UNAPPROVED']]);
  });
});
