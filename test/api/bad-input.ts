import type { OperationShape } from '@quanheng/contracts';
import { z } from 'zod';
import type { Sent } from './harness.js';

interface JsonSchema {
  readonly type?: string | readonly string[];
  readonly $ref?: string;
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly $defs?: Readonly<Record<string, JsonSchema>>;
}

/** A request that is wrong in one way, and in which. */
export interface Wrong {
  readonly how: string;
  readonly sent: Sent;
}

const BY_TYPE: Readonly<Record<string, unknown>> = {
  string: 'text',
  number: 1.5,
  object: {},
  array: [],
  boolean: true,
};

/** Every way in which a schema makes a valid request wrong: other types, unknown and missing fields, in body, query and path. */
export function wrongRequests(shape: OperationShape, valid: Sent): Wrong[] {
  return [...wrongBodies(shape, valid), ...wrongQueries(shape, valid), ...wrongPaths(shape, valid)];
}

function* wrongBodies({ method, body }: OperationShape, valid: Sent): Iterable<Wrong> {
  if (body === undefined) {
    // A GET has no body as far as HTTP is concerned (RFC 9110 §9.3.1): it is not looked at.
    if (method !== 'GET' && !Buffer.isBuffer(valid.body))
      yield { how: 'a body where none is taken', sent: { ...valid, body: { a: 1 } } };
    return;
  }
  for (const [type, value] of [...Object.entries(BY_TYPE), ['null', null] as const]) {
    if (type !== 'object') yield { how: `a body that is ${type}`, sent: { ...valid, body: value } };
  }
  const fields = valid.body as Record<string, unknown>;
  yield { how: 'an unknown field', sent: { ...valid, body: { ...fields, unheardOf: 1 } } };
  const schema = resolved(z.toJSONSchema(body, { io: 'input', unrepresentable: 'any' }) as JsonSchema);
  for (const name of schema.required ?? []) {
    yield { how: `without ${name}`, sent: { ...valid, body: { ...fields, [name]: undefined } } };
  }
  for (const [name, property] of Object.entries(schema.properties ?? {})) {
    const types = typesOf(property, schema);
    if (types.length === 0) continue;
    for (const [type, value] of Object.entries(BY_TYPE)) {
      if (types.includes(type) || (types.includes('integer') && Number.isInteger(value))) continue;
      yield { how: `${name} that is ${type}`, sent: { ...valid, body: { ...fields, [name]: value } } };
    }
    if (!types.includes('null'))
      yield { how: `${name} that is null`, sent: { ...valid, body: { ...fields, [name]: null } } };
    if (types.includes('string')) {
      const endless = 'x'.repeat(100_001);
      yield { how: `${name} without end`, sent: { ...valid, body: { ...fields, [name]: endless } } };
    }
  }
}

function resolved(schema: JsonSchema): JsonSchema {
  const name = schema.$ref?.split('/').at(-1);
  const found = name === undefined ? undefined : schema.$defs?.[name];
  return found === undefined ? schema : { ...found, ...(schema.$defs === undefined ? {} : { $defs: schema.$defs }) };
}

/** Empty: anything goes. */
function typesOf(property: JsonSchema, root: JsonSchema): string[] {
  const { type, anyOf, oneOf } = resolved({ ...property, ...(root.$defs === undefined ? {} : { $defs: root.$defs }) });
  if (typeof type === 'string') return [type];
  if (type !== undefined) return [...type];
  return (anyOf ?? oneOf ?? []).flatMap((each) => typesOf(each, root));
}

function* wrongQueries({ query }: OperationShape, valid: Sent): Iterable<Wrong> {
  yield { how: 'an unknown query', sent: { ...valid, query: { ...valid.query, unheardOf: '1' } } };
  if (query === undefined) return;
  const schema = resolved(z.toJSONSchema(query, { io: 'input', unrepresentable: 'any' }) as JsonSchema);
  for (const name of schema.required ?? []) {
    const { [name]: _, ...rest } = valid.query ?? {};
    yield { how: `without the query ${name}`, sent: { ...valid, query: rest } };
  }
  for (const name of Object.keys(schema.properties ?? {})) {
    yield { how: `the query ${name} empty`, sent: { ...valid, query: { ...valid.query, [name]: '' } } };
    yield {
      how: `the query ${name} without end`,
      sent: { ...valid, query: { ...valid.query, [name]: 'x'.repeat(1500) } },
    };
  }
}

/** Ways out of a folder, characters that end a text elsewhere, and too much of everything. */
export const PATH_TRICKS = [
  '../../etc/passwd',
  '..',
  '.',
  'a/b',
  'a\\b',
  'a\0b',
  '\n',
  ' ',
  "' or 1=1 --",
  '<script>alert(1)</script>',
  '\u202e',
  '-1',
  'x'.repeat(300),
] as const;

function* wrongPaths({ params }: OperationShape, valid: Sent): Iterable<Wrong> {
  if (params === undefined) return;
  for (const name of Object.keys(valid.params ?? {})) {
    for (const trick of PATH_TRICKS) {
      const how = `${name} = ${JSON.stringify(trick.slice(0, 30))}`;
      yield { how, sent: { ...valid, params: { ...valid.params, [name]: trick } } };
    }
  }
}
