import { calledControls } from '../called.js';
import { drawingsOf } from '../context.js';
import { standingIn } from '../emergencies.js';
import type { Lint } from '../lint.js';
import { named, wayOf } from '../words.js';

/** 一支笔 is the abuse, 两支笔 the remedy: no way leads to a payment that one signature opens. */
export const moneyWithoutTwoPens: Lint = {
  rule: 'L07',
  code: 'L07-money-without-two-pens',
  severity: 'error',
  needs: 'nothing',
  forExecution: false,
  *check(context) {
    for (const drawing of drawingsOf(context)) {
      const payments = drawing.acts.filter(({ effect }) => effect === 'payment');
      if (payments.length === 0) continue;
      const kinds = ['dualSignature', 'collectiveDecision'] as const;
      const signing = [...drawing.controls(...kinds), ...calledControls(drawing, context, ...kinds)];
      const runs = drawing.without([...signing, ...standingIn(drawing, context)]);
      for (const payment of payments) {
        const path = runs.pathTo(payment.key);
        if (path === null) continue;
        const message = `${named(payment)}付出资金，但有路径之前没有通过两支笔会签或集体决策：${wayOf(path, drawing)}。请在该路径上、付款之前设置两支笔会签（qh:control kind="dualSignature"）。`;
        yield { elementId: payment.key, message, path };
      }
    }
  },
};
