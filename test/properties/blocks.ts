import fc from 'fast-check';

/**
 * Process models as trees of blocks, and how to draw them at random. A block has one way in and at most one way out, so a model made of
 * blocks is structured: every split has its join. `render.ts` turns a tree into BPMN.
 */
export interface ModelSpec {
  readonly main: ScopeSpec;
  /** Processes of the same document that call activities name; each may call those behind it. */
  readonly called: readonly ScopeSpec[];
  readonly returns: 'all' | 'none';
  /** Events by which the main process can also be started; each leads to where the first one does, by way of a task of its own. */
  readonly starts?: readonly Trigger[];
  /** Ids such as `__proto__` and `constructor` instead of plain ones. */
  readonly hostileIds: boolean;
}

export interface ScopeSpec {
  readonly body: Block;
  readonly handlers: readonly HandlerSpec[];
}

/** An event sub-process. */
export interface HandlerSpec {
  readonly trigger: Trigger;
  readonly interrupting: boolean;
  readonly body: Block;
}

export interface BoundarySpec {
  readonly trigger: Trigger;
  readonly interrupting: boolean;
  readonly path: Block;
}

/** `n` selects among the few names, codes, variables and durations that `render.ts` knows. */
export interface Trigger {
  readonly kind: 'timer' | 'cycle' | 'message' | 'signal' | 'conditional' | 'error' | 'escalation' | 'compensate';
  readonly n: number;
}

export type TaskType = 'task' | 'manualTask' | 'userTask' | 'serviceTask' | 'sendTask' | 'receiveTask' | 'scriptTask';

export type Block =
  | { readonly kind: 'sequence'; readonly blocks: readonly Block[] }
  | { readonly kind: 'task'; readonly type: TaskType; readonly n: number; readonly around: Around }
  | { readonly kind: 'subProcess'; readonly scope: ScopeSpec; readonly around: Around }
  | { readonly kind: 'call'; readonly n: number; readonly mapped: boolean; readonly around: Around }
  | {
      readonly kind: 'split';
      readonly gateway: SplitGateway;
      readonly branches: readonly Block[];
      readonly n: number;
      readonly hasDefault: boolean;
      /** Its flows ask for an outcome of what comes before, not for data. */
      readonly byOutcome?: boolean;
    }
  | { readonly kind: 'race'; readonly branches: readonly { readonly trigger: Trigger; readonly body: Block }[] }
  | { readonly kind: 'loop'; readonly body: Block; readonly times: number }
  | { readonly kind: 'catch'; readonly trigger: Trigger }
  | { readonly kind: 'throw'; readonly trigger: Trigger | null }
  | { readonly kind: 'link' }
  /** An end event in the midst of everything: nothing comes after it. */
  | { readonly kind: 'stop'; readonly trigger: Trigger | null; readonly terminate: boolean };
export type SplitGateway = 'exclusiveGateway' | 'parallelGateway' | 'inclusiveGateway';

/** What surrounds an activity: repetition, boundary events, a compensation handler, data mappings. */
export interface Around {
  readonly loop: LoopSpec | null;
  readonly boundaries: readonly BoundarySpec[];
  readonly compensated: boolean;
  readonly mapped: boolean;
}

export type LoopSpec =
  | { readonly kind: 'standard'; readonly testBefore: boolean; readonly maximum: number; readonly conditional: boolean }
  | {
      readonly kind: 'multi';
      readonly sequential: boolean;
      readonly size: number;
      readonly collection: boolean;
      readonly enough: boolean;
      readonly output: boolean;
    };

/**
 * `sound`: nothing that ends a scope early or fails (error, terminate, stray end events, conditions without a default), so the model always
 * completes when every wait is served.
 */
export function modelSpecs(sound: boolean): fc.Arbitrary<ModelSpec> {
  const { scope } = scopes(sound);
  return fc.record({
    main: scope,
    called: fc.array(scope, { maxLength: 2, depthIdentifier: 'called' }),
    returns: sound ? fc.constant('none' as const) : fc.constantFrom('all' as const, 'all' as const, 'none' as const),
    hostileIds: sound ? fc.constant(false) : fc.integer({ min: 0, max: 7 }).map((n) => n === 7),
  });
}

const MAX_DEPTH = 4;
const small = fc.integer({ min: 0, max: 7 });
const rarely = fc.integer({ min: 0, max: 3 }).map((n) => n === 3);

