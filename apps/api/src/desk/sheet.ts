import type { StateJson } from '@quanheng/engine';
import { policyOf } from '@quanheng/policy';
import { visibleVariables } from '@quanheng/runtime';
import type { InstanceRow, ProcessDefinition, ResourceRow } from '@quanheng/runtime/ports';
import { choicesOf, chosenLabels, fieldsOf } from './form-fields.js';

/** What the variables of the matter hold that some form of the process names, in the order of the forms; protected data in any case. */
export function sheetOf(row: InstanceRow, definition: ProcessDefinition, resources: readonly ResourceRow[]) {
  const variables = visibleVariables(JSON.parse(row.state.flow) as StateJson, definition.graph) ?? {};
  const { protectedData } = policyOf(definition);
  const forms = resources.filter(({ kind }) => kind === 'form').flatMap(({ text }) => fieldsOf(text));
  const bare = [...protectedData.keys()].map((name) => ({ name, label: name, choices: [] }));
  const fields = new Map([...bare, ...forms].map((field) => [field.name, field]));
  return [...fields.values()].flatMap(({ name, label }) => {
    const value = variables[name] ?? null;
    const type = protectedData.get(name)?.type ?? null;
    return value === null ? [] : [{ name, label, type, value, chosen: chosenLabels(choicesOf(name, forms), value) }];
  });
}
