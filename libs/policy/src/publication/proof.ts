import type { Definition, Finding } from '@quanheng/engine';
import type { ProcessDefinition } from '../ports/index.js';
import { oracleOf, prove, type Oracle } from '../verify/index.js';

/**
 * Markings that the proof at publication may look at. Only they are counted and no time, so that every server answers the same; more than these are
 * "unknown", which refuses.
 */
const STATES = 5000;

const PROVEN = new WeakMap<Definition, Map<string, readonly Finding[]>>();

/** Whether the process is sound; worked out once for a definition, when it is deployed, and known when it is published. */
export function proofFindings({ graph, models, process }: ProcessDefinition): readonly Finding[] {
  const known = PROVEN.get(graph) ?? new Map<string, readonly Finding[]>();
  PROVEN.set(graph, known);
  let findings = known.get(process);
  if (findings === undefined) {
    const own = [...graph.processes.values()].filter(({ id }) => id === process);
    const budget = { states: STATES, milliseconds: 1, clock: () => 0 };
    known.set(process, (findings = prove({ definition: graph, models }, budget, own).findings));
  }
  return findings;
}

/** What the rules about power ask of the drawing, by the same measure. */
export function oracleFor({ graph, models }: ProcessDefinition): Oracle {
  return oracleOf({ definition: graph, models }, { states: STATES, milliseconds: 1, clock: () => 0 });
}
