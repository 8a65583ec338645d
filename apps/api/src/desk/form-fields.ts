import type { WireValue } from '@quanheng/engine';

interface Component {
  readonly key?: string;
  readonly label?: string;
  /** What dates and times are called instead. */
  readonly dateLabel?: string;
  readonly timeLabel?: string;
  readonly values?: readonly Choice[];
  readonly components?: readonly Component[];
}
interface Choice {
  readonly label: string;
  readonly value: WireValue;
}

/** What a form says of one variable. */
export interface FormField {
  readonly name: string;
  readonly label: string;
  /** Among which it is chosen; empty: it is filled in. */
  readonly choices: readonly Choice[];
}

/** Fields of a form, groups opened. A document that is no form says nothing: the deployment has been told. */
export function fieldsOf(text: string): readonly FormField[] {
  try {
    return inside(JSON.parse(text) as Component);
  } catch (error) {
    if (error instanceof SyntaxError) return [];
    throw error;
  }
}

function inside({ components = [] }: Component): readonly FormField[] {
  return components.flatMap((each) => {
    const { key, label, dateLabel, timeLabel, values = [] } = each;
    const called = label ?? dateLabel ?? timeLabel;
    return key === undefined || called === undefined ? inside(each) : [{ name: key, label: called, choices: values }];
  });
}

/** All that is chosen from for a variable, as one form may offer less of it than another. */
export function choicesOf(name: string, fields: readonly FormField[]): readonly Choice[] {
  return fields.flatMap((field) => (field.name === name ? field.choices : []));
}

/** What the choices call the value, or each of several; null: it is none of them. */
export function chosenLabels(choices: readonly Choice[], value: WireValue): readonly string[] | null {
  if (choices.length === 0) return null;
  const chosen = Array.isArray(value) ? value : [value];
  const labels = chosen.flatMap((each) => choices.find((choice) => choice.value === each)?.label ?? []);
  return labels.length === chosen.length ? labels : null;
}
