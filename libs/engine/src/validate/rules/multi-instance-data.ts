import type { MultiInstanceModel } from '../../parse/model.js';
import { hasText, isActivity } from '../nodes.js';
import type { Rule } from '../rule.js';
import { describe } from '../words.js';

/** A collection and its element belong together: half of the pair gives the instances nothing, or loses what they produce. */
export const multiInstanceData: Rule = {
  code: 'multi-instance-data',
  section: 'BPMN 2.0.2 §10.3.8',
  severity: 'errorIfExecutable',
  check({ nodes }, report) {
    for (const { node } of nodes) {
      if (!isActivity(node) || node.loop?.kind !== 'multiInstance') continue;
      for (const fault of faultsOf(node.loop)) report(node.id, `${describe(node)} ${fault}`);
    }
  },
};

function faultsOf(loop: MultiInstanceModel): string[] {
  const input = hasText(loop.collection) || loop.dataInputRef !== undefined;
  const inputItem = hasText(loop.element) || loop.inputDataItem !== undefined;
  const output = hasText(loop.outputCollection) || loop.dataOutputRef !== undefined;
  const outputItem = hasText(loop.outputElement) || loop.outputDataItem !== undefined;
  const faults: string[] = [];
  // A collection without a name for its element is legal: the instances are counted by it and do not look at it.
  if (inputItem && !input) {
    faults.push('names the element of an input collection, but no collection. Add loopDataInputRef or qh:collection.');
  }
  if (output && !outputItem) {
    faults.push(
      'collects an output, but does not say what each instance gives. Add outputDataItem or qh:outputElement.',
    );
  }
  if (outputItem && !output) {
    faults.push(
      'says what each instance gives, but not where it is collected. Add loopDataOutputRef or qh:outputCollection.',
    );
  }
  return faults;
}
