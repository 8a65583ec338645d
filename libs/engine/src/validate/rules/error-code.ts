import { definitionsOf, hasText, isThrowEvent } from '../nodes.js';
import type { Rule } from '../rule.js';
import { describe } from '../words.js';

/** What throws an error names it by code. A catching event without a code catches every error. */
export const errorCode: Rule = {
  code: 'error-code',
  section: 'BPMN 2.0.2 §8.4.3, §10.5.5',
  severity: 'errorIfExecutable',
  check({ model, nodes }, report) {
    for (const { node } of nodes) {
      if (!isThrowEvent(node)) continue;
      for (const { errorRef } of definitionsOf(node, 'error')) {
        if (errorRef === undefined) {
          report(
            node.id,
            `${describe(node)} does not say which error it throws. Set errorRef on its error definition.`,
          );
          continue;
        }
        const error = model.errors.get(errorRef);
        if (error === undefined || hasText(error.errorCode)) continue;
        report(
          node.id,
          `${describe(node)} throws the error ${errorRef}, which has no code to be caught by. Set errorCode on it.`,
        );
      }
    }
  },
};
