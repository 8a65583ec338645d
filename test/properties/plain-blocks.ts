import fc from 'fast-check';
import type { Around, Block, ModelSpec, ScopeSpec, SplitGateway } from './blocks.js';

export const BARE: Around = { loop: null, boundaries: [], compensated: false, mapped: false };

/** Models of work alone: user tasks in sequences, splits, loops and sub-processes, where everything waits and nothing interrupts. */
export const plainSpecs: fc.Arbitrary<ModelSpec> = scopes().map((main) => ({
  main,
  called: [],
  returns: 'all',
  hostileIds: false,
}));

function scopes(): fc.Arbitrary<ScopeSpec> {
  const around = fc.constantFrom<Around>(
    BARE,
    BARE,
    BARE,
    { ...BARE, loop: { kind: 'standard', testBefore: false, maximum: 2, conditional: false } },
    { ...BARE, loop: { kind: 'multi', sequential: false, size: 2, collection: false, enough: false, output: false } },
    { ...BARE, boundaries: [{ trigger: { kind: 'signal', n: 0 }, interrupting: false, path: task(BARE) }] },
    { ...BARE, boundaries: [{ trigger: { kind: 'signal', n: 1 }, interrupting: true, path: task(BARE) }] },
  );
  const tied = fc.letrec<{ block: Block; body: Extract<Block, { kind: 'sequence' }> }>((tie) => ({
    body: fc
      .array(tie('block'), { minLength: 1, maxLength: 3, depthIdentifier: 'plain' })
      .map((blocks) => ({ kind: 'sequence', blocks })),
    block: fc.oneof(
      { maxDepth: 4, depthIdentifier: 'plain', withCrossShrink: true },
      { weight: 5, arbitrary: around.map(task) },
      {
        weight: 4,
        arbitrary: fc.record({
          kind: fc.constant('split' as const),
          gateway: fc.constantFrom<SplitGateway>(
            'parallelGateway',
            'parallelGateway',
            'inclusiveGateway',
            'exclusiveGateway',
          ),
          branches: fc.array(tie('body'), { minLength: 2, maxLength: 3 }),
          n: fc.nat(7),
          hasDefault: fc.constant(true),
        }),
      },
      {
        weight: 2,
        arbitrary: fc.record({ kind: fc.constant('loop' as const), body: tie('body'), times: fc.constantFrom(2, 3) }),
      },
      {
        weight: 2,
        arbitrary: fc
          .tuple(tie('body'), around)
          .map(([body, around]) => ({ kind: 'subProcess' as const, scope: { body, handlers: [] }, around })),
      },
    ),
  }));
  return tied.body.map((body) => ({ body, handlers: [] }));
}

export function task(around: Around = BARE): Block {
  return { kind: 'task', type: 'userTask', n: 0, around };
}
