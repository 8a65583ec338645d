import type { CharacterTest } from './characters.js';
import { PatternError, type Node } from './syntax.js';

/** One step of the matcher. Targets are indices of instructions. */
export type Instruction =
  | { readonly op: 'character'; readonly test: CharacterTest }
  | { readonly op: 'start' }
  | { readonly op: 'end' }
  | { readonly op: 'reference'; readonly group: number }
  /** Tries `first`, and `second` when that leads nowhere. */
  | { readonly op: 'split'; first: number; second: number }
  | { readonly op: 'jump'; readonly target: number }
  /** Remembers the position in a slot. */
  | { readonly op: 'save'; readonly slot: number }
  /** Fails where the position is still that of the slot: a loop whose body matched nothing. */
  | { readonly op: 'progress'; readonly slot: number }
  | { readonly op: 'match' };

export interface Program {
  readonly instructions: readonly Instruction[];
  /** Slots 2n and 2n + 1 hold start and end of group n (0 is the whole match); loops use the others. */
  readonly slots: number;
}

const MAX_INSTRUCTIONS = 20_000;
/** Nodes visited; copies of empty groups cost no instructions. */
const MAX_VISITS = 100_000;

/** @throws PatternError when the pattern becomes too large. */
export function compileProgram(root: Node, groups: number): Program {
  const compiler = new Compiler((groups + 1) * 2);
  compiler.emit({ op: 'save', slot: 0 });
  compiler.node(root);
  compiler.emit({ op: 'save', slot: 1 });
  compiler.emit({ op: 'match' });
  return { instructions: compiler.instructions, slots: compiler.slots };
}

class Compiler {
  readonly instructions: Instruction[] = [];

  private visits = 0;

  constructor(public slots: number) {}

  emit<T extends Instruction>(instruction: T): T {
    if (this.instructions.length >= MAX_INSTRUCTIONS) {
      throw new PatternError('unsupported', 'it is too large; repeat less');
    }
    this.instructions.push(instruction);
    return instruction;
  }

  node(node: Node): void {
    if (++this.visits > MAX_VISITS) throw new PatternError('unsupported', 'it is too large; repeat less');
    switch (node.kind) {
      case 'character':
        this.emit({ op: 'character', test: node.test });
        break;
      case 'start':
      case 'end':
        this.emit({ op: node.kind });
        break;
      case 'reference':
        this.emit({ op: 'reference', group: node.group });
        break;
      case 'group':
        if (node.index !== null) this.emit({ op: 'save', slot: node.index * 2 });
        this.node(node.body);
        if (node.index !== null) this.emit({ op: 'save', slot: node.index * 2 + 1 });
        break;
      case 'sequence':
        for (const item of node.items) this.node(item);
        break;
      case 'choice':
        this.choice(node.branches);
        break;
      case 'repeat':
        this.repeat(node);
        break;
    }
  }

  private choice(branches: readonly Node[]): void {
    const jumps: { op: 'jump'; target: number }[] = [];
    for (const [index, branch] of branches.entries()) {
      const last = index === branches.length - 1;
      const split = last ? null : this.emit({ op: 'split', first: this.instructions.length + 1, second: 0 });
      this.node(branch);
      if (!last) jumps.push(this.emit({ op: 'jump', target: 0 }));
      if (split) split.second = this.instructions.length;
    }
    for (const jump of jumps) jump.target = this.instructions.length;
  }

  private repeat({ body, min, max, greedy }: Extract<Node, { kind: 'repeat' }>): void {
    for (let count = 0; count < min; count++) this.node(body);
    if (max === Infinity) {
      const slot = this.slots++;
      const split = this.split();
      this.emit({ op: 'save', slot });
      this.node(body);
      this.emit({ op: 'progress', slot });
      this.emit({ op: 'jump', target: split.index });
      this.aim(split, greedy);
      return;
    }
    const splits: Split[] = [];
    for (let count = min; count < max; count++) {
      splits.push(this.split());
      this.node(body);
    }
    for (const split of splits) this.aim(split, greedy);
  }

  private split(): Split {
    const index = this.instructions.length;
    return { index, instruction: this.emit({ op: 'split', first: 0, second: 0 }) };
  }

  /** Lets a split choose between what follows it and the end of the program so far. */
  private aim({ index, instruction }: Split, greedy: boolean): void {
    const [body, exit] = [index + 1, this.instructions.length];
    instruction.first = greedy ? body : exit;
    instruction.second = greedy ? exit : body;
  }
}

interface Split {
  readonly index: number;
  readonly instruction: { op: 'split'; first: number; second: number };
}
