import { QH_NAMESPACE, type ExtensionElement } from '@quanheng/engine';
import type { Basis, PropertySpec } from './types.js';

const NONE: readonly ExtensionElement[] = [];

/** The `qh` extensions of one element. Those of other vendors are not the policy's. */
export class Extensions {
  private readonly ours: readonly ExtensionElement[];

  constructor(elements: readonly ExtensionElement[]) {
    // Most elements have none.
    this.ours = elements.length === 0 ? NONE : elements.filter(({ namespace }) => namespace === QH_NAMESPACE);
  }

  all(name: string): readonly ExtensionElement[] {
    return this.ours.length === 0 ? NONE : this.ours.filter((element) => element.name === name);
  }

  /** The text of a value; null where it is not said. */
  value(name: string): string | null {
    return this.all(name)[0]?.text ?? null;
  }

  /** A list, in one element or in several. */
  list(name: string): string[] {
    return this.all(name)
      .flatMap(({ text = '' }) => text.split(/[\s,]+/))
      .filter((each) => each !== '');
  }

  basis(): Basis[] {
    return this.all('basis').map(({ attributes, text }) => ({
      article: attributes['article'] ?? '',
      mark: attributes['mark'] ?? null,
      text: text ?? null,
    }));
  }

  properties(): PropertySpec[] {
    return this.all('property').map(({ attributes, text, children }) => ({
      name: attributes['name'] ?? '',
      value: attributes['value'] ?? text ?? '',
      properties: new Extensions(children).properties(),
    }));
  }
}

/** Those of the attributes that are there. */
export function attributesOf<N extends string>(
  attributes: Readonly<Record<string, string>>,
  names: readonly N[],
): Partial<Record<N, string>> {
  const found: Partial<Record<N, string>> = {};
  for (const name of names) {
    const value = attributes[name];
    if (value !== undefined) found[name] = value;
  }
  return found;
}
