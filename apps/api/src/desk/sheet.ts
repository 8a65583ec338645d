import type { StateJson } from '@quanheng/engine';
import { policyOf } from '@quanheng/policy';
import { visibleVariables } from '@quanheng/runtime';
import type { InstanceRow, ProcessDefinition, ResourceRow } from '@quanheng/runtime/ports';

interface Component {
  readonly key?: string;
  readonly label?: string;
  readonly dateLabel?: string;
  readonly components?: readonly Component[];
}

/** What the variables of the matter hold that some form of the process names, in the order of the forms; protected data in any case. */
export function sheetOf(row: InstanceRow, definition: ProcessDefinition, resources: readonly ResourceRow[]) {
  const variables = visibleVariables(JSON.parse(row.state.flow) as StateJson, definition.graph) ?? {};
  const { protectedData } = policyOf(definition);
  const forms = resources.filter(({ kind }) => kind === 'form').flatMap(({ text }) => labelsOf(text));
  const labels = new Map([...[...protectedData.keys()].map((name) => [name, name] as const), ...forms]);
  return [...labels].flatMap(([name, label]) => {
    const value = variables[name] ?? null;
    return value === null ? [] : [{ name, label, type: protectedData.get(name)?.type ?? null, value }];
  });
}

/** A document that is no form says nothing: the deployment has been told. */
function labelsOf(text: string): readonly (readonly [name: string, label: string])[] {
  try {
    return inside(JSON.parse(text) as Component);
  } catch (error) {
    if (error instanceof SyntaxError) return [];
    throw error;
  }
}

function inside({ components = [] }: Component): readonly (readonly [name: string, label: string])[] {
  return components.flatMap((each) => {
    const { key, label, dateLabel } = each;
    const called = label ?? dateLabel;
    return key === undefined || called === undefined ? inside(each) : [[key, called] as const];
  });
}
