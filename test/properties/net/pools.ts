import fc from 'fast-check';

/** Documents of pools that send one another messages, drawn at random. */
export interface PoolsSpec {
  readonly pools: readonly PoolSpec[];
  /** By thrower, in document order: which of those that await its message a flow leads to; none: to all of them, without a flow. */
  readonly flows: readonly (readonly number[])[];
  /** Among those that await a message: some that a flow leads to from a pool without a process. */
  readonly outside: readonly number[];
}

interface PoolSpec {
  /** The message that starts it; null: somebody does. */
  readonly startedBy: number | null;
  readonly body: Part;
  /** The message with which it ends; null: none. */
  readonly last: number | null;
}

type Part =
  | { readonly kind: 'sequence' | 'choice' | 'both'; readonly parts: readonly Part[] }
  | { readonly kind: 'loop'; readonly part: Part }
  | { readonly kind: 'work'; readonly withdrawnBy: { readonly message: number; readonly isLate: boolean } | null }
  | {
      readonly kind: 'send' | 'receive';
      readonly message: number;
      readonly isTask: boolean;
      readonly isRepeated: boolean;
    }
  | { readonly kind: 'race'; readonly messages: readonly number[] }
  | { readonly kind: 'scope'; readonly part: Part; readonly message: number; readonly interrupting: boolean };

const MESSAGES = 3;
const message = fc.nat(MESSAGES - 1);

const part = fc.letrec<{ part: Part }>((tie) => {
  const parts = fc.array(tie('part'), { minLength: 2, maxLength: 3, depthIdentifier: 'parts' });
  const isRepeated = fc.nat(9).map((n) => n === 9);
  return {
    part: fc.oneof(
      { maxDepth: 3, depthIdentifier: 'parts', withCrossShrink: true },
      {
        weight: 3,
        arbitrary: fc.record({
          kind: fc.constantFrom('send' as const, 'receive' as const),
          message,
          isTask: fc.boolean(),
          isRepeated,
        }),
      },
      {
        weight: 2,
        arbitrary: fc.record({
          kind: fc.constant('work' as const),
          withdrawnBy: fc.option(fc.record({ message, isLate: fc.boolean() })),
        }),
      },
      {
        weight: 3,
        arbitrary: fc.record({ kind: fc.constantFrom('sequence' as const, 'choice' as const, 'both' as const), parts }),
      },
      { weight: 1, arbitrary: fc.record({ kind: fc.constant('loop' as const), part: tie('part') }) },
      {
        weight: 1,
        arbitrary: fc.record({
          kind: fc.constant('race' as const),
          messages: fc.array(message, { minLength: 1, maxLength: 2 }),
        }),
      },
      {
        weight: 1,
        arbitrary: fc.record({
          kind: fc.constant('scope' as const),
          part: tie('part'),
          message,
          interrupting: fc.boolean(),
        }),
      },
    ),
  };
}).part;

const sequence = fc.array(part, { minLength: 1, maxLength: 4 }).map((parts): Part => ({ kind: 'sequence', parts }));
const often = <T>(arbitrary: fc.Arbitrary<T>, no: T): fc.Arbitrary<T> =>
  fc.oneof({ weight: 1, arbitrary }, { weight: 1, arbitrary: fc.constant(no) });

export const poolsSpecs: fc.Arbitrary<PoolsSpec> = fc.record({
  pools: fc
    .array(
      fc.record({
        startedBy: often<number | null>(message, null),
        body: sequence,
        last: often<number | null>(message, null),
      }),
      {
        minLength: 2,
        maxLength: 3,
      },
    )
    .map(([first, ...others]) => [{ ...first!, startedBy: null }, ...others]),
  flows: fc.array(fc.array(fc.nat(5), { maxLength: 2 }), { minLength: 6, maxLength: 6 }),
  outside: fc.array(fc.nat(30), { maxLength: 1 }),
});

/** As BPMN. Every condition asks for one of the variables `v0` to `v2`, which are true or false. */
export function drawnPools(spec: PoolsSpec): string {
  const parties: { readonly id: string; readonly pool: number; readonly message: number; readonly throws: boolean }[] =
    [];
  const pools = spec.pools.map((pool, at) =>
    new Drawing(at, (id, number, throws) => void parties.push({ id, pool: at, message: number, throws })).draw(pool),
  );
  const flows: string[] = [];
  const flow = (from: string, to: string): void =>
    void flows.push(`<messageFlow id="Flow${flows.length}" sourceRef="${from}" targetRef="${to}"/>`);
  const awaiting = parties.filter(({ throws }) => !throws);
  parties
    .filter(({ throws }) => throws)
    .forEach((thrower, at) => {
      const targets = awaiting.filter((each) => each.message === thrower.message && each.pool !== thrower.pool);
      const chosen = new Set((spec.flows[at % spec.flows.length] ?? []).map((n) => targets[n % targets.length]));
      for (const target of chosen) if (target !== undefined) flow(thrower.id, target.id);
    });
  for (const n of spec.outside) if (awaiting.length > 0) flow('Outside', awaiting[n % awaiting.length]!.id);
  const participants = pools.map((_, at) => `<participant id="Pool${at}" processRef="P${at}"/>`).join('');
  const messages = Array.from({ length: MESSAGES }, (_, n) => `<message id="Message${n}" name="m${n}"/>`).join('');
  return (
    `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:qh="urn:quanheng:bpmn:1" id="D" targetNamespace="urn:t">` +
    `${messages}<collaboration id="C">${participants}<participant id="Outside"/>${flows.join('')}</collaboration>${pools.join('')}</definitions>`
  );
}

type Note = (id: string, message: number, throws: boolean) => void;

class Drawing {
  private readonly parts: string[] = [];
  private count = 0;

