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
    const problems = [...both(context), ...publishing(context)];
    for (const { process } of drawingsOf(context).slice(0, 1)) {
      for (const message of problems) yield { elementId: process.id, message };
    }
  },
};

function* both({ organisation }: LintContext): Iterable<string> {
  if (organisation === null) return;
  const { view, at } = organisation;
  const names = view.facts('person', at).flatMap(({ id, data }) => {
    const roles = view.roles(id, at);
    return roles.has('designer') && roles.has('publisher') ? [data.name] : [];
  });
  if (names.length === 0) return;
  yield `${names.join('、')}同时担任流程设计员和流程发布员。请调整岗位，使设计与发布由不同人员承担。`;
}

/** What exercises no power needs no legality check. */
function* publishing({ publication, profile }: LintContext): Iterable<string> {
  if (publication === undefined || publication === null) return;
  if (publication.designers.includes(publication.publisher)) yield '流程须由设计人以外的人员发布。请换人发布。';
  if (profile !== null && publication.legalityCheck === null) yield '发布时没有附合法性审查意见。请先办理合法性审查并上传意见。';
}
