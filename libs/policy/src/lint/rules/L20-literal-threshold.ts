import { flowsOf, moneyIn, withoutTexts } from '../conditions.js';
import type { Lint } from '../lint.js';

const NUMBER = /(?<![\p{L}\p{N}_.])\d[\d.]*/gu;

/** A figure in a drawing stays what it was when the limit of the unit changes. Zero is no threshold. */
export const literalThreshold: Lint = {
  rule: 'L20',
  code: 'L20-literal-threshold',
  severity: 'warning',
  needs: 'nothing',
  forExecution: false,
  *check(context) {
    const isMoney = moneyIn(context);
    for (const { id, condition } of flowsOf(context)) {
      if (condition === undefined || !isMoney(condition.text)) continue;
      const figure = (withoutTexts(condition.text).match(NUMBER) ?? []).find((text) => Number(text) !== 0);
      if (figure === undefined) continue;
      const message = `条件“${condition.text.trim()}”直接写了限额 ${figure}。限额会调整，请由限额目录或决策表给出，条件中只引用其结果。`;
      yield { elementId: id, message };
    }
  },
};
