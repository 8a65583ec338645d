import fc from 'fast-check';
import { blocks, draw, modelOf, type Block, type Drawn } from '../testing/drawings.js';
import { bySimplePaths, byTokens, type Answer } from '../testing/oracles.js';
import { begunAfter, controlFlowOf, leadingTo, Runs } from './index.js';

async function byRuns(drawn: Drawn): Promise<Answer> {
  const flow = controlFlowOf(await modelOf(drawn));
  const of = (kind: string): string[] => [...drawn.nodes].flatMap(([id, each]) => (each === kind ? [id] : []));
  const runs = new Runs(flow, new Set(of('control')));
  const acts = of('act').filter((act) => {
    const path = runs.pathTo(act);
    // What is shown to the designer is a path of the drawing, and begins where the process begins.
    if (path !== null) expectPath(path, drawn, act);
    return path !== null;
  });
  const end = runs.pathToEnd();
  if (end !== null) expectPath(end, drawn, [...drawn.nodes.keys()].at(-1) ?? '');
  return { acts: new Set(acts), ends: end !== null };
}

function expectPath(path: readonly string[], { nodes, flows, attached }: Drawn, last: string): void {
  expect(path[0]).toBe([...nodes.keys()][0]);
  expect(path.at(-1)).toBe(last);
  for (const [i, to] of path.slice(1).entries()) {
    const from = path[i] ?? '';
    expect(attached.get(from) === to || flows.some(([a, b]) => a === from && b === to)).toBe(true);
  }
}

const holdsOf = (parallel: boolean, oracle: (drawn: Drawn) => Answer | null) =>
  fc.assert(
    fc.asyncProperty(blocks(parallel), async (block: Block) => {
      const drawn = draw(block);
      const answer = oracle(drawn);
      fc.pre(answer !== null);
      expect(await byRuns(drawn)).toEqual(answer);
    }),
    // A failure prints its seed and path.
    { numRuns: 400, verbose: fc.VerbosityLevel.Verbose },
  );

test('without parallel branches the answers are those of every simple path, one by one', async () => {
  await holdsOf(false, bySimplePaths);
});

test('with parallel branches the answers are those of every state of the tokens, one by one', async () => {
  await holdsOf(true, (drawn) => byTokens(drawn, 3000));
});

test('what leads to a node is what it may come after, asked backwards', async () => {
  await fc.assert(
    fc.asyncProperty(blocks(true), fc.constantFrom('all', 'none', undefined), async (block, returns) => {
      const drawn = draw(block);
      const flow = controlFlowOf({ ...(await modelOf(drawn)), ...(returns === undefined ? {} : { returns }) });
      const controls = new Set([...drawn.nodes].flatMap(([id, kind]) => (kind === 'control' ? [id] : [])));
      const ids = [...drawn.nodes.keys()];
      for (const to of ids) {
        const forward = ids.filter((from) => begunAfter(flow, from, controls).has(to));
        expect([...leadingTo(flow, to, controls)].filter((id) => id !== 'P').sort()).toEqual(forward.sort());
      }
    }),
    { numRuns: 100, verbose: fc.VerbosityLevel.Verbose },
  );
});

test('twenty thousand elements are a matter of a moment', async () => {
  const parts: Block[] = Array.from({ length: 5000 }, (_, i) =>
    i % 2 === 0 ? { kind: 'task' } : { kind: 'choice', parts: [{ kind: 'task' }, { kind: 'control' }] },
  );
  expect((await byRuns(draw({ kind: 'sequence', parts }))).ends).toBe(true);
}, 30_000);
