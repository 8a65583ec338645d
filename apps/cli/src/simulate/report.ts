import type { PreparedWorld, SimulationResult, TraceLine } from '@quanheng/engine';
import type { Paint, Style } from '../terminal/paint.js';
import { printable, table, type Cell } from '../terminal/table.js';

/** What happened, for people: a table of the path and a summary. */
export class PathTable {
  private readonly rows: TraceLine[] = [];
  private readonly names = new Map<string, string>();

  constructor(world: PreparedWorld) {
    for (const node of world.definition.nodes)
      if (node.name !== null) this.names.set(`${node.type} ${node.id}`, node.name);
  }

  add(line: TraceLine): void {
    if (wording(line) !== null) this.rows.push(line);
  }

  lines(paint: Paint): string[] {
    const severalInstances = this.rows.some(({ instance }) => instance !== '1');
    const header = [
      'time',
      ...(severalInstances ? ['instance'] : []),
      'element',
      'name',
      'type',
      'loop',
      'what happened',
    ];
    const rows = this.rows.map((line): Cell[] => {
      const { text, style } = wording(line) ?? { text: line.event };
      return [
        { text: line.at.replace('T', ' ').replace('Z', ''), style: 'gray' },
        ...(severalInstances ? [{ text: line.instance }] : []),
        { text: line.element },
        { text: printable(this.names.get(`${line.elementType} ${line.element}`) ?? '') },
        { text: line.elementType, style: 'gray' },
        { text: line.loopCounter === undefined ? '' : String(line.loopCounter) },
        { text: printable(text), ...(style === undefined ? {} : { style }) },
      ];
    });
    return table([header.map((text) => ({ text, style: 'bold' as const })), ...rows], paint);
  }
}

const RESULT_STYLES: Readonly<Record<SimulationResult['result'], Style>> = {
  completed: 'green',
  waiting: 'yellow',
  incident: 'red',
  limit: 'red',
  refused: 'red',
};

/** The last lines: how it ended, with which variables, what waits, and what the scenario asked for in vain. */
export function summary(result: SimulationResult, paint: Paint): string[] {
  const lines = [`result: ${paint(RESULT_STYLES[result.result], result.result)}`];
  if (result.waiting.length > 0) lines.push(`waiting: ${counted(result.waiting)}`);
  if (result.instances.length > 1) {
    lines.push('instances:');
    const rows = result.instances.map(({ instance, process, result: outcome }): Cell[] => [
      { text: `  ${instance}` },
      { text: process },
      { text: outcome, style: RESULT_STYLES[outcome] },
    ]);
    lines.push(...table(rows, paint));
  }
  const variables = Object.entries(result.variables);
  if (variables.length > 0) {
    lines.push('variables:');
    const rows = variables.map(([name, value]): Cell[] => [
      { text: `  ${printable(name)}` },
      { text: JSON.stringify(value) },
    ]);
    lines.push(...table(rows, paint));
  }
  for (const text of result.unmet ?? []) lines.push(`${paint('red', 'unmet')}: ${printable(text)}`);
  return lines;
}

/** `Task_1 (3 times), Task_2`: a wide multi-instance waits thousands of times. */
function counted(ids: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const id of ids) counts.set(id, (counts.get(id) ?? 0) + 1);
  return [...counts].map(([id, count]) => (count === 1 ? id : `${id} (${count} times)`)).join(', ');
}

/** The words for an event, or null when it is too fine for the table. */
function wording(line: TraceLine): { readonly text: string; readonly style?: Style } | null {
  const detail = (name: string): string => {
    const value = line[name];
    return typeof value === 'string' ? value : JSON.stringify(value ?? null);
  };
  switch (line.event) {
    case 'instanceStarted':
      return { text: 'started' };
    case 'instanceCompleted':
      return { text: 'completed', style: 'green' };
    case 'instanceCancelled':
      return { text: 'cancelled', style: 'yellow' };
    case 'elementActivated':
      return isActivity(line.elementType) ? { text: 'begins' } : null;
    case 'bodyActivated':
      return { text: 'loop begins' };
    case 'elementCompleted':
      return { text: line['outcome'] === undefined ? 'done' : `done: ${detail('outcome')}` };
    case 'bodyCompleted':
      return { text: 'loop done' };
    case 'elementCancelled':
    case 'bodyCancelled':
      return { text: 'cancelled', style: 'yellow' };
    case 'messageThrown':
      return { text: `sends message ${detail('name')}`, style: 'cyan' };
    case 'signalThrown':
      return { text: `throws signal ${detail('name')}`, style: 'cyan' };
    case 'errorThrown':
    case 'escalationThrown': {
      const what = line.event === 'errorThrown' ? 'error' : 'escalation';
      const catcher = line['caughtBy'] === null ? 'caught nowhere' : `caught by ${detail('caughtBy')}`;
      return { text: `throws ${what} ${detail('code')}, ${catcher}`, style: 'yellow' };
    }
    case 'incidentRaised':
      return { text: `incident: ${detail('message')}`, style: 'red' };
    case 'returned':
      return { text: `returned to ${detail('to')}`, style: 'yellow' };
    default:
      return null;
  }
}

function isActivity(type: string): boolean {
  return /task$/i.test(type) || /subProcess$/i.test(type) || type === 'transaction' || type === 'callActivity';
}
