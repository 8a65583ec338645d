import type { Loaded, LoadedInstance, Wanted } from '@quanheng/runtime/ports';
import { shownInstance } from '../schema/rows.js';
import * as tables from '../schema/tables.js';
import { decodeRow, digest, without, type Shape, type Table } from '../schema/table.js';
import { columnsOf, quoted, selectList } from '../store/sql.js';
import { STARTABLE, startableSql } from '../queries/startable.js';
import { render } from './mysql-reader.js';
import { literal } from './literal.js';

type Found = Readonly<Record<string, unknown>>;

/**
 * The statements that read and lock everything wanted, to be sent as one packet, and what makes their results the answer. Each locks in the
 * order of its primary key, which FORCE INDEX makes it walk: a scan of another index would lock in another order, and rows of others.
 */
export interface LoadPlan {
  readonly statements: readonly string[];
  read(results: readonly (readonly Found[])[]): Loaded;
}

export function planLoad(wanted: Wanted): LoadPlan {
  const { unit } = wanted;
  const statements: string[] = [];
  const add = (sql: string | null): number => (sql === null ? -1 : statements.push(sql) - 1);
  const ids = [...new Set((wanted.instances ?? []).map(({ id }) => id))].sort();
  const heads = add(
    ids.length === 0 ? null : `${HEADS} WHERE \`id\` IN (${ids.map(literal).join(',')}) ORDER BY \`id\` FOR UPDATE`,
  );
  const states = add(ids.length === 0 ? null : `${STATES} WHERE ${unknownStates(wanted.instances ?? [])}`);
  const messages = add(
    select(
      MESSAGE,
      wanted.messages?.map((id) => [id]),
      'FOR UPDATE',
    ),
  );
  const jobs = add(
    select(
      JOB,
      wanted.jobs?.map(({ instance, job }) => [instance, job]),
      'FOR UPDATE',
    ),
  );
  const streams = add(
    select(
      STREAM,
      wanted.streams?.map((stream) => [unit, stream]),
      'FOR UPDATE',
    ),
  );
  const answers = add(
    select(
      ANSWER,
      wanted.answers?.map((each) => [each.unit, each.principal, each.key]),
      '',
    ),
  );
  const lock = wanted.lockOrganisation === true ? 'FOR UPDATE' : 'LOCK IN SHARE MODE';
  const units = add(select(UNIT, [[unit]], lock));
  const records = add(
    select(
      RECORD,
      wanted.records?.map(({ kind, id }) => [unit, kind, id]),
      'FOR UPDATE',
    ),
  );

  const startable = (wanted.startable ?? []).map((key) => {
    const { text, values } = startableSql(STARTABLE, unit, key);
    return { key, index: add(render(text, values)) };
  });

  return {
    statements,
    read: (results) => {
      const rowsOf = <Row>({ shape }: Lookup<Row>, index: number): Row[] =>
        (results[index] ?? []).map((found) => decodeRow(shape, found));
      return {
        instances: joinStates(results[heads] ?? [], results[states] ?? []),
        records: rowsOf(RECORD, records),
        messages: rowsOf(MESSAGE, messages),
        jobs: rowsOf(JOB, jobs),
        streams: rowsOf(STREAM, streams),
        answers: rowsOf(ANSWER, answers),
        startable: startable.flatMap(({ key, index }) =>
          (results[index] ?? []).map((found) => ({ ...key, digest: decodeRow(STARTABLE, found).digest })),
        ),
        organisation: rowsOf(UNIT, units)[0]?.organisation ?? 0,
      };
    },
  };
}

const TEXTS = ['flow', 'work', 'trail'] as const;
const HEADS = `SELECT ${selectList(without(tables.instances, TEXTS).columns)} FROM instances FORCE INDEX (PRIMARY)`;
const STATES = 'SELECT `id`, `flow`, `work`, `trail` FROM instances FORCE INDEX (PRIMARY)';

function unknownStates(instances: NonNullable<Wanted['instances']>): string {
  return instances
    .map(({ id, known }) =>
      known === undefined
        ? `\`id\` = ${literal(id)}`
        : `(\`id\` = ${literal(id)} AND \`last_leaf\` <> ${literal(digest.encode(known, 'last_leaf'))})`,
    )
    .join(' OR ');
}

const NO_STATE = { flow: null, work: null, trail: null };

function joinStates(heads: readonly Found[], states: readonly Found[]): LoadedInstance[] {
  const byId = new Map(states.map((state) => [state.id, state]));
  return heads.map((head) => {
    const state = byId.get(head.id) ?? NO_STATE;
    return shownInstance(decodeRow(tables.instances, { ...head, ...state }));
  });
}

type Key = readonly (string | number)[];
interface Lookup<Row> {
  readonly head: string;
  readonly key: readonly string[];
  readonly shape: Shape<Row>;
}

const RECORD = lookup(tables.records, tables.records);
const MESSAGE = lookup(tables.messages, tables.messages);
const JOB = lookup(tables.jobs, without(tables.jobs, ['availableAt', 'external']));
const STREAM = lookup(tables.streams, without(tables.streams, ['unit']));
const ANSWER = lookup(tables.answers, tables.answers);
const UNIT = lookup(tables.units, tables.units);

function lookup<Full, Row>(table: Table<Full>, shape: Shape<Row>): Lookup<Row> {
  const key = columnsOf(table, table.key).map(({ name }) => quoted(name));
  return { shape, key, head: `SELECT ${selectList(shape.columns)} FROM ${table.name} FORCE INDEX (PRIMARY)` };
}

function select<Row>({ head, key }: Lookup<Row>, keys: readonly Key[] | undefined, lock: string): string | null {
  if (!keys || keys.length === 0) return null;
  const conditions = keys.map((values) =>
    key.map((name, i) => `${name} = ${literal(values[i] ?? null)}`).join(' AND '),
  );
  return `${head} WHERE ${conditions.map((each) => `(${each})`).join(' OR ')} ORDER BY ${key.join(', ')} ${lock}`;
}
