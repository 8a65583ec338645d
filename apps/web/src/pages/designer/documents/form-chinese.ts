import { FORM_TEXTS } from './form-texts.js';

/** What a panel of the form editor is made of: elements of Preact, new at each drawing. */
interface VNode {
  readonly props: Record<string, unknown>;
}
type Drawn = (props: never) => unknown;

interface Entry {
  readonly label?: string;
  readonly component?: Drawn;
  readonly entries?: readonly Entry[];
}
interface Group extends Entry {
  readonly tooltip?: unknown;
  readonly items?: readonly Entry[];
}
interface Panel {
  registerProvider(
    provider: { getGroups(field: unknown): (groups: readonly Group[]) => readonly Group[] },
    priority: number,
  ): void;
}
interface FieldConfig {
  readonly type: string;
  readonly name?: string;
  /** Kinds that have no name are called by it. */
  readonly label?: string;
  readonly create?: (options?: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>;
}
type FormField = ((props: never) => unknown) & { readonly config: FieldConfig };
interface FormFields {
  readonly _formFields: Readonly<Record<string, FormField>>;
  register(type: string, field: FormField): void;
}

/** After the groups of the library itself. */
const LAST = 100;
const SHOWN = ['label', 'tooltip', 'description'];

const chinese = (text: unknown): unknown => (typeof text === 'string' ? (FORM_TEXTS[text] ?? text) : text);

/**
 * The panel and the kinds of fields in Chinese, by what the library offers for others to extend: a provider of the panel that comes last, and fields
 * registered anew under their Chinese names. What it draws besides: `form-editor-chinese.ts`.
 */
export const formsInChinese = {
  __init__: ['chinesePanel', 'chineseFields'],
  chinesePanel: [
    'type',
    Object.assign(
      function translatePanel(panel: Panel): void {
        panel.registerProvider({ getGroups: () => (groups) => groups.map(entryInChinese) }, LAST);
      },
      { $inject: ['propertiesPanel'] },
    ),
  ],
  chineseFields: [
    'type',
    Object.assign(
      function translateFields(fields: FormFields): void {
        for (const [type, field] of Object.entries(fields._formFields)) fields.register(type, fieldInChinese(field));
      },
      { $inject: ['formFields'] },
    ),
  ],
} as const;

/** A group, an item of a list, or an entry: with its label, its component, and what stands in it. */
export function entryInChinese<E extends Group>(entry: E): E {
  const { label, tooltip, component, entries, items } = entry;
  return {
    ...entry,
    ...(label === undefined ? {} : { label: chinese(label) }),
    ...(tooltip === undefined ? {} : { tooltip: chinese(tooltip) }),
    ...(component === undefined || items !== undefined || entries !== undefined
      ? {}
      : { component: componentInChinese(component) }),
    ...(entries === undefined ? {} : { entries: entries.map(entryInChinese) }),
    ...(items === undefined ? {} : { items: items.map(itemInChinese) }),
  };
}

/** Its label is what somebody has filled in. */
function itemInChinese<E extends Entry>(item: E): E {
  return { ...entryInChinese(item), ...(item.label === undefined ? {} : { label: item.label }) };
}

/** One for each, so that what is being typed into is not drawn anew as something else. */
const KNOWN = new WeakMap<Drawn, Drawn>();

function componentInChinese(component: Drawn): Drawn {
  const known = KNOWN.get(component);
  if (known !== undefined) return known;
  const made: Drawn = (props) => treeInChinese(component(props));
  KNOWN.set(component, made);
  return made;
}

export function treeInChinese<T>(drawn: T): T {
  if (Array.isArray(drawn)) {
    drawn.forEach(treeInChinese);
    return drawn;
  }
  if (!isVNode(drawn)) return drawn;
  const { props } = drawn;
  for (const name of SHOWN) if (name in props) props[name] = chinese(props[name]);
  // A description is shown for a field; `value` of a field itself is what was filled in.
  if ('forId' in props) props['value'] = chinese(props['value']);
  if (String(props['class']).includes('bio-properties-panel-error')) props['children'] = chinese(props['children']);
  for (const list of ['options', 'getOptions']) {
    const options = props[list];
    if (Array.isArray(options)) props[list] = options.map(optionInChinese);
    if (typeof options === 'function') {
      props[list] = (...given: unknown[]) => {
        const found: unknown = (options as (...given: unknown[]) => unknown)(...given);
        return Array.isArray(found) ? found.map(optionInChinese) : found;
      };
    }
  }
  treeInChinese(props['children']);
  return drawn;
}

function optionInChinese(option: unknown): unknown {
  return typeof option === 'object' && option !== null && 'label' in option
    ? { ...option, label: chinese(option.label) }
    : option;
}

function isVNode(drawn: unknown): drawn is VNode {
  return typeof drawn === 'object' && drawn !== null && 'props' in drawn && typeof drawn.props === 'object';
}

function fieldInChinese(field: FormField): FormField {
  const { config } = field;
  const { name, label, create } = config;
  return Object.assign((props: never) => field(props), field, {
    config: {
      ...config,
      ...(name === undefined ? {} : { name: chinese(name) as string }),
      ...(label === undefined ? {} : { label: chinese(label) as string }),
      ...(create === undefined
        ? {}
        : {
            create: (options: Readonly<Record<string, unknown>> = {}) => {
              const made = create(options);
              return 'label' in made && !('label' in options) ? { ...made, label: chinese(made['label']) } : made;
            },
          }),
    },
  });
}
