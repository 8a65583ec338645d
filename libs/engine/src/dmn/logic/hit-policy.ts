import { newContext } from '../../feel/context.js';
import { equal } from '../../feel/equality.js';
import { isList } from '../../feel/types.js';
import type { FeelValue } from '../../feel/values.js';
import type { Aggregation, HitPolicy } from '../model.js';
import type { Run, Site } from '../run.js';
import { FeelForm } from './forms.js';

/** One rule that matched: its number from 1, and its output values in the order of the output clauses. */
export interface Hit {
  readonly rule: number;
  readonly outputs: readonly FeelValue[];
}

/** The output clauses as far as hit policies need them. */
export interface Outputs {
  /** Empty for a single output, whose value stands for itself. */
  readonly names: readonly string[];
  /** For each output its values in falling priority; null where none are listed. */
  readonly priorities: readonly (readonly FeelValue[] | null)[];
}

const AGGREGATIONS: Readonly<Record<Aggregation, FeelForm>> = {
  SUM: new FeelForm('sum(outputs)'),
  COUNT: new FeelForm('count(outputs)'),
  MIN: new FeelForm('min(outputs)'),
  MAX: new FeelForm('max(outputs)'),
};

/** The value of a table whose rules have matched (DMN 1.5 §8.2.10 and §8.2.11). At least one has. */
export function resultOfHits(
  policy: HitPolicy,
  aggregation: Aggregation | null,
  hits: readonly Hit[],
  outputs: Outputs,
  site: Site,
  run: Run,
): FeelValue {
  const [first] = hits;
  if (!first) return null;
  switch (policy) {
    case 'UNIQUE':
      if (hits.length > 1) {
        return run.fail(
          site,
          'decision',
          `The rules ${rulesOf(hits)} all match, but the hit policy UNIQUE allows one match.`,
        );
      }
      return output(first, outputs);
    case 'ANY': {
      const other = hits.find((hit) => !sameOutputs(hit, first));
      if (other) {
        return run.fail(
          site,
          'decision',
          `The rules ${first.rule} and ${other.rule} match with different outputs, but the hit policy ANY demands the same.`,
        );
      }
      return output(first, outputs);
    }
    case 'FIRST':
      return output(first, outputs);
    case 'PRIORITY':
    case 'OUTPUT ORDER': {
      const ordered = byPriority(hits, outputs, site, run);
      if (!ordered) return null;
      const [best] = ordered;
      return policy === 'PRIORITY' && best ? output(best, outputs) : ordered.map((hit) => output(hit, outputs));
    }
    case 'RULE ORDER':
    case 'COLLECT': {
      const values = hits.map((hit) => output(hit, outputs));
      return aggregation ? aggregate(aggregation, values, site, run) : values;
    }
  }
}

function rulesOf(hits: readonly Hit[]): string {
  const numbers = hits.map((hit) => hit.rule);
  return `${numbers.slice(0, -1).join(', ')} and ${numbers.at(-1)}`;
}

/** One output is its value, several are a context. */
export function output(hit: Hit, { names }: Outputs): FeelValue {
  if (names.length === 0) return hit.outputs[0] ?? null;
  const context = newContext();
  for (const [position, name] of names.entries()) context[name] = hit.outputs[position] ?? null;
  return context;
}

function sameOutputs(a: Hit, b: Hit): boolean {
  return a.outputs.every((value, position) => equal(value, b.outputs[position] ?? null) === true);
}

/** Sorted by the values listed for the first output, then the second ...; rules of the same rank keep their order. */
function byPriority(hits: readonly Hit[], { priorities }: Outputs, site: Site, run: Run): readonly Hit[] | null {
  if (priorities.every((listed) => listed === null)) {
    return run.fail(site, 'decision', 'The output values are not listed, so the rules that match have no priority.');
  }
  const ranked: { hit: Hit; ranks: number[] }[] = [];
  for (const hit of hits) {
    const ranks: number[] = [];
    for (const [position, listed] of priorities.entries()) {
      if (!listed) continue;
      const value = hit.outputs[position] ?? null;
      const rank = listed.findIndex((candidate) => equal(candidate, value) === true);
      if (rank < 0)
        return run.fail(
          site,
          'decision',
          `Rule ${hit.rule} gives an output that is not among the listed output values, so it has no priority.`,
        );
      ranks.push(rank);
    }
    ranked.push({ hit, ranks });
  }
  ranked.sort((a, b) => {
    const differing = a.ranks.findIndex((rank, position) => rank !== b.ranks[position]);
    return differing < 0 ? 0 : (a.ranks[differing] ?? 0) - (b.ranks[differing] ?? 0);
  });
  return ranked.map(({ hit }) => hit);
}

/** A null among the outputs would silently vanish from a sum, so it makes the whole aggregation null. */
function aggregate(aggregation: Aggregation, values: readonly FeelValue[], site: Site, run: Run): FeelValue {
  if (aggregation !== 'COUNT' && values.some((value) => value === null || isList(value))) {
    return run.fail(
      site,
      'type',
      `${aggregation} needs a value from every rule that matches, but one gives null or a list.`,
    );
  }
  const outer = run.enter(site);
  const result = AGGREGATIONS[aggregation].evaluate({ outputs: values }, run);
  run.enter(outer);
  return result;
}
