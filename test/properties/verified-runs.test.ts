import { compile, parseBpmn, prepareWorld, readScenario, simulate } from '@quanheng/engine';
import { prove, type Proof } from '@quanheng/policy';
import { diceOf, mutated, sound, type Drawing } from '../bench/verify/models.js';

const BUDGET = { states: 20_000, milliseconds: 1, clock: () => 0 };
const SEEDS = Number(process.env['VERIFY_SEEDS'] ?? 60);

async function proofOf(drawing: Drawing): Promise<Proof> {
  const { model } = await parseBpmn(drawing.xml());
  const { definition } = model === undefined ? {} : compile(model, { digest: 'd' });
  if (model === undefined || definition === undefined) throw new Error('not compiled');
  return prove({ definition, models: new Map([['', model]]) }, BUDGET);
}

/** One run in which the dice decide every condition and in which order tasks are done. */
async function run(drawing: Drawing, seed: number) {
  const xml = drawing.xml();
  const dice = diceOf(seed);
  const { world } = await prepareWorld({ name: 'drawing', content: xml, digest: 'd' });
  const names = [...xml.matchAll(/<conditionExpression>(\w+)</g)].map(([, name]) => name ?? '');
  const variables = Object.fromEntries(names.map((name) => [name, dice(2) === 0]));
  const tasks = [...xml.matchAll(/<(?:userTask|serviceTask|task|manualTask) id="(\w+)"/g)].map(([, id]) => id ?? '');
  const delays = tasks.map((id): [string, object] => [id, { delay: `PT${1 + dice(50)}S` }]);
  const { scenario } = readScenario(JSON.stringify({ variables, behaviours: Object.fromEntries(delays) }));
  if (scenario === undefined) throw new Error('not a scenario');
  // A mutation may break a rule of BPMN.
  if (world === undefined) return null;
  return simulate(world, scenario, { maxEvents: 5000 });
}

test('no run of a drawing that is proved sound stands still; what is confirmed was run by the engine', async () => {
  const count = { sound: 0, runs: 0, unsound: 0, confirmed: 0 };
  for (let seed = 1; seed <= SEEDS; seed++) {
    const drawing = seed % 3 === 0 ? sound(30, seed) : mutated(30, seed);
    const proof = await proofOf(drawing);
    if (seed % 3 === 0) expect([seed, proof.sound]).toEqual([seed, true]);
    if (proof.sound === true) {
      count.sound++;
      for (let turn = 0; turn < 5; turn++) {
        const played = await run(drawing, seed * 100 + turn);
        if (played === null) continue;
        count.runs++;
        const { result, waiting } = played;
        // A loop whose condition never changes goes on until the events run out.
        expect([seed, turn, ['completed', 'limit'].includes(result), waiting]).toEqual([
          seed,
          turn,
          true,
          result === 'limit' ? waiting : [],
        ]);
      }
    } else if (proof.sound === false) {
      count.unsound++;
      expect([seed, proof.findings.some(({ severity }) => severity === 'error')]).toEqual([seed, true]);
      if (proof.findings.some(({ certainty }) => certainty === 'confirmed')) count.confirmed++;
    }
  }
  expect(count.runs).toBeGreaterThan(SEEDS);
  expect(count.sound).toBeGreaterThan(SEEDS / 4);
  expect(count.unsound).toBeGreaterThan(SEEDS / 6);
  expect(count.confirmed).toBeGreaterThan(count.unsound / 3);
}, 120_000);
