import type { Definition, GraphNode, SimulationResult, TraceLine } from '@quanheng/engine';

/** How much of something was seen. */
export interface Covered {
  readonly covered: number;
  readonly of: number;
  readonly missing: readonly string[];
}
export interface CoverageReport {
  readonly elements: Covered;
  readonly flows: Covered;
  readonly outcomes: Covered;
  readonly refusals: Covered;
}

/** What the scenarios of one process have seen of it, all together. */
export class Coverage {
  private readonly elements = new Set<string>();
  private readonly flows = new Set<string>();
  private readonly outcomes = new Set<string>();
  private readonly refusals = new Set<string>();

  constructor(
    private readonly definition: Definition,
    private readonly process: string,
    /** Codes that the process can meet, as its folder says. */
    private readonly expected: readonly string[],
  ) {}

  see(line: TraceLine): void {
    if (line.event === 'elementActivated' || line.event === 'bodyActivated') this.elements.add(line.element);
    if (line.event === 'flowTaken') this.flows.add(line.element);
    if (line.event === 'elementCompleted') {
      // An event that happens is completed without having been activated on its own.
      this.elements.add(line.element);
      if (typeof line['outcome'] === 'string') this.outcomes.add(`${line.element}: ${line['outcome']}`);
    }
  }

  /** @returns codes that were met in this play and are not declared */
  end({ refusals = [] }: SimulationResult): readonly string[] {
    const met = new Set(refusals.flatMap(({ codes }) => codes));
    for (const code of met) this.refusals.add(code);
    return [...met].filter((code) => !this.expected.includes(code)).sort();
  }

  report(): CoverageReport {
    const drawn = this.definition.nodes.filter((node) => node.type !== 'process' && this.isOwn(node));
    const flows = [...this.definition.flowsByKey.values()].filter(({ source }) => this.isOwn(source));
    const outcomes = drawn.flatMap(({ id, outcomes: known }) => known.map((outcome) => `${id}: ${outcome}`));
    return {
      elements: covered(
        drawn.map(({ id }) => id),
        this.elements,
      ),
      flows: covered(
        flows.map(({ id }) => id),
        this.flows,
      ),
      outcomes: covered(outcomes, this.outcomes),
      refusals: covered(this.expected, this.refusals),
    };
  }

  private isOwn(node: GraphNode): boolean {
    let top = node;
    while (top.parent !== null) top = top.parent;
    return top.id === this.process && top.key === this.process;
  }
}

function covered(all: readonly string[], seen: ReadonlySet<string>): Covered {
  const distinct = [...new Set(all)];
  const missing = distinct.filter((each) => !seen.has(each));
  return { covered: distinct.length - missing.length, of: distinct.length, missing };
}
