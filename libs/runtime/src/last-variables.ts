import type { EventJson, WireValue } from '@quanheng/engine';
import { readContent } from '@quanheng/ledger';
import type { Queries } from './ports/index.js';

export interface LastVariables {
  /** Of the process itself, by name. */
  readonly variables: Readonly<Record<string, WireValue>>;
  /** Entries whose content was erased: what was set there is missing, or older. */
  readonly erased: readonly number[];
}

/** Entries that are read at once. */
const PAGE = 200;
/** The process itself, the scope of all. */
const PROCESS = 0;

/**
 * What the variables of the process were last set to, as the entries tell it: the state of a matter that has ended holds none any more.
 * @throws ContentFault when a content cannot be read
 */
export async function readLastVariables(
  queries: Pick<Queries, 'entries'>,
  unit: string,
  instance: string,
): Promise<LastVariables> {
  const variables = new Map<string, WireValue>();
  const erased: number[] = [];
  for (let from = 1; ; from += PAGE) {
    const links = await queries.entries(unit, `instance:${instance}`, from, PAGE);
    for (const { seq, refused, content } of links) {
      if (refused !== null) continue;
      const piece = content === null ? undefined : readContent(content.pieces).get('flow');
      if (piece === undefined) continue;
      if (!('value' in piece)) erased.push(seq);
      else for (const event of piece.value as EventJson[]) set(event, variables);
    }
    if (links.length < PAGE) return { variables: Object.fromEntries(variables), erased };
  }
}

function set(event: EventJson, variables: Map<string, WireValue>): void {
  if (event.type !== 'variablesSet' || event.scope !== PROCESS) return;
  for (const [name, value] of Object.entries(event.values as Readonly<Record<string, WireValue>>)) {
    variables.set(name, value);
  }
}
