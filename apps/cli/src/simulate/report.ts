import type { PreparedWorld, SimulationResult, TraceLine } from '@quanheng/engine';
import type { Paint, Style } from '../terminal/paint.js';
import { printable, shortened, table, type Cell } from '../terminal/table.js';

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
    const shown = this.rows.filter((line, index) => !isAtOnce(line, this.rows[index + 1]));
    if (shown.length === 0) return ['nothing was started'];
    const columns = COLUMNS.filter(({ isNeeded }) => isNeeded?.(shown) ?? true);
    const cells = (line: TraceLine): Cell[] => columns.map(({ cell }) => cell(line, this.names));
    const header = columns.map(({ title }): Cell => ({ text: title, style: 'bold' }));
    return table([header, ...shown.map(cells)], paint);
  }
}

interface Column {
  readonly title: string;
  readonly cell: (line: TraceLine, names: ReadonlyMap<string, string>) => Cell;
  /** Absent: always. */
  readonly isNeeded?: (lines: readonly TraceLine[]) => boolean;
}

/** Columns of the terminal that an id or a name gets: one long name must not push the rest out of sight. */
const WIDEST = 28;

const COLUMNS: readonly Column[] = [
  { title: 'time', cell: ({ at }) => ({ text: at.replace('T', ' ').replace('Z', ''), style: 'gray' }) },
  {
    title: 'instance',
    cell: ({ instance }) => ({ text: instance }),
    isNeeded: (lines) => lines.some(({ instance }) => instance !== '1'),
  },
  { title: 'element', cell: ({ element }) => ({ text: shortened(element, WIDEST) }) },
  {
    title: 'name',
    cell: ({ element, elementType }, names) => ({
      text: shortened(printable(names.get(`${elementType} ${element}`) ?? ''), WIDEST),
    }),
  },
  { title: 'type', cell: ({ elementType }) => ({ text: elementType, style: 'gray' }) },
  {
    title: 'loop',
    cell: ({ loopCounter }) => ({ text: loopCounter === undefined ? '' : String(loopCounter) }),
    isNeeded: (lines) => lines.some(({ loopCounter }) => loopCounter !== undefined),
  },
  {
    title: 'what happened',
    cell: (line) => {
      const { text, style } = wording(line) ?? { text: line.event };
      return { text: printable(text), ...(style === undefined ? {} : { style }) };
    },
  },
];

/** An activity that is done as soon as it begins needs one row, not two. */
function isAtOnce(line: TraceLine, next: TraceLine | undefined): boolean {
  return (
    line.event === 'elementActivated' &&
    next?.event === 'elementCompleted' &&
    next.element === line.element &&
    next.instance === line.instance &&
    next.loopCounter === line.loopCounter &&
    next.at === line.at
  );
}

const RESULT_STYLES: Readonly<Record<SimulationResult['result'], Style>> = {
  completed: 'green',
  waiting: 'yellow',
  incident: 'red',
  limit: 'red',
  refused: 'red',
};

/**
 * The last lines: how it ended, with which variables, what waits, and what the scenario asked for in vain.
 * @param hasExpectation whether the scenario says how it should end
 */
export function summary(result: SimulationResult, hasExpectation: boolean, paint: Paint): string[] {
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
  if (hasExpectation && result.unmet === undefined) lines.push(`expectation: ${paint('green', 'met')}`);
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
