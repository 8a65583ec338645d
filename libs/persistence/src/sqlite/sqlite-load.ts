import type { Loaded, LoadedInstance, StartableKey, StartableRow, Wanted } from '@quanheng/runtime/ports';
import { shownInstance } from '../schema/rows.js';
import * as tables from '../schema/tables.js';
import { decodeRow, digest, without, type Shape, type Table } from '../schema/table.js';
import { STARTABLE, startableSql } from '../queries/startable.js';
import { allEqual, columnsOf, selectList } from '../store/sql.js';
import type { Prepared } from './sqlite-writer.js';

type Found = Readonly<Record<string, unknown>>;

/** Everything wanted, by prepared statements: a lookup by key costs less than the text of a longer statement. */
export function load(prepared: Prepared, wanted: Wanted): Loaded {
  const { unit } = wanted;
  const read = <Row>(lookup: Lookup<Row>, keys: readonly Key[] = []): Row[] =>
    keys.flatMap((key) => find(prepared, lookup, key) ?? []);
  return {
    instances: (wanted.instances ?? []).flatMap((each) => findInstance(prepared, each) ?? []),
    records: read(
      RECORD,
      wanted.records?.map(({ kind, id }) => [unit, kind, id]),
    ),
    answers: read(
      ANSWER,
      wanted.answers?.map((each) => [each.unit, each.principal, each.key]),
    ),
    messages: read(
      MESSAGE,
      wanted.messages?.map((id) => [id]),
    ),
    jobs: read(
      JOB,
      wanted.jobs?.map(({ instance, job }) => [instance, job]),
    ),
    streams: read(
      STREAM,
      wanted.streams?.map((stream) => [unit, stream]),
    ),
    startable: (wanted.startable ?? []).flatMap((key) => findStartable(prepared, unit, key) ?? []),
    organisation: find(prepared, UNIT, [unit])?.organisation ?? 0,
  };
}

type Key = readonly (string | number)[];
/** How one row is found by its primary key. */
interface Lookup<Row> {
  readonly sql: string;
  readonly shape: Shape<Row>;
}

const RECORD = lookup(tables.records, tables.records);
const ANSWER = lookup(tables.answers, tables.answers);
const MESSAGE = lookup(tables.messages, tables.messages);
const JOB = lookup(tables.jobs, without(tables.jobs, ['availableAt', 'external']));
const STREAM = lookup(tables.streams, without(tables.streams, ['unit']));
const UNIT = lookup(tables.units, tables.units);

function lookup<Full, Row>(table: Table<Full>, shape: Shape<Row>): Lookup<Row> {
  const where = allEqual(columnsOf(table, table.key));
  return { shape, sql: `SELECT ${selectList(shape.columns)} FROM ${table.name} WHERE ${where}` };
}

function find<Row>(prepared: Prepared, { sql, shape }: Lookup<Row>, key: Key): Row | undefined {
  const found = prepared.get(sql).get(key) as Found | undefined;
  return found && decodeRow(shape, found);
}

function findStartable(prepared: Prepared, unit: string, key: StartableKey): StartableRow | undefined {
  const { text, values } = startableSql(STARTABLE, unit, key);
  const found = prepared.get(text).get(values) as Found | undefined;
  return found && { ...key, digest: decodeRow(STARTABLE, found).digest };
}

const TEXTS = ['flow', 'work', 'trail'] as const;
const HEAD = selectList(without(tables.instances, TEXTS).columns);
const UNKNOWN = TEXTS.map((text) => `CASE WHEN \`last_leaf\` = ? THEN NULL ELSE \`${text}\` END AS \`${text}\``).join(
  ', ',
);
/** The texts of the state come only where the caller knows another. */
const INSTANCE_SQL = `SELECT ${HEAD}, ${UNKNOWN} FROM instances WHERE \`id\` = ?`;

function findInstance(prepared: Prepared, wanted: { id: string; known?: string }): LoadedInstance | undefined {
  const known = wanted.known === undefined ? null : digest.encode(wanted.known, 'last_leaf');
  const found = prepared.get(INSTANCE_SQL).get(known, known, known, wanted.id) as Found | undefined;
  return found && shownInstance(decodeRow(tables.instances, found));
}