  constructor(
    private readonly pool: number,
    private readonly note: Note,
  ) {}

  draw({ startedBy, body, last }: PoolSpec): string {
    const start = this.node('startEvent', startedBy === null ? '' : this.definition(startedBy));
    if (startedBy !== null) this.note(start, startedBy, false);
    const end = this.node('endEvent', last === null ? '' : this.definition(last));
    this.flow(this.part(body, start), end);
    if (last !== null) this.note(end, last, true);
    return `<process id="P${this.pool}" isExecutable="true">${this.parts.join('')}</process>`;
  }

  /** @returns where the part ends */
  private part(part: Part, from: string): string {
    switch (part.kind) {
      case 'sequence':
        return part.parts.reduce((at, each) => this.part(each, at), from);
      case 'choice':
      case 'both':
        return this.branches(part, from);
      case 'loop': {
        const first = this.behind(from, 'exclusiveGateway');
        // A loop that nobody does anything in never stops.
        const work = this.behind(first, 'userTask');
        const again = this.node('exclusiveGateway', '', (id) => ` default="${id}_on"`);
        this.flow(this.part(part.part, work), again);
        this.flow(again, first, `v${this.count % 3}`);
        const on = this.node('exclusiveGateway');
        this.parts.push(`<sequenceFlow id="${again}_on" sourceRef="${again}" targetRef="${on}"/>`);
        return on;
      }
      case 'work': {
        const work = this.behind(from, 'userTask');
        if (part.withdrawnBy === null) return work;
        const { message: number, isLate } = part.withdrawnBy;
        const event = this.node(
          'boundaryEvent',
          this.definition(number),
          () => ` attachedToRef="${work}" cancelActivity="${isLate ? 'false' : 'true'}"`,
        );
        this.note(event, number, false);
        if (isLate) {
          this.flow(event, this.node('endEvent'));
          return work;
        }
        const join = this.behind(work, 'exclusiveGateway');
        this.flow(this.behind(event, 'userTask'), join);
        return join;
      }
      case 'send':
      case 'receive':
        return this.letter(part, from);
      case 'race': {
        const gateway = this.behind(from, 'eventBasedGateway');
        const join = this.node('exclusiveGateway');
        for (const number of new Set(part.messages)) {
          const event = this.behind(gateway, 'intermediateCatchEvent', this.definition(number));
          this.note(event, number, false);
          this.flow(event, join);
        }
        const late = this.behind(
          gateway,
          'intermediateCatchEvent',
          `<timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition>`,
        );
        this.flow(late, join);
        return join;
      }
      case 'scope':
        return this.scope(part, from);
    }
  }

  private branches({ kind, parts }: Extract<Part, { readonly parts: readonly Part[] }>, from: string): string {
    const isChoice = kind === 'choice';
    const type = isChoice ? 'exclusiveGateway' : 'parallelGateway';
    const split = this.node(type, '', (id) => (isChoice ? ` default="${id}_else"` : ''));
    this.flow(from, split);
    const join = this.node(type);
    parts.forEach((each, at) => {
      const first = this.node('task');
      if (!isChoice) this.flow(split, first);
      else if (at < parts.length - 1) this.flow(split, first, `v${(this.count + at) % 3}`);
      else this.parts.push(`<sequenceFlow id="${split}_else" sourceRef="${split}" targetRef="${first}"/>`);
      this.flow(this.part(each, first), join);
    });
    return join;
  }

  private letter(part: Extract<Part, { readonly isTask: boolean }>, from: string): string {
    const { kind, message: number, isTask, isRepeated } = part;
    const throws = kind === 'send';
    const inner =
      isTask && isRepeated
        ? '<multiInstanceLoopCharacteristics><loopCardinality>2</loopCardinality></multiInstanceLoopCharacteristics>'
        : '';
    const id = isTask
      ? this.behind(from, throws ? 'sendTask' : 'receiveTask', inner, ` messageRef="Message${number}"`)
      : this.behind(from, throws ? 'intermediateThrowEvent' : 'intermediateCatchEvent', this.definition(number));
    this.note(id, number, throws);
    return id;
  }

  private scope(
    { part, message: number, interrupting }: Extract<Part, { readonly kind: 'scope' }>,
    from: string,
  ): string {
    const before = this.parts.splice(0);
    const start = this.node('startEvent');
    this.flow(this.part(part, start), this.node('endEvent'));
    const handler = this.node('startEvent', this.definition(number), () => ` isInterrupting="${interrupting}"`);
    this.note(handler, number, false);
    const handling = this.parts.pop()!;
    const flows = this.parts.splice(0);
    const end = this.node('endEvent');
    this.flow(handler, end);
    const caught = `<subProcess id="H${handler}" triggeredByEvent="true">${handling}${this.parts.splice(0).join('')}</subProcess>`;
    this.parts.push(...before);
    return this.behind(from, 'subProcess', flows.join('') + caught);
  }

  private node(type: string, inside = '', more: (id: string) => string = () => ''): string {
    const id = `N${this.pool}_${this.count++}`;
    this.parts.push(`<${type} id="${id}"${more(id)}>${inside}</${type}>`);
    return id;
  }

  private behind(from: string, type: string, inside = '', more = ''): string {
    const id = this.node(type, inside, () => more);
    this.flow(from, id);
    return id;
  }

  private flow(from: string, to: string, condition?: string): void {
    const inside = condition === undefined ? '' : `<conditionExpression>${condition}</conditionExpression>`;
    this.parts.push(
      `<sequenceFlow id="F${this.pool}_${this.count++}" sourceRef="${from}" targetRef="${to}">${inside}</sequenceFlow>`,
    );
  }

  private definition(number: number): string {
    return `<messageEventDefinition messageRef="Message${number}"/>`;
  }
}
