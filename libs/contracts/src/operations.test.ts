import { z } from 'zod';
import { draftOperations } from './drafts.js';
import { ALL_OPERATIONS, OPERATIONS } from './operations.js';
import { pathOf } from './operation.js';
import { PROBLEMS } from './problem.js';
import { reminderOperations } from './reminders.js';
import { savedViewOperations } from './saved-views.js';
import { accountOperations, sessionOperations } from './session.js';
import { variablesSchema } from './values.js';

describe('the operations', () => {
  it.each(Object.entries(OPERATIONS))('%s is listed under its own id', (name, shape) => {
    expect(shape.id).toBe(name);
  });

  it('have addresses that no two share', () => {
    const addresses = ALL_OPERATIONS.map(({ method, path }) => `${method} ${path.replace(/\{\w+\}/g, '{}')}`);
    expect(new Set(addresses).size).toBe(addresses.length);
  });

  it.each(ALL_OPERATIONS.map((shape) => [shape.id, shape] as const))(
    '%s describes every parameter of its path, and no other',
    (_, shape) => {
      const named = [...shape.path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]);
      const described = shape.params instanceof z.ZodObject ? Object.keys(shape.params.shape) : [];
      expect(described).toEqual(named);
    },
  );

  it('refuse what they do not know, but for what an identity provider may add', () => {
    const known = ALL_OPERATIONS.filter(({ id }) => id !== sessionOperations.finishOidc.id);
    const open = known
      .flatMap(({ id, params, query, body }) =>
        [params, query, body].filter((part) => part !== undefined).map((part) => [id, part] as const),
      )
      .filter(([, part]) => part.safeParse({ unheardOf: 1 }).success);
    expect(open).toEqual([]);
  });

  it('that are commands change something, take a dry run and answer with an entry', () => {
    for (const shape of ALL_OPERATIONS.filter((each) => each.command)) {
      expect(shape.method).not.toBe('GET');
      expect(shape.query instanceof z.ZodObject && Object.keys(shape.query.shape)).toContain('dryRun');
    }
  });

  it('that read change nothing, so every one with another method is a command, lends a job, keeps what is one’s own or is about signing in', () => {
    const identity = Object.keys({
      ...sessionOperations,
      ...accountOperations,
      ...draftOperations,
      ...savedViewOperations,
      ...reminderOperations,
    });
    const others = ALL_OPERATIONS.filter(({ method, command }) => method !== 'GET' && command !== true).filter(
      ({ id }) => !identity.includes(id),
    );
    expect(others.map(({ id }) => id)).toEqual(['lockJobs', 'extendJob']);
  });
});

describe('pathOf', () => {
  it('encodes what would otherwise be another path', () => {
    expect(pathOf(OPERATIONS.claimItem, { instance: 'i1', item: '7#first' })).toBe(
      '/instances/i1/items/7%23first/claim',
    );
    expect(pathOf(OPERATIONS.readInstance, { instance: '../x' })).toBe('/instances/..%2Fx');
  });

  it('names the parameter that is missing', () => {
    expect(() => pathOf(OPERATIONS.claimItem, { instance: 'i1' })).toThrow('claimItem: the parameter item is missing.');
  });
});

describe('variables', () => {
  const nested = (depth: number): unknown => (depth === 0 ? 1 : [nested(depth - 1)]);

  it('take every JSON value, nested as deep as the engine carries it', () => {
    const variables = { amount: { $feel: 'number', value: '12345678901234567890' }, list: [1, null, true, 'a'] };
    expect(variablesSchema.parse(variables)).toEqual(variables);
    expect(variablesSchema.safeParse({ deep: nested(500) }).success).toBe(true);
  });

  it('refuse what no process could hold', () => {
    expect(variablesSchema.safeParse({ deep: nested(502) }).success).toBe(false);
    expect(variablesSchema.safeParse({ endless: Number.POSITIVE_INFINITY }).success).toBe(false);
    expect(variablesSchema.safeParse([1]).success).toBe(false);
    for (const name of ['', ' ', 'a ', '\0', 'a\u0000b', 'a\u202eb', '\u200b', 'x'.repeat(201)]) {
      expect({ name, ok: variablesSchema.safeParse({ [name]: 1 }).success }).toEqual({ name, ok: false });
    }
    expect(variablesSchema.safeParse({ 金额: 1, 'full name': 2, constructor: 3 }).success).toBe(true);
  });
});

describe('problems', () => {
  it('are errors, each with a title', () => {
    for (const { status, title } of Object.values(PROBLEMS)) {
      expect(status).toBeGreaterThanOrEqual(400);
      expect(title).not.toBe('');
    }
  });
});