function scopes(sound: boolean): { scope: fc.Arbitrary<ScopeSpec> } {
  const waits = fc.constantFrom<Trigger['kind']>('timer', 'message', 'signal', 'conditional');
  const repeats = fc.constantFrom<Trigger['kind']>('timer', 'cycle', 'message', 'signal', 'conditional');
  const exceptions = fc.constantFrom<Trigger['kind']>('error', 'escalation');
  // A signal serves all that wait for it: in sound models, what must be served and what need not happen are told apart by the parity of `n`.
  const odd = sound ? small.map((n) => n | 1) : small;
  const even = sound ? small.map((n) => n & ~1) : small;
  const waited = fc.record({ kind: waits, n: odd });
  const attached = fc.record({
    kind: sound ? repeats : fc.oneof({ weight: 2, arbitrary: repeats }, exceptions),
    n: even,
  });
  const started = fc.record({
    kind: sound
      ? repeats
      : fc.oneof({ weight: 3, arbitrary: repeats }, exceptions, fc.constant<'compensate'>('compensate')),
    n: even,
  });
  const thrown = fc.option(
    fc.record({
      kind: fc.constantFrom<Trigger['kind']>(
        'message',
        'signal',
        'compensate',
        ...(sound ? [] : ['escalation' as const]),
      ),
      n: small,
    }),
    { freq: 6 },
  );
  const ended = fc.option(
    fc.record({
      kind: fc.constantFrom<Trigger['kind']>('error', 'escalation', 'message', 'signal', 'compensate'),
      n: small,
    }),
  );
  const loop: fc.Arbitrary<LoopSpec> = fc.oneof(
    {
      weight: 1,
      arbitrary: fc.record({
        kind: fc.constant('standard' as const),
        testBefore: fc.boolean(),
        maximum: fc.integer({ min: 1, max: 3 }),
        conditional: fc.boolean(),
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        kind: fc.constant('multi' as const),
        sequential: fc.boolean(),
        size: fc.integer({ min: 0, max: 3 }),
        collection: fc.boolean(),
        enough: rarely,
        output: fc.boolean(),
      }),
    },
  );
  const taskType = fc.constantFrom<TaskType>(
    'userTask',
    'userTask',
    'userTask',
    'serviceTask',
    'task',
    'manualTask',
    'sendTask',
    'receiveTask',
    'scriptTask',
    'scriptTask',
  );

  const tied = fc.letrec<{ block: Block; scope: ScopeSpec; around: Around }>((tie) => {
    const body = tie('block');
    const branches = fc.array(body, { minLength: 2, maxLength: 3, depthIdentifier: 'blocks' });
    const plain = fc.constant<Around>({ loop: null, boundaries: [], compensated: false, mapped: false });
    return {
      around: fc.oneof(
        { maxDepth: MAX_DEPTH, depthIdentifier: 'blocks' },
        { weight: 4, arbitrary: plain },
        {
          weight: 3,
          arbitrary: fc.record({
            loop: fc.option(loop, { freq: 3 }),
            boundaries: fc.array(fc.record({ trigger: attached, interrupting: fc.boolean(), path: body }), {
              maxLength: 2,
            }),
            compensated: rarely,
            mapped: rarely,
          }),
        },
      ),
      scope: fc.record({
        body: fc.record({
          kind: fc.constant('sequence' as const),
          blocks: fc.array(body, { minLength: 2, maxLength: 4 }),
        }),
        handlers: fc
          .array(fc.record({ trigger: started, interrupting: fc.boolean(), body }), { maxLength: 2 })
          .map((all) => (all.length === 1 ? all : all.slice(0, 1 + (all.length % 2)))),
      }),
      block: fc.oneof(
        { maxDepth: MAX_DEPTH, depthIdentifier: 'blocks', withCrossShrink: true },
        {
          weight: 6,
          arbitrary: fc.record({ kind: fc.constant('task' as const), type: taskType, n: small, around: tie('around') }),
        },
        {
          weight: 3,
          arbitrary: fc.record({
            kind: fc.constant('sequence' as const),
            blocks: fc.array(body, { minLength: 1, maxLength: 3 }),
          }),
        },
        {
          weight: 4,
          arbitrary: fc.record({
            kind: fc.constant('split' as const),
            gateway: fc.constantFrom<SplitGateway>(
              'exclusiveGateway',
              'parallelGateway',
              'parallelGateway',
              'inclusiveGateway',
              'inclusiveGateway',
            ),
            branches,
            n: small,
            hasDefault: sound ? fc.constant(true) : fc.boolean(),
            byOutcome: sound ? fc.constant(false) : rarely,
          }),
        },
        {
          weight: 2,
          arbitrary: fc.record({
            kind: fc.constant('subProcess' as const),
            scope: tie('scope'),
            around: tie('around'),
          }),
        },
        {
          weight: 1,
          arbitrary: fc.record({
            kind: fc.constant('call' as const),
            n: small,
            mapped: fc.boolean(),
            around: tie('around'),
          }),
        },
        {
          weight: 1,
          arbitrary: fc.record({
            kind: fc.constant('race' as const),
            branches: fc.array(fc.record({ trigger: waited, body }), { minLength: 2, maxLength: 3 }),
          }),
        },
        {
          weight: 1,
          arbitrary: fc.record({ kind: fc.constant('loop' as const), body, times: fc.integer({ min: 1, max: 3 }) }),
        },
        { weight: 1, arbitrary: fc.record({ kind: fc.constant('catch' as const), trigger: waited }) },
        { weight: 2, arbitrary: fc.record({ kind: fc.constant('throw' as const), trigger: thrown }) },
        { weight: 1, arbitrary: fc.constant<Block>({ kind: 'link' }) },
        {
          weight: sound ? 0 : 1,
          arbitrary: fc.record({ kind: fc.constant('stop' as const), trigger: ended, terminate: rarely }),
        },
      ),
    };
  });
  return { scope: tied.scope };
}

/** Documents of several pools, each of which can be started in several ways. */
export const poolSpecs: fc.Arbitrary<ModelSpec> = fc
  .tuple(
    modelSpecs(false),
    fc.array(
      fc.record({
        kind: fc.constantFrom<Trigger['kind']>('timer', 'cycle', 'message', 'signal', 'conditional'),
        n: fc.nat(7),
      }),
      { minLength: 1, maxLength: 3 },
    ),
  )
  .map(([spec, starts]) => ({ ...spec, starts }));
