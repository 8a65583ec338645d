import type { Definition, StateJson, WireValue } from '@quanheng/engine';

type ElementJson = StateJson['elements'][number];

/** Id of the process itself, the scope of all. */
const PROCESS = 0;

/**
 * What an element instance sees, inner names before outer ones: its own variables, then those of each scope around it, up to a call activity with
 * inputs, which shows what it calls nothing else (docs/semantics.md). Null: there is no such element.
 */
export function visibleVariables(
  state: StateJson,
  graph: Definition,
  scope = PROCESS,
): Readonly<Record<string, WireValue>> | null {
  const byId = new Map(state.elements.map((element) => [element.id, element]));
  let at = byId.get(scope);
  // A finished instance holds no elements any more.
  if (at === undefined) return scope === PROCESS ? {} : null;
  const seen = new Map<string, WireValue>();
  while (at !== undefined) {
    for (const [name, value] of Object.entries(at.variables ?? {})) if (!seen.has(name)) seen.set(name, value);
    if (at.parent === undefined || isBorder(at, graph)) break;
    at = byId.get(at.parent);
  }
  return Object.fromEntries(seen);
}

/** The body of a loop is none: the inputs belong to each inner instance. */
function isBorder({ element, loop }: ElementJson, graph: Definition): boolean {
  const node = graph.nodesByKey.get(element);
  return node?.type === 'callActivity' && node.inputs.length > 0 && loop === undefined;
}
