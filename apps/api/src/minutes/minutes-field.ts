import { componentsOf, type Component } from '@quanheng/runtime';

/** Name of the variable in which a form takes the minutes of a meeting: of the field whose custom property `draft` says `minutes`. Null: none does. */
export function minutesVariable(form: string): string | null {
  return find(componentsOf(form))?.key ?? null;
}

function find(components: readonly Component[]): Component | undefined {
  for (const component of components) {
    if (component.properties?.['draft'] === 'minutes' && component.key !== undefined) return component;
    const inside = find(component.components ?? []);
    if (inside !== undefined) return inside;
  }
  return undefined;
}
