import { sortFindings, type Finding } from '../findings/finding.js';
import type { Model } from '../parse/model.js';
import { createContext, type RuleContext } from './context.js';
import type { Rule } from './rule.js';
import { RULES } from './rules/index.js';

/**
 * Judges a drawing by the constraints of BPMN 2.0.2 that execution relies on (`docs/rules.md` lists them). Errors first, then by line.
 * References to nothing are the parser's findings and are not repeated here.
 */
export function validate(model: Model, rules: readonly Rule[] = RULES): Finding[] {
  const context = createContext(model);
  const findings: Finding[] = [];
  for (const rule of rules) {
    rule.check(context, (elementId, message) => findings.push(findingOf(rule, context, elementId, message)));
  }
  return sortFindings(findings);
}

function findingOf(rule: Rule, context: RuleContext, elementId: string, message: string): Finding {
  const line = context.model.locations.get(elementId)?.line;
  return {
    code: rule.code,
    severity: severityOf(rule, context, elementId),
    elementId,
    ...(line === undefined ? {} : { line }),
    rule: rule.section,
    message,
  };
}

function severityOf(rule: Rule, context: RuleContext, elementId: string): 'error' | 'warning' {
  if (rule.severity !== 'errorIfExecutable') return rule.severity;
  return context.processOf(elementId)?.isExecutable === true ? 'error' : 'warning';
}
