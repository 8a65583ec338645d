import fc from 'fast-check';
import type { Block, ModelSpec, Trigger } from '../blocks.js';
import { task } from '../plain-blocks.js';

type Kind = Trigger['kind'];

const trigger = (...kinds: Kind[]): fc.Arbitrary<Trigger> =>
  fc.record({ kind: fc.constantFrom(...kinds), n: fc.nat(7) });

const thrower: fc.Arbitrary<Block> = fc.oneof(
  fc.constant(task()),
  trigger('error', 'escalation').map((thrown): Block => ({ kind: 'stop', trigger: thrown, terminate: false })),
  trigger('escalation').map((thrown): Block => ({ kind: 'throw', trigger: thrown })),
  fc.constant<Block>({ kind: 'stop', trigger: null, terminate: true }),
);

const path: fc.Arbitrary<Block> = fc.oneof(
  thrower,
  fc.tuple(fc.constant(task()), thrower, fc.constant(task())).map((blocks): Block => ({ kind: 'sequence', blocks })),
);

const body: fc.Arbitrary<Block> = fc.oneof(
  path,
  fc
    .array(path, { minLength: 2, maxLength: 2 })
    .map((branches): Block => ({ kind: 'split', gateway: 'parallelGateway', branches, n: 0, hasDefault: true })),
);

const catcher = trigger('error', 'error', 'escalation', 'escalation', 'signal');

function scope(content: fc.Arbitrary<Block>): fc.Arbitrary<Extract<Block, { kind: 'subProcess' }>> {
  return fc.record({
    kind: fc.constant('subProcess' as const),
    scope: fc.record({
      body: content,
      handlers: fc.array(fc.record({ trigger: catcher, interrupting: fc.boolean(), body: path }), { maxLength: 2 }),
    }),
    around: fc.record({
      loop: fc.option(
        fc.record({
          kind: fc.constant('multi' as const),
          sequential: fc.boolean(),
          size: fc.constant(2),
          collection: fc.boolean(),
          enough: fc.boolean(),
          output: fc.constant(false),
        }),
        { freq: 4 },
      ),
      boundaries: fc.array(fc.record({ trigger: catcher, interrupting: fc.boolean(), path: thrower }), {
        maxLength: 2,
      }),
      compensated: fc.constant(false),
      mapped: fc.constant(false),
    }),
  });
}

/** Models of scopes in scopes in which errors and escalations are thrown and caught everywhere. */
export const raisingSpecs: fc.Arbitrary<ModelSpec> = scope(fc.oneof(body, scope(body))).map((outer) => ({
  main: { body: { kind: 'sequence', blocks: [outer, task()] }, handlers: outer.scope.handlers.slice(0, 1) },
  called: [],
  returns: 'all',
  hostileIds: false,
}));
