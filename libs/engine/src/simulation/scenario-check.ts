import type { Definition } from '../compile/graph.js';
import type { Finding } from '../findings/finding.js';
import type { EventNames } from './names.js';
import type { Scenario } from './scenario.js';

/** Whether everything a scenario names exists. Wrong elements are errors; unknown messages and signals could be meant for nobody. */
export function checkScenario(scenario: Scenario, definition: Definition, names: EventNames): Finding[] {
  const elements = new Set<string>();
  const activities = new Set<string>();
  for (const node of definition.nodes) {
    if (node.type === 'process') continue;
    elements.add(node.id);
    // An event sub-process has no behaviour of its own: its event starts it, and what is in it does the work.
    if (node.activity !== null && node.container?.isEventSubProcess !== true) activities.add(node.id);
  }
  const findings: Finding[] = [];
  const demand = (id: string, where: string, what: string, known: ReadonlySet<string>): void => {
    if (known.has(id)) return;
    const message = `${where} in the scenario names "${id}", which is no ${what} of the document. Known: ${listed(known)}.`;
    findings.push({ code: 'scenario-unknown-element', severity: 'error', elementId: id, message });
  };
  const warn = (name: string, where: string, kind: string, known: readonly string[]): void => {
    const message = `${where} in the scenario: no ${kind} of the document is called "${name}". Known: ${listed(known)}.`;
    findings.push({ code: `scenario-unknown-${kind}`, severity: 'warning', elementId: null, message });
  };

  const processes = new Set(definition.processes.keys());
  // An item may be about a whole matter, such as the question whether it is to end.
  const ofPeople = scenario.organisation === null ? elements : new Set([...elements, ...processes]);
  for (const id of scenario.processes ?? []) demand(id, '"process"', 'process', processes);
  for (const id of scenario.behaviours.keys()) demand(id, '"behaviours"', 'activity', activities);
  for (const [index, step] of scenario.steps.entries()) {
    const where = `"steps[${index}]"`;
    if (step.kind === 'complete') demand(step.element, where, 'element', ofPeople);
    if (step.kind === 'return' || step.kind === 'throw') demand(step.element, where, 'element', elements);
    if (step.kind === 'give' && step.element !== null) demand(step.element, where, 'element', ofPeople);
    if (step.kind === 'start') demand(step.process, where, 'process', processes);
    if (step.kind === 'return') demand(step.to, where, 'element', elements);
    if (step.kind === 'message' && names.message(step.name) === undefined) {
      warn(step.name, where, 'message', names.messageNames);
    }
    if (step.kind === 'signal' && names.signal(step.name) === undefined) {
      warn(step.name, where, 'signal', names.signalNames);
    }
  }
  for (const part of ['completed', 'path', 'waiting'] as const) {
    for (const id of scenario.expect?.[part] ?? []) demand(id, `"expect.${part}"`, 'element', elements);
  }
  return findings;
}

/** Names shown in one message; documents may have thousands. */
const LISTED = 40;

function listed(names: Iterable<string>): string {
  const all = [...names];
  if (all.length === 0) return 'none';
  return all.length > LISTED ? `${all.slice(0, LISTED).join(', ')} and ${all.length - LISTED} more` : all.join(', ');
}
