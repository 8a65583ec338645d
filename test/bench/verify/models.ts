/** Draws one process of about so many flow nodes; `seed` decides everything about it. */
export interface Drawn {
  readonly name: string;
  readonly xml: string;
}

/** Blocks of blocks, in XML that any BPMN tool reads. */
export class Drawing {
  private readonly nodes: string[] = [];
  private readonly flows: { readonly from: string; to: string; readonly condition: string }[] = [];

  get size(): number {
    return this.nodes.length;
  }

  node(type: string, attributes = ''): string {
    const id = `N${this.nodes.length}`;
    this.nodes.push(`<${type} id="${id}"${attributes}/>`);
    return id;
  }

  flow(from: string, to: string, condition = ''): void {
    this.flows.push({ from, to, condition });
  }

  /** Lets a flow lead elsewhere. */
  redirect(index: number, to: string): void {
    const flow = this.flows[index];
    if (flow !== undefined) flow.to = to;
  }

  swap(id: string, from: string, to: string): void {
    const index = Number(id.slice(1));
    this.nodes[index] = this.nodes[index]?.replace(`<${from} `, `<${to} `) ?? '';
  }

  ids(type: string): string[] {
    return this.nodes.flatMap((node, index) => (node.startsWith(`<${type} `) ? [`N${index}`] : []));
  }

  get flowCount(): number {
    return this.flows.length;
  }

  /** Every choice has a default flow: its last one. */
  xml(): string {
    const last = new Map<string, number>();
    for (const [index, { from }] of this.flows.entries()) last.set(from, index);
    const nodes = this.nodes.map((node, index) =>
      node.startsWith('<exclusiveGateway') || node.startsWith('<inclusiveGateway')
        ? node.replace('/>', ` default="F${last.get(`N${index}`) ?? 0}"/>`)
        : node,
    );
    const choosing = new Set([...this.ids('exclusiveGateway'), ...this.ids('inclusiveGateway')]);
    const flows = this.flows.map(({ from, to, condition }, index) => {
      const open = `<sequenceFlow id="F${index}" sourceRef="${from}" targetRef="${to}"`;
      const isDefault = last.get(from) === index || !choosing.has(from);
      return isDefault
        ? `${open}/>`
        : `${open}><conditionExpression>${condition || `c${index}`}</conditionExpression></sequenceFlow>`;
    });
    return `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" id="D" targetNamespace="urn:t"><process id="P" isExecutable="true">${nodes.join('')}${flows.join('')}</process></definitions>`;
  }
}

export type Dice = (limit: number) => number;

export function diceOf(seed: number): Dice {
  let state = (seed * 0x9e3779b1) >>> 0;
  return (limit) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 0x1_0000_0000) * limit);
  };
}

/** A sound drawing of about `size` nodes. */
export function sound(size: number, seed: number): Drawing {
  const dice = diceOf(seed);
  const drawing = new Drawing();
  const start = drawing.node('startEvent');
  const [first, last] = block(drawing, size - 2, dice, 0);
  const end = drawing.node('endEvent');
  drawing.flow(start, first);
  drawing.flow(last, end);
  return drawing;
}

type Ends = readonly [first: string, last: string];
const TASKS = ['userTask', 'serviceTask', 'task', 'scriptTask'] as const;
const DEEPEST = 12;

function block(drawing: Drawing, size: number, dice: Dice, depth: number): Ends {
  if (size < 4 || depth > DEEPEST) return sequence(drawing, Math.max(1, size), dice);
  const kind = dice(10);
  if (kind < 4) {
    const share = 1 + dice(size - 2);
    const [first, middle] = block(drawing, share, dice, depth + 1);
    const [next, last] = block(drawing, size - share, dice, depth + 1);
    drawing.flow(middle, next);
    return [first, last];
  }
  if (kind < 5) return sequence(drawing, size, dice);
  if (kind < 6) return loop(drawing, size, dice, depth);
  return branches(drawing, size, dice, depth, kind < 8 ? 'parallelGateway' : 'exclusiveGateway', 2 + dice(4));
}

function sequence(drawing: Drawing, size: number, dice: Dice): Ends {
  const first = task(drawing, dice);
  let last = first;
  for (let left = size - 1; left > 0; left--) {
    const next = task(drawing, dice);
    drawing.flow(last, next);
    last = next;
  }
  return [first, last];
}

function task(drawing: Drawing, dice: Dice): string {
  const type = TASKS[dice(TASKS.length)] ?? 'task';
  const id = drawing.node(type);
  if (type === 'scriptTask') drawing.swap(id, 'scriptTask', 'manualTask');
  return id;
}

function loop(drawing: Drawing, size: number, dice: Dice, depth: number): Ends {
  const entry = drawing.node('exclusiveGateway');
  const [first, last] = block(drawing, size - 2, dice, depth + 1);
  const exit = drawing.node('exclusiveGateway');
  drawing.flow(entry, first);
  drawing.flow(last, exit);
  drawing.flow(exit, entry);
  const after = task(drawing, dice);
  drawing.flow(exit, after);
  return [entry, after];
}

export function branches(
  drawing: Drawing,
  size: number,
  dice: Dice,
  depth: number,
  gateway: 'parallelGateway' | 'exclusiveGateway',
  count: number,
): Ends {
  const split = drawing.node(gateway);
  const ends: Ends[] = [];
  for (let branch = 0; branch < count; branch++) {
    ends.push(block(drawing, Math.max(1, Math.floor((size - 2) / count)), dice, depth + 1));
  }
  const join = drawing.node(gateway);
  for (const [first, last] of ends) {
    drawing.flow(split, first);
    drawing.flow(last, join);
  }
  return [split, join];
}

/** A sound drawing in which one gateway has become another or one flow leads elsewhere: usually it is sound no longer. */
export function mutated(size: number, seed: number): Drawing {
  const drawing = sound(size, seed);
  const dice = diceOf(seed + 1_000_003);
  const [parallel, exclusive] = [drawing.ids('parallelGateway'), drawing.ids('exclusiveGateway')];
  const kind = dice(3);
  if (kind === 0 && parallel.length > 0) {
    drawing.swap(parallel[dice(parallel.length)] ?? '', 'parallelGateway', 'exclusiveGateway');
  } else if (kind === 1 && exclusive.length > 0) {
    drawing.swap(exclusive[dice(exclusive.length)] ?? '', 'exclusiveGateway', 'parallelGateway');
  } else {
    drawing.redirect(dice(drawing.flowCount), `N${1 + dice(drawing.size - 2)}`);
  }
  return drawing;
}

/** So many branches of a few tasks each between two parallel gateways. */
export function parallel(count: number, seed: number): Drawing {
  const dice = diceOf(seed);
  const drawing = new Drawing();
  const start = drawing.node('startEvent');
  const split = drawing.node('parallelGateway');
  const join = drawing.node('parallelGateway');
  const end = drawing.node('endEvent');
  drawing.flow(start, split);
  for (let branch = 0; branch < count; branch++) {
    const [first, last] = sequence(drawing, 1 + dice(3), dice);
    drawing.flow(split, first);
    drawing.flow(last, join);
  }
  drawing.flow(join, end);
  return drawing;
}
