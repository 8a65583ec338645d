import fc from 'fast-check';
import { compile, parseBpmn, type Finding } from '@quanheng/engine';
import { keptIn, lint, type LintContext } from '../lint/index.js';
import { readDrawn } from '../publication/drawn.js';
import { readProfile, type KeptProcess } from '../profiles/index.js';
import { oracleOf, prove } from './index.js';
import { ARTICLES, CONTROLS, drawn, shape, xmlOf, type Drawn } from './testing/block-drawings.js';

const BUDGET = { states: 50_000, milliseconds: 1, clock: () => 0 };
const SEEDS = Number(process.env['VERIFY_SEEDS'] ?? '5');

const { profile } = readProfile({
  name: 'test-payment',
  title: '测试付款',
  power: {
    kind: 'reimbursement',
    ...{ item: null, complaintChannel: null, majorFour: null, disclosure: null },
    descriptors: { conditions: null, posts: null, procedure: null, disclosure: null },
  },
  riskLevel: 'low',
  effects: ['payment'],
  keyElements: [{ effect: 'payment', data: 'amount', name: '金额', basis: [{ article: '本单位规定', mark: 'D' }] }],
  effectOf: { pay: 'payment' },
  steps: [],
  articles: [],
});

interface Judged {
  readonly errors: readonly Finding[];
  readonly sound: unknown;
}

async function read(xml: string) {
  const { model } = await parseBpmn(xml);
  if (model === undefined) throw new Error(`not read: ${xml}`);
  const { definition, findings } = compile(model, { digest: 'd' });
  if (definition === undefined) throw new Error(JSON.stringify(findings));
  return { definition, model };
}

/** @param keeps what the owner of the catalogue says the drawing must not lose */
async function judged(drawing: Drawn, keeps: readonly KeptProcess[]): Promise<Judged> {
  const { definition, model } = await read(xmlOf(drawing));
  if (profile === undefined) throw new Error('the profile is not read');
  const whole = { definition, models: new Map([['', model]]) };
  const context: LintContext = {
    ...{ model, policy: readDrawn(model).policy, profile: { ...profile, keeps: [...keeps] } },
    ...{ organisation: null, profiles: null, effects: () => undefined },
    oracle: oracleOf(whole, BUDGET),
  };
  const rules = lint(context).filter(({ rule }) => rule === 'P06' || rule === 'L07');
  const { findings, sound } = prove(whole, BUDGET);
  return { errors: [...rules, ...findings].filter(({ severity }) => severity === 'error'), sound };
}

const cites = ({ errors }: Judged, article: string): boolean =>
  errors.some((each) => each.article?.includes(article) === true);

function copyOf({ nodes, flows, separations }: Drawn): Drawn {
  return { nodes: new Map(nodes), flows: flows.map((flow) => ({ ...flow })), separations: [...separations] };
}

/** Every separation, dropped or asked of persons alone. */
function* separationMutants(drawing: Drawn): Iterable<readonly [string, Drawn]> {
  for (const [at, separation] of drawing.separations.entries()) {
    const article = /article="([^"]*)"/.exec(separation)?.[1] ?? '';
    const dropped = copyOf(drawing);
    dropped.separations.splice(at, 1);
    yield [article, dropped];
    const weaker = copyOf(drawing);
    weaker.separations[at] = separation.replace('person department', 'person');
    yield [article, weaker];
  }
}

/** Every control: a plain task, passed by a choice before it, passed when it failed, and moved: to before the payment, and behind it. */
function* controlMutants(drawing: Drawn): Iterable<readonly [string, Drawn]> {
  for (const control of CONTROLS) {
    const article = ARTICLES[control];
    const plain = copyOf(drawing);
    plain.nodes.set(control, `<userTask id="${control}"/>`);
    yield [article, plain];
    const target = drawing.flows.find(({ from, outcome }) => from === control && outcome === 'passed')!.to;
    const around = copyOf(drawing);
    around.nodes.set('Skip', '<exclusiveGateway id="Skip"/>');
    for (const flow of around.flows) if (flow.to === control) flow.to = 'Skip';
    around.flows.push({ from: 'Skip', to: target, condition: 'skip' }, { from: 'Skip', to: control });
    yield [article, around];
    const failed = copyOf(drawing);
    for (const flow of failed.flows) if (flow.from === control && flow.outcome === 'failed') flow.to = target;
    yield [article, failed];
    for (const next of ['Pay', 'E']) yield [article, moved(drawing, control, target, next)];
  }
}

/** The control where it was is left out, and comes directly before another node. */
function moved(drawing: Drawn, control: string, target: string, next: string): Drawn {
  const mutant = copyOf(drawing);
  mutant.flows = mutant.flows.filter(({ from }) => from !== control);
  for (const flow of mutant.flows) {
    if (flow.to === control) flow.to = target;
    else if (flow.to === next) flow.to = control;
  }
  mutant.flows.push(
    { from: control, to: next, outcome: 'passed' },
    { from: control, to: 'Refused', outcome: 'failed' },
  );
  return mutant;
}

/** Every gateway that splits or joins, as the other kind. */
function* gatewayMutants(drawing: Drawn): Iterable<Drawn> {
  for (const [id, text] of drawing.nodes) {
    const count = (key: 'from' | 'to'): number => drawing.flows.filter((flow) => flow[key] === id).length;
    if (!text.includes('Gateway') || (count('from') === 1 && count('to') === 1)) continue;
    const [from, to] = text.startsWith('<parallel') ? ['parallel', 'exclusive'] : ['exclusive', 'parallel'];
    const swapped = copyOf(drawing);
    swapped.nodes.set(id, text.replace(from, to));
    const splits = swapped.flows.filter((flow) => flow.from === id);
    for (const [at, flow] of splits.entries()) {
      if (to === 'parallel') delete flow.condition;
      else if (at < splits.length - 1) flow.condition = `g${at}`;
    }
    yield swapped;
  }
}

test('in drawings of blocks nothing that a profile keeps is lost unseen, and no gateway is another', async () => {
  const seen = { separations: 0, controls: 0, gateways: 0 };
  await fc.assert(
    fc.asyncProperty(shape, async (drawnShape) => {
      const drawing = drawn(drawnShape);
      const { model } = await read(xmlOf(drawing));
      const keeps = keptIn(model);
      expect(await judged(drawing, keeps)).toEqual({ errors: [], sound: true });
      for (const [article, mutant] of separationMutants(drawing)) {
        seen.separations++;
        expect([article, cites(await judged(mutant, keeps), article)]).toEqual([article, true]);
      }
      for (const [article, mutant] of controlMutants(drawing)) {
        seen.controls++;
        expect([article, cites(await judged(mutant, keeps), article)]).toEqual([article, true]);
      }
      for (const mutant of gatewayMutants(drawing)) {
        seen.gateways++;
        expect((await judged(mutant, keeps)).sound).toBe(false);
      }
    }),
    { numRuns: SEEDS, seed: 20261122 },
  );
  expect(seen.separations).toBeGreaterThan(SEEDS);
  expect(seen.controls).toBe(SEEDS * 10);
  expect(seen.gateways).toBeGreaterThan(SEEDS);
}, 120_000);
