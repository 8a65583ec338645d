import fc from 'fast-check';
import { compile, parseBpmn, type Finding } from '@quanheng/engine';
import { keptIn, lint, type LintContext } from '../lint/index.js';
import { readDrawn } from '../publication/drawn.js';
import { readProfile, type KeptProcess } from '../profiles/index.js';
import { oracleOf, prove, type Proof } from './index.js';
import { ARTICLES, CONTROLS, drawn, shape, xmlOf, type Drawn } from './testing/block-drawings.js';

const BUDGET = { states: 50_000, milliseconds: 1, clock: () => 0 };
const SEEDS = Number(process.env['VERIFY_SEEDS'] ?? '3');

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

async function read(xml: string) {
  const { model } = await parseBpmn(xml);
  if (model === undefined) throw new Error(`not read: ${xml}`);
  const { definition, findings } = compile(model, { digest: 'd' });
  if (definition === undefined) throw new Error(JSON.stringify(findings));
  return { definition, model };
}

async function proved(drawing: Drawn): Promise<Proof> {
  const { definition, model } = await read(xmlOf(drawing));
  return prove({ definition, models: new Map([['', model]]) }, BUDGET);
}

/** @param keeps what the owner of the catalogue says the drawing must not lose */
async function refusals(drawing: Drawn, keeps: readonly KeptProcess[]): Promise<readonly Finding[]> {
  const { definition, model } = await read(xmlOf(drawing));
  if (profile === undefined) throw new Error('the profile is not read');
  const whole = { definition, models: new Map([['', model]]) };
  const context: LintContext = {
    ...{ model, policy: readDrawn(model).policy, profile: { ...profile, keeps: [...keeps] } },
    ...{ organisation: null, profiles: null, effects: () => undefined },
    oracle: oracleOf(whole, BUDGET),
  };
  return lint(context).filter(({ rule, severity }) => severity === 'error' && (rule === 'P06' || rule === 'L07'));
}

const cites = (found: readonly Finding[], article: string): boolean =>
  found.some((each) => each.article?.includes(article) === true);

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

const KINDS = ['parallel', 'exclusive', 'inclusive'] as const;

/** Every gateway that splits or joins, as each other kind, and whether that is still sound. */
function* gatewayMutants(drawing: Drawn): Iterable<readonly [what: string, sound: boolean | 'as shown', Drawn]> {
  for (const [id, text] of drawing.nodes) {
    const splits = drawing.flows.filter((flow) => flow.from === id);
    const isSplit = splits.length > 1;
    const before = drawing.flows.filter((flow) => flow.to === id);
    if (!text.includes('Gateway') || (!isSplit && before.length < 2)) continue;
    const from = KINDS.find((kind) => text.startsWith(`<${kind}`));
    for (const to of KINDS) {
      if (from === undefined || to === from) continue;
      const swapped = copyOf(drawing);
      swapped.nodes.set(id, text.replace(from, to));
      for (const [at, flow] of swapped.flows.filter((flow) => flow.from === id && isSplit).entries()) {
        if (to === 'parallel') delete flow.condition;
        else if (at < splits.length - 1) flow.condition ??= `g${at}`;
      }
      const isLoop = !isSplit && before.some((flow) => flow.condition?.startsWith('again') === true);
      const still = isSplit ? splitAs(from, to, splits.length) : joinAs(to, isLoop);
      yield [`${from} ${isSplit ? 'split' : 'join'} as ${to}`, still, swapped];
    }
  }
}

/** An inclusive join waits for whatever was begun, so that the split before it may be of any kind. */
function splitAs(from: string, to: string, branches: number): boolean {
  if (from === 'inclusive') return true;
  // One condition and a default flow are a choice, whichever gateway decides.
  return from === 'exclusive' && to === 'inclusive' && branches === 2;
}

/**
 * So it does in the stead of the join that belongs to a split. Where a loop begins it may wait for a branch beside it that waits for the loop, if a loop around
 * both leads back to it: the engine shows that.
 */
function joinAs(to: string, isLoop: boolean): boolean | 'as shown' {
  if (to !== 'inclusive') return false;
  return isLoop ? 'as shown' : true;
}

test('in drawings of blocks nothing that a profile keeps is lost unseen, and no gateway is another', async () => {
  const seen = { separations: 0, controls: 0, gateways: 0 };
  const kinds = new Set<string>();
  await fc.assert(
    fc.asyncProperty(shape, async (drawnShape) => {
      const drawing = drawn(drawnShape);
      const { model } = await read(xmlOf(drawing));
      const keeps = keptIn(model);
      expect(await refusals(drawing, keeps)).toEqual([]);
      expect(await proved(drawing)).toMatchObject({ sound: true, findings: [] });
      for (const [article, mutant] of separationMutants(drawing)) {
        seen.separations++;
        expect([article, cites(await refusals(mutant, keeps), article)]).toEqual([article, true]);
      }
      for (const [article, mutant] of controlMutants(drawing)) {
        seen.controls++;
        expect([article, cites(await refusals(mutant, keeps), article)]).toEqual([article, true]);
      }
      for (const [what, still, mutant] of gatewayMutants(drawing)) {
        seen.gateways++;
        kinds.add(`${what} ${String(still)}`);
        const { sound, findings } = await proved(mutant);
        const isShown = findings.some(({ certainty }) => certainty === 'confirmed');
        const expected = still === 'as shown' ? !isShown : still;
        expect([what, sound, xmlOf(mutant)]).toEqual([what, expected, xmlOf(mutant)]);
      }
    }),
    { numRuns: SEEDS, seed: 20261122 },
  );
  expect(seen.separations).toBeGreaterThan(SEEDS);
  expect(seen.controls).toBe(SEEDS * 10);
  expect(seen.gateways).toBeGreaterThan(SEEDS);
  for (const refuted of [
    'parallel split as',
    'exclusive split as',
    'parallel join as',
    'exclusive join as',
    'inclusive join as',
  ])
    expect([refuted, [...kinds].some((kind) => kind.startsWith(refuted) && kind.endsWith('false'))]).toEqual([
      refuted,
      true,
    ]);
}, 120_000);
