import { z } from 'zod';

/** What is known of one setting besides its type. */
export interface SettingFacts {
  /** Variable of the environment; null: only the file can say it. */
  readonly env: string | null;
  readonly about: string;
  /** True: only the environment or a file that it names may hold it. */
  readonly secret?: boolean;
}
/** A setting with its place in the file, such as `listen.port`. */
export interface Setting extends SettingFacts {
  readonly path: string;
  readonly schema: z.ZodType;
}

const facts = z.registry<SettingFacts>();

/** Says how a setting is named outside the file. Comes last: a schema derived from this one would not be known. */
export function setting<S extends z.ZodType>(schema: S, env: string | null, about: string): S {
  facts.add(schema, { env, about });
  return schema;
}

export function secretSetting<S extends z.ZodType>(schema: S, env: string, about: string): S {
  facts.add(schema, { env, about, secret: true });
  return schema;
}

/** Every setting under a section, in the order in which they are declared. */
export function settingsOf(section: z.ZodObject, prefix = ''): Setting[] {
  return Object.entries(section.shape).flatMap(([name, schema]) => {
    const path = `${prefix}${name}`;
    const known = facts.get(schema as z.ZodType);
    if (known !== undefined) return [{ ...known, path, schema: schema as z.ZodType }];
    const inner = innermost(schema as z.ZodType);
    return inner instanceof z.ZodObject ? settingsOf(inner, `${path}.`) : [];
  });
}

/** The schema behind defaults and `optional`. */
export function innermost(schema: z.ZodType): z.ZodType {
  let inner = schema;
  while (
    inner instanceof z.ZodDefault ||
    inner instanceof z.ZodPrefault ||
    inner instanceof z.ZodOptional ||
    inner instanceof z.ZodNullable
  ) {
    inner = inner.unwrap() as z.ZodType;
  }
  return inner;
}

/** A text of the environment as the value that the setting's type expects; what does not look like one is left as it is, and refused. */
export function valueOf(schema: z.ZodType, text: string): unknown {
  const inner = innermost(schema);
  if (inner instanceof z.ZodNumber) return /^-?\d+$/.test(text.trim()) ? Number(text) : text;
  if (inner instanceof z.ZodBoolean) return text === 'true' ? true : text === 'false' ? false : text;
  if (inner instanceof z.ZodArray) {
    return text
      .split(',')
      .map((part) => part.trim())
      .filter((part) => part !== '');
  }
  return text;
}
