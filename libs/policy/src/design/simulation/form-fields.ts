import { z } from 'zod';
import type { DataField } from './data-fields.js';

const choice = z.looseObject({ value: z.coerce.string(), label: z.string().optional() });
const component = z.looseObject({
  type: z.string(),
  key: z.string().optional(),
  label: z.string().optional(),
  /** What dates and times are called instead. */
  dateLabel: z.string().optional(),
  timeLabel: z.string().optional(),
  subtype: z.string().optional(),
  values: z.array(choice).optional(),
  get components() {
    return z.array(component).optional();
  },
});
const document = z.looseObject({ components: z.array(component) });
type Component = z.infer<typeof component>;

const TYPES: Readonly<Record<string, DataField['type']>> = {
  ...{ textfield: 'text', textarea: 'text', number: 'number', checkbox: 'truth', select: 'text', radio: 'text' },
};

/** The fields of a form document, in order; none of a text that is no form. */
export function fieldsOfForm(text: string): readonly DataField[] {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return [];
    throw error;
  }
  const { data } = document.safeParse(json);
  return (data?.components ?? []).flatMap(fieldsOf);
}

function fieldsOf(component: Component): readonly DataField[] {
  const { type, key, subtype, values, components = [] } = component;
  const label = component.label ?? component.dateLabel ?? component.timeLabel;
  const inner = components.flatMap(fieldsOf);
  if (key === undefined || key === '' || inner.length > 0) return inner;
  const known = type === 'datetime' && subtype === 'date' ? 'date' : (TYPES[type] ?? 'any');
  const choices = values?.map((each) => ({ value: each.value, label: each.label ?? each.value }));
  return [
    {
      name: key,
      type: known,
      ...(label === undefined ? {} : { label }),
      ...(choices === undefined ? {} : { choices }),
    },
  ];
}
