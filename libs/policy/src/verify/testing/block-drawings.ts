import fc from 'fast-check';

/** A drawing of blocks in blocks. */
export type Block =
  | { readonly kind: 'task' }
  | { readonly kind: 'sequence' | 'choice' | 'parallel' | 'inclusive'; readonly parts: readonly Block[] }
  | { readonly kind: 'loop'; readonly part: Block };

export interface DrawnFlow {
  from: string;
  to: string;
  outcome?: string;
  condition?: string;
}
/** Nodes and flows, which a test may change. */
export interface Drawn {
  readonly nodes: Map<string, string>;
  flows: DrawnFlow[];
  /** Constraints, as they are drawn. */
  separations: string[];
}

export interface Shape {
  readonly before: Block;
  readonly between: Block;
  readonly behind: Block;
  /** Whether each of the controls lies in one branch of a parallel block. */
  readonly beside: readonly [boolean, boolean];
  /** Pairs of steps kept apart, by number. */
  readonly pairs: readonly (readonly [number, number])[];
}

const TASK: Block = { kind: 'task' };

const { block } = fc.letrec<{ block: Block; many: Block[]; three: Block[] }>((tie) => ({
  block: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constant(TASK),
    fc.record({ kind: fc.constantFrom('sequence', 'choice', 'parallel'), parts: tie('many') }),
    fc.record({ kind: fc.constant('inclusive'), parts: tie('three') }),
    fc.record({ kind: fc.constant('loop'), part: tie('block') }),
  ),
  many: fc.array(tie('block'), { minLength: 2, maxLength: 3 }),
  // With two branches, one of them by default, an inclusive gateway would be a choice.
  three: fc.tuple(tie('block'), fc.nat(2)).map(([part, at]) => [0, 1, 2].map((each) => (each === at ? part : TASK))),
}));

export const shape: fc.Arbitrary<Shape> = fc.record({
  ...{ before: block, between: block, behind: block },
  beside: fc.tuple(fc.boolean(), fc.boolean()),
  pairs: fc.uniqueArray(fc.tuple(fc.nat(30), fc.nat(30)), { minLength: 1, maxLength: 4, comparator: 'SameValue' }),
});

const pen = (name: string): string => `<qh:act name="${name}"><qh:assign role="${name}" department="D"/></qh:act>`;
const basis = (article: number): string => `<qh:basis article="《测试规定》第${article}条" mark="C:TEST"/>`;
/** The articles that controls are drawn for. */
export const ARTICLES = { Check: '《测试规定》第3条', Sign: '《测试规定》第4条' } as const;
export const CONTROLS = ['Check', 'Sign'] as const;

/** Tasks in blocks, a check, tasks in blocks, two pens, tasks in blocks, and the payment. */
export function drawn({ before, between, behind, beside, pairs }: Shape): Drawn {
  const drawing = new Drawing();
  const { nodes, flows } = drawing;
  nodes.set('S', '<startEvent id="S"/>');
  nodes.set('Refused', '<endEvent id="Refused"><terminateEventDefinition/></endEvent>');
  nodes.set('Pay', '<serviceTask id="Pay" name="付款" qh:handler="pay"/>');
  nodes.set('E', '<endEvent id="E"/>');
  nodes.set('Check', control('Check', 3, 'qh:duty="CHECKED"', 'check', ''));
  nodes.set('Sign', control('Sign', 4, '', 'dualSignature', pen('A') + pen('B')));
  const first = drawing.draw(before, 'S');
  const checked = drawing.control('Check', first, beside[0]);
  const second = drawing.draw(between, checked);
  const signed = drawing.control('Sign', second, beside[1]);
  const last = drawing.draw(behind, signed);
  flows.push({ from: last, to: 'Pay' }, { from: 'Pay', to: 'E' });
  const steps = [...nodes.keys()].filter((id) => /^(T\d|Check|Sign|Pay)/.test(id));
  const apart = new Map<string, string>();
  for (const [one, other] of pairs) {
    const both = [steps[one % steps.length] ?? 'Pay', steps[other % steps.length] ?? 'Pay'].sort();
    if (both[0] === both[1]) continue;
    const number = apart.size + 10;
    apart.set(
      both.join(' '),
      `<qh:constraint kind="separation" name="分离${number}" between="${both.join(' ')}" level="person department">${basis(number)}</qh:constraint>`,
    );
  }
  return { nodes, flows, separations: [...apart.values()] };
}

