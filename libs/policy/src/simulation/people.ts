import type { Finding, GraphNode, PreparedWorld, Scenario } from '@quanheng/engine';
import type { FiledOrganisation } from '../lint/index.js';

/** Whether everything that a scenario asks of people can be asked: who acts is known, and what acts by itself has a handler. */
export function checkPeople(
  scenario: Scenario,
  { definition }: PreparedWorld,
  { view, at, later }: FiledOrganisation,
): Finding[] {
  const findings: Finding[] = [];
  const comesLater = new Set(
    later.flatMap(({ changes }) =>
      changes.flatMap((each) => (each.change === 'put' && each.fact.kind === 'person' ? [each.fact.id] : [])),
    ),
  );
  const isKnown = (person: string): boolean => comesLater.has(person) || view.chain('person', person).length > 0;
  const fault = (elementId: string | null, where: string, message: string): void => {
    findings.push({
      code: 'scenario-invalid',
      severity: 'error',
      elementId,
      message: `${where} in the scenario ${message}.`,
    });
  };
  const demand = (person: string | null, where: string): void => {
    if (person === null || isKnown(person)) return;
    fault(
      null,
      where,
      `names the person "${person}", whom the organisation does not have. Known: ${listed([...view.facts('person', at).map(({ id }) => id), ...comesLater])}`,
    );
  };
  demand(scenario.by, '"by"');
  const users = new Set(definition.nodes.filter(({ type }) => type === 'userTask').map(({ id }) => id));
  for (const [index, step] of scenario.steps.entries()) {
    const where = `"steps[${index}]"`;
    if (!('by' in step)) continue;
    demand(step.by, `${where}.by`);
    const needsPerson = step.kind !== 'complete' || users.has(step.element);
    if (step.by === null && needsPerson) fault(null, where, 'says nobody who does it ("by")');
    if (step.by === null && step.refused !== null) fault(null, where, 'is nobody’s, whom nothing is refused');
  }
  const jobs = new Set(definition.nodes.filter(isJob).map(({ id }) => id));
  for (const id of scenario.behaviours.keys()) {
    if (jobs.has(id)) continue;
    fault(
      id,
      `"behaviours.${id}"`,
      'says how something is done that people do, or nobody: only what has a handler behaves',
    );
  }
  return findings;
}

/** Whether a handler or a worker outside does it. */
function isJob({ type, activity }: GraphNode): boolean {
  return type === 'serviceTask' || type === 'sendTask' || (type === 'businessRuleTask' && activity?.handler != null);
}

/** Names shown in one message. */
const LISTED = 40;

function listed(all: readonly string[]): string {
  return all.length > LISTED ? `${all.slice(0, LISTED).join(', ')} and ${all.length - LISTED} more` : all.join(', ');
}
