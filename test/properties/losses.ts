import type { Life } from './life.js';
import type { Graph } from './graph.js';

/**
 * What a step cancelled, and why: an element or a waiting token may only vanish because its scope was cancelled, terminated, taken over by an
 * interrupting event sub-process, returned from, or because enough inner instances were done; an activity also by an interrupting boundary event.
 */
export class Losses {
  private readonly ended: Life[] = [];
  private readonly scopesOfTokens: number[] = [];
  private readonly cancelledIds = new Set<number>();
  private readonly reasons = new Set<number>();
  private readonly hosts = new Set<string>();
  private isEverything = false;

  cancelled(life: Life): void {
    this.ended.push(life);
    this.cancelledIds.add(life.id);
  }

  dropped(scope: number): void {
    this.scopesOfTokens.push(scope);
  }

  /** Whatever is lost in this scope has a reason. */
  reason(scope: number): void {
    this.reasons.add(scope);
  }

  interrupted(scope: number, host: string | null): void {
    this.hosts.add(`${scope} ${host}`);
  }

  everything(): void {
    this.isEverything = true;
  }

  /** @throws Error for a loss without a reason. */
  check(graph: Graph): void {
    if (this.isEverything) return;
    const isGone = (scope: number): boolean => this.cancelledIds.has(scope) || this.reasons.has(scope);
    for (const { parent, element, id } of this.ended) {
      if (isGone(parent) || this.hosts.has(`${parent} ${element}`)) continue;
      throw new Error(`${element} (${id}, ${graph.nodes.get(element)?.type}) was cancelled for no reason`);
    }
    for (const scope of this.scopesOfTokens) {
      if (!isGone(scope)) throw new Error(`tokens in element instance ${scope} were dropped for no reason`);
    }
  }
}
