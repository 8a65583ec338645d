import { drawingsOf, type LintContext } from '../context.js';
import type { Lint } from '../lint.js';

/** Who draws a process does not put it into force, and who puts it into force has had it checked. */
export const ownPublisher: Lint = {
  rule: 'L21',
  code: 'L21-own-publisher',
  severity: 'error',
  needs: 'nothing',
  forExecution: false,
  *check(context) {
    for (const { process } of drawingsOf(context).slice(0, 1)) {
      for (const message of problemsOf(context)) yield { elementId: process.id, message };
    }
  },
};

/** What exercises no power needs no legality check. */
function* problemsOf({ publication, profile }: LintContext): Iterable<string> {
  if (publication === undefined || publication === null) return;
  if (publication.designers.includes(publication.publisher)) yield '流程须由设计人以外的人员发布。请换人发布。';
  if (profile !== null && publication.legalityCheck === null)
    yield '发布时没有附合法性审查意见。请先办理合法性审查并上传意见。';
}
