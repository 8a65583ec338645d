import { z } from 'zod';

/**
 * What the server reads of a component of a form (form-js schema). Everything else about it is for the page. What is `unknown` is a value, or text that
 * begins with `=`: an expression (FEEL) over what is filled in.
 */
export interface Component {
  readonly type: string;
  readonly key?: string | undefined;
  readonly label?: string | undefined;
  /** What dates and times are called instead. */
  readonly dateLabel?: string | undefined;
  readonly timeLabel?: string | undefined;
  /** Of what is no number or text: of a date field, `date`, `time` or `datetime`. */
  readonly subtype?: string | undefined;
  readonly disallowPassedDates?: unknown;
  readonly path?: string | undefined;
  readonly readonly?: unknown;
  readonly disabled?: unknown;
  readonly decimalDigits?: unknown;
  /** Choices that stand in the form; absent where they come from the data. */
  readonly values?: readonly { readonly value?: unknown }[] | undefined;
  readonly validate?: Readonly<Record<string, unknown>> | undefined;
  readonly conditional?: { readonly hide?: unknown } | undefined;
  readonly components?: readonly Component[] | undefined;
  /** What its designer says of it besides (custom properties). */
  readonly properties?: Readonly<Record<string, unknown>> | undefined;
}

const text = z.string().optional();
const said = z.unknown().optional();
const component: z.ZodType<Component> = z.lazy(() =>
  z.object({
    type: z.string(),
    ...{ key: text, label: text, dateLabel: text, timeLabel: text, subtype: text, path: text },
    ...{ readonly: said, disabled: said, decimalDigits: said, disallowPassedDates: said },
    values: z.array(z.object({ value: said })).optional(),
    validate: z.record(z.string(), z.unknown()).optional(),
    conditional: z.object({ hide: said }).optional(),
    components: z.array(component).optional(),
    properties: z.record(z.string(), z.unknown()).optional(),
  }),
);
const form = z.object({ components: z.array(component).default([]) });

/** The components of a form document; none when it is no form. */
export function componentsOf(document: string): readonly Component[] {
  const read = form.safeParse(JSON.parse(document));
  return read.success ? read.data.components : [];
}