export function xmlOf({ nodes, flows, separations }: Drawn): string {
  const ways = flows.map(({ from, to, outcome, condition }, index) => {
    const said = outcome === undefined ? '' : ` qh:outcome="${outcome}"`;
    const inside = condition === undefined ? '' : `<conditionExpression>${condition}</conditionExpression>`;
    return `<sequenceFlow id="f${index}" sourceRef="${from}" targetRef="${to}"${said}>${inside}</sequenceFlow>`;
  });
  const shown = [...nodes].map(([id, text]) => {
    const last = flows.findLastIndex(({ from }) => from === id);
    const isChoice = /^<(ex|in)clusiveGateway/.test(text) && flows.some((flow) => flow.from === id && flow.condition);
    return isChoice ? text.replace('/>', ` default="f${last}"/>`) : text;
  });
  const extensions = separations.length === 0 ? '' : `<extensionElements>${separations.join('')}</extensionElements>`;
  return `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:qh="urn:quanheng:bpmn:1" id="D" targetNamespace="urn:t"><process id="P" isExecutable="true">${extensions}${shown.join('')}${ways.join('')}</process></definitions>`;
}

function control(id: string, article: number, attributes: string, kind: string, acts: string): string {
  return `<userTask id="${id}" name="${id}" ${attributes}><extensionElements><qh:control kind="${kind}">${basis(article)}${acts}</qh:control></extensionElements></userTask>`;
}

const GATEWAYS = { parallel: 'parallelGateway', choice: 'exclusiveGateway', inclusive: 'inclusiveGateway' } as const;

class Drawing {
  readonly nodes = new Map<string, string>();
  readonly flows: DrawnFlow[] = [];
  private count = 0;

  /** Draws a block behind a node; returns its last node. */
  draw(part: Block, from: string): string {
    switch (part.kind) {
      case 'task': {
        const id = this.add('T', 'userTask');
        this.flows.push({ from, to: id });
        return id;
      }
      case 'sequence':
        return part.parts.reduce((last, each) => this.draw(each, last), from);
      case 'parallel':
      case 'choice':
      case 'inclusive':
        return this.split(part, from);
      case 'loop': {
        const begin = this.add('G', 'exclusiveGateway');
        this.flows.push({ from, to: begin });
        const last = this.draw(part.part, begin);
        const again = this.add('G', 'exclusiveGateway');
        const end = this.add('G', 'exclusiveGateway');
        this.flows.push(
          { from: last, to: again },
          { from: again, to: begin, condition: `again${this.count}` },
          { from: again, to: end },
        );
        return end;
      }
    }
  }

  /** Where it fails, all ends. */
  control(id: string, from: string, isBeside: boolean): string {
    if (!isBeside) {
      const next = this.add('G', 'exclusiveGateway');
      this.flows.push(
        { from, to: id },
        { from: id, to: next, outcome: 'passed' },
        { from: id, to: 'Refused', outcome: 'failed' },
      );
      return next;
    }
    const fork = this.add('G', 'parallelGateway');
    this.flows.push({ from, to: fork });
    const passed = this.control(id, fork, false);
    const beside = this.draw({ kind: 'task' }, fork);
    const join = this.add('G', 'parallelGateway');
    this.flows.push({ from: passed, to: join }, { from: beside, to: join });
    return join;
  }

  private split({ kind, parts }: Extract<Block, { parts: readonly Block[] }>, from: string): string {
    const type = GATEWAYS[kind as keyof typeof GATEWAYS];
    const fork = this.add('G', type);
    this.flows.push({ from, to: fork });
    const ends = parts.map((each, branch) => {
      const at = this.flows.length;
      const end = this.draw(each, fork);
      const first = this.flows[at];
      if (kind !== 'parallel' && first !== undefined && branch < parts.length - 1) first.condition = `c${at}`;
      return end;
    });
    const join = this.add('G', type);
    for (const end of ends) this.flows.push({ from: end, to: join });
    return join;
  }

  private add(letter: string, type: string): string {
    const id = `${letter}${++this.count}`;
    this.nodes.set(id, `<${type} id="${id}"/>`);
    return id;
  }
}
