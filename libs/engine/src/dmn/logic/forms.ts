import type { Expression } from '../../feel/api.js';
import { compileExpression, scopeOf } from '../../feel/index.js';
import type { FeelValue } from '../../feel/values.js';
import type { Run } from '../run.js';

/**
 * DMN defines its boxed forms and aggregations by FEEL expressions (DMN 1.5 §10.2.2, §8.2.11), so they are evaluated
 * as these: equality, sums and iteration are then the same everywhere, with the same limits.
 */
export class FeelForm {
  private readonly expression: Expression;

  /** @param text may invoke a function value named `body` */
  constructor(text: string) {
    const compiled = compileExpression(text, { names: { body: true } });
    if (!compiled.ok) throw new Error(`Not a FEEL expression: ${text}`);
    this.expression = compiled.value;
  }

  evaluate(values: Readonly<Record<string, FeelValue>>, run: Run): FeelValue {
    return this.expression.evaluate(scopeOf(values), run.env);
  }
}
