import type { WireValue } from '@quanheng/engine';
import type { PolicyModel } from '@quanheng/policy';
import { choicesOf, chosenLabels, fieldsOf } from './form-fields.js';

/** What the variables of the matter hold that some form of the process names, in the order of the forms; protected data in any case. */
export function sheetOf(
  variables: Readonly<Record<string, WireValue>>,
  { protectedData }: Pick<PolicyModel, 'protectedData'>,
  texts: readonly string[],
) {
  const forms = texts.flatMap(fieldsOf);
  const bare = [...protectedData.keys()].map((name) => ({ name, label: name, choices: [] }));
  const fields = new Map([...bare, ...forms].map((field) => [field.name, field]));
  return [...fields.values()].flatMap(({ name, label }) => {
    const value = variables[name] ?? null;
    const type = protectedData.get(name)?.type ?? null;
    return value === null ? [] : [{ name, label, type, value, chosen: chosenLabels(choicesOf(name, forms), value) }];
  });
}
