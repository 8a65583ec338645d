import { parseInstant, simulate, type Scenario, type WorldInstance } from '@quanheng/engine';
import { policedDoor } from '@quanheng/policy';
import { caseOf, POLICY, worldOf } from '../policy/scenarios/folder.js';

type Step = Scenario['steps'][number];

/** Plays a scenario of `processes/procurement` with other steps, and tells when what was begun on the way is due. */
async function play(name: string, change: (steps: readonly Step[]) => readonly Step[]) {
  const { scenario, organisation } = caseOf('procurement', name);
  const world = await worldOf('procurement');
  const door = policedDoor(POLICY, world, organisation);
  const due = new Map<string, number>();
  const noted = (instance: WorldInstance | null): void => {
    if (instance === null) return;
    for (const { activity, due: moment } of Object.values(door.matterOf(instance).work.deadlines?.open ?? {})) {
      if (!due.has(activity)) due.set(activity, moment);
    }
  };
  const played: Scenario = {
    ...scenario,
    steps: change(scenario.steps),
    expect: null,
  };
  const { refusals = [], unmet } = simulate(world, played, {
    door: {
      ...door,
      people: {
        ...door.people!,
        act: (step, instances, env) => {
          const done = door.people!.act(step, instances, env);
          noted(done.instance);
          return done;
        },
      },
    },
  });
  expect(unmet).toBeUndefined();
  return { due, refusals: refusals.flatMap(({ codes }) => codes) };
}

function moment(text: string): number {
  const found = parseInstant(text, '+08:00');
  if (found === undefined) throw new Error(`${text} is no moment`);
  return found;
}
const isOf = (element: string) => (step: Step) => step.kind === 'complete' && step.element === element;
/** The steps up to and with the last one of an element. */
function upTo(steps: readonly Step[], element: string): readonly Step[] {
  return steps.slice(0, steps.findLastIndex(isOf(element)) + 1);
}
function advance(duration: string): Step {
  return { kind: 'advance', duration };
}
/** The step with another amount or the like. */
function filled(step: Step, variables: Readonly<Record<string, number>>): Step {
  return step.kind === 'complete' ? { ...step, variables: { ...step.variables, ...variables } } : step;
}
function refusing(step: Step, codes: readonly string[]): Step {
  return 'refused' in step ? { ...step, refused: codes.length === 0 ? null : codes } : step;
}
/** 500,000 yuan instead of 600,000: 2,000,000 together with the others. */
function halfAMillion(step: Step): Step {
  const isLast = step.kind === 'complete' && Object.values(step.variables).includes(600_000);
  if (!isLast) return step;
  return filled(step, isOf('Apply')(step) ? { amount: 500_000 } : { ceiling: 500_000 });
}
/** 24:00 of a day in China. */
const endOf = (day: string): number => moment(`${day}T00:00:00+08:00`) + 24 * 3_600_000;

describe('6. the clock of government procurement', () => {
  // The scenario delivers the report on Sunday 11 October 2026; a day more, and it is Monday.
  const monday = (steps: readonly Step[]): readonly Step[] => {
    const evaluated = steps.findIndex(isOf('DeliverReport'));
    return steps.toSpliced(evaluated, 0, advance('P1D'));
  };

  test.each([
    ['P7DT14H59M', []],
    ['P7DT15H', ['WINDOW_LATE']],
  ])('a report of Monday, awarded after %s', async (wait, refused) => {
    const { due, refusals } = await play('instalments', (steps) => {
      const delivered = monday(steps);
      const [award] = delivered.filter(isOf('Award'));
      return [...upTo(delivered, 'DeliverReport'), advance(wait), refusing(award!, refused)];
    });
    expect(due.get('Award')).toBe(endOf('2026-10-19'));
    expect(refusals).toEqual(refused);
  });

  test('two working days for the notice of the result, two for that of the contract, seven for its filing', async () => {
    const { due } = await play('normal', (steps) => upTo(monday(steps), 'Seal'));
    expect(due.get('ResultNotice')).toBe(endOf('2026-10-14'));
    // Signed and sealed on Saturday 24 October.
    expect(due.get('ContractNotice')).toBe(endOf('2026-10-27'));
    expect(due.get('FileContract')).toBe(endOf('2026-11-03'));
  });
});

describe('7. splitting', () => {
  test('of 800,000, 700,000 and 600,000 yuan out of one line in one year the third is refused, and a budget adjustment lets it pass', async () => {
    const { refusals } = await play('split', (steps) => steps);
    expect(refusals).toEqual(['SPLIT_SUSPECT']);
  });

  test('up to the figure of open tender itself they are not too much together', async () => {
    const { refusals } = await play('split', (steps) => steps.map((step) => refusing(halfAMillion(step), [])));
    expect(refusals).toEqual([]);
  });
});

describe('8. supplements of 1,150,000 yuan', () => {
  test.each([
    ['9.9 %', 113_850, []],
    ['10.0 %', 115_000, []],
    ['10.1 %', 116_150, ['SUPPLEMENT_OVER10']],
  ])('of %s', async (_share, supplementSum, expected) => {
    const supplement = (steps: readonly Step[]): readonly Step[] => {
      const before = steps.slice(0, steps.findIndex(isOf('Supplement')));
      const [, drafted] = steps.filter(isOf('Supplement'));
      return [...before, refusing(filled(drafted!, { supplementSum }), expected)];
    };
    expect((await play('supplement', supplement)).refusals).toEqual(expected);
  });
});

describe('9. an abnormally low price, of 1,120,000 yuan on average', () => {
  test.each([
    ['50 % of it', 560_000, false],
    ['49.99 % of it', 559_888, true],
  ])('at %s', async (_share, firstPrice, isLow) => {
    const steps = (all: readonly Step[]): readonly Step[] => {
      const before = all.slice(0, all.findIndex(isOf('Evaluate')));
      const evaluated = filled(all.find(isOf('Evaluate'))!, {
        ...{ firstPrice, secondPrice: 1_119_776, averagePrice: 1_120_000 },
      });
      return [...before, evaluated];
    };
    const { due } = await play('normal', steps);
    expect([due.has('LowPrice'), due.has('DeliverReport')]).toEqual([isLow, !isLow]);
  });
});
