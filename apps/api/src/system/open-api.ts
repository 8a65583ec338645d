import { ALL_OPERATIONS, problemSchema, PROBLEMS, type OperationShape } from '@quanheng/contracts';
import { z } from 'zod';

type Json = Record<string, unknown>;
export interface OpenApi extends Json {
  readonly openapi: string;
  readonly paths: Record<string, Record<string, Json>>;
  readonly components: { readonly schemas: Json };
}

/** The description of the API (OpenAPI 3.1), made of the same schemas that check the requests. */
export function openApi(operations: readonly OperationShape[] = ALL_OPERATIONS): OpenApi {
  const schemas: Json = {};
  const paths: Record<string, Record<string, Json>> = {};
  for (const shape of operations) {
    const path = `/api/v1${shape.path}`;
    paths[path] = { ...paths[path], [shape.method.toLowerCase()]: describe(shape, schemas) };
  }
  schemaOf(problemSchema, 'output', schemas);
  return {
    openapi: '3.1.0',
    info: {
      title: 'Quanheng 权衡',
      version: '1',
      description:
        'Moments are milliseconds since the epoch. Everything unknown in a request is an error. Errors are problem details (RFC 9457) whose `code` is ' +
        'stable. Commands take an `Idempotency-Key`: the same key, caller and content get the first answer again.',
    },
    paths,
    components: { schemas },
  };
}

function describe(shape: OperationShape, schemas: Json): Json {
  const { id, tag, summary, detail, access } = shape;
  return {
    operationId: id,
    tags: [tag],
    summary,
    ...(detail === undefined ? {} : { description: detail }),
    'x-access': access,
    parameters: [
      ...parameters(shape.params, 'path', schemas),
      ...parameters(shape.query, 'query', schemas),
      ...(shape.command === true ? [IDEMPOTENCY_KEY] : []),
    ],
    ...requestBody(shape, schemas),
    responses: {
      [shape.status ?? 200]: { description: 'Done', ...answer(shape, schemas) },
      default: {
        description: 'A problem',
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    },
  };
}

const IDEMPOTENCY_KEY: Json = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  schema: { type: 'string', minLength: 1, maxLength: 200 },
};

function requestBody({ body, consumes }: OperationShape, schemas: Json): Json {
  if (consumes !== undefined) return { requestBody: { required: true, content: { [consumes]: {} } } };
  if (body === undefined) return {};
  return {
    requestBody: { required: true, content: { 'application/json': { schema: schemaOf(body, 'input', schemas) } } },
  };
}

function answer({ result, produces }: OperationShape, schemas: Json): Json {
  if (result !== undefined) return { content: { 'application/json': { schema: schemaOf(result, 'output', schemas) } } };
  return produces === undefined ? {} : { content: { [produces]: { schema: { type: 'string' } } } };
}

function parameters(schema: z.ZodType | undefined, place: 'path' | 'query', schemas: Json): Json[] {
  if (schema === undefined) return [];
  const { properties = {}, required = [] } = schemaOf(schema, 'input', schemas) as {
    properties?: Record<string, Json>;
    required?: string[];
  };
  return Object.entries(properties).map(([name, property]) => {
    const { description, ...rest } = property;
    const described = description === undefined ? {} : { description };
    return { name, in: place, required: required.includes(name), ...described, schema: rest };
  });
}

/** As JSON Schema; what has a name is put among the components and referred to. */
function schemaOf(schema: z.ZodType, io: 'input' | 'output', schemas: Json): Json {
  const {
    $schema: _,
    $defs,
    ...rest
  } = z.toJSONSchema(schema, { io, unrepresentable: 'any' }) as Json & {
    $defs?: Record<string, Json>;
  };
  for (const [name, definition] of Object.entries($defs ?? {})) schemas[name] = relocated(definition);
  return relocated(rest);
}

/** `id` is zod's mark of a named schema, and no key word of OpenAPI. */
function relocated(schema: Json): Json {
  const { id: _, ...rest } = schema;
  return JSON.parse(JSON.stringify(rest).replaceAll('"#/$defs/', '"#/components/schemas/')) as Json;
}

/** Codes of problems with status and title, as the documents list them. */
export const PROBLEM_LIST = Object.entries(PROBLEMS).map(([code, { status, title }]) => ({ code, status, title }));
