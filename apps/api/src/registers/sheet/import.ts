import { REGISTER_DATA, REGISTER_IDS, REGISTER_LIMITS, type Register } from '@quanheng/contracts';
import type { RegisterChange } from '@quanheng/runtime/ports';
import type { Entry } from '../entries.js';
import { COLUMNS, type Column } from './columns.js';
import type { Cell, Row } from './read.js';
import { SheetFault } from './unzip.js';
import { columnName } from './write.js';

/** What is wrong with one row, in Chinese: what, and what to do. */
export interface RowError {
  readonly code: string;
  readonly row: number;
  /** Letter and heading of the column, `E 合同金额(元)`; empty: the row as a whole. */
  readonly column: string;
  readonly message: string;
}
export interface ImportedRow {
  readonly row: number;
  readonly change: RegisterChange;
}
export type Imported =
  | { readonly status: 'read'; readonly rows: readonly ImportedRow[] }
  | { readonly status: 'wrong'; readonly errors: readonly RowError[] };

/** More than anybody puts right at once. */
export const MAX_ROW_ERRORS = 200;

/**
 * The changes that the rows of a sheet propose: each puts one entry. One wrong cell and there are none.
 * @throws SheetFault when the headings are not those of the register
 */
export function importRows(register: Register, rows: readonly Row[]): Imported {
  const [head, ...body] = rows;
  const columns = columnsIn(register, head);
  if (body.length === 0) throw new SheetFault('工作表没有数据行。请在标题行之下填写后再导入。');
  if (body.length > REGISTER_LIMITS.changes) {
    throw new SheetFault(`一次最多导入 ${REGISTER_LIMITS.changes} 行。请分几个文件，分次提出。`);
  }
  const errors: RowError[] = [];
  const read: ImportedRow[] = [];
  const seen = new Map<string, number>();
  for (const row of body) {
    const found: RowError[] = [];
    const change = changeOf(register, row, columns, found);
    const before = change === undefined ? undefined : seen.get(change.id);
    if (change !== undefined && before !== undefined) {
      found.push(errorAt(row, columns, 'id', 'twice', `与第 ${before} 行的编号相同。请合并为一行，或更正编号。`));
    }
    if (change !== undefined && found.length === 0) {
      seen.set(change.id, row.number);
      read.push({ row: row.number, change });
    }
    errors.push(...found);
  }
  return errors.length === 0 ? { status: 'read', rows: read } : { status: 'wrong', errors };
}

type Placed = ReadonlyMap<string, { readonly column: Column; readonly index: number }>;

/** Columns in any order; each heading once, none missing, none more. */
function columnsIn(register: Register, head: Row | undefined): Placed {
  const known = new Map(COLUMNS[register].map((column) => [column.heading, column]));
  const placed = new Map<string, { column: Column; index: number }>();
  for (const [index, { text }] of head?.cells ?? []) {
    const column = known.get(text);
    if (column === undefined || placed.has(column.name)) {
      throw new SheetFault(
        `标题行 ${columnName(index)} 列“${text.slice(0, 50)}”不属于模板，或出现两次。请使用本台账的模板，不要改动标题。`,
      );
    }
    placed.set(column.name, { column, index });
  }
  const missing = [...known.values()].filter(({ name }) => !placed.has(name)).map(({ heading }) => heading);
  if (missing.length > 0) {
    throw new SheetFault(`标题行缺少：${missing.join('、')}。请使用本台账的模板，不要改动标题。`);
  }
  return placed;
}

function changeOf(register: Register, row: Row, columns: Placed, found: RowError[]): RegisterChange | undefined {
  const last = Math.max(...[...columns.values()].map(({ index }) => index));
  for (const index of row.cells.keys()) {
    if (index > last)
      found.push({
        code: 'outside',
        row: row.number,
        column: columnName(index),
        message: '该列没有标题。请删除其中内容。',
      });
  }
  const values = new Map<string, unknown>();
  for (const [name, { column, index }] of columns) {
    const cell = row.cells.get(index);
    if (cell?.isFormula === true) {
      found.push(errorAt(row, columns, name, 'formula', '单元格是公式。请改为数值或文字(复制后选择性粘贴为数值)。'));
      continue;
    }
    const value = column.read(cell);
    if (value === undefined) found.push(wrongCell(row, columns, name, cell));
    else values.set(name, value);
  }
  if (found.length > 0) return undefined;
  return checked(register, row, columns, values, found);
}

function checked(
  register: Register,
  row: Row,
  columns: Placed,
  values: ReadonlyMap<string, unknown>,
  found: RowError[],
): RegisterChange | undefined {
  const { id, validFrom, validTo, ...data } = Object.fromEntries(values);
  const parsed = REGISTER_DATA[register].safeParse(data);
  const wrong = new Set((parsed.error?.issues ?? []).map(({ path }) => String(path[0] ?? '')));
  const named = REGISTER_IDS[register].safeParse(id);
  if (!named.success) wrong.add('id');
  const [start, end] = [startOf(validFrom), startOf(validTo)];
  if (start === undefined) wrong.add('validFrom');
  if (end === undefined) wrong.add('validTo');
  for (const name of wrong) found.push(wrongCell(row, columns, name, row.cells.get(columns.get(name)?.index ?? -1)));
  if (!named.success || start === undefined || end === undefined || wrong.size > 0 || !parsed.success) return undefined;
  const until = end === null ? null : end + DAY;
  return { change: 'put', id: named.data, from: start, to: until, data: parsed.data };
}

const DAY = 86_400_000;
const CHINA = 8 * 3_600_000;
/** The beginning of a day in China; undefined: there is no such day. */
function startOf(date: unknown): number | null | undefined {
  if (date === null) return null;
  const at = typeof date === 'string' ? Date.parse(`${date}T00:00:00+08:00`) : Number.NaN;
  if (Number.isNaN(at) || new Date(at + CHINA).toISOString().slice(0, 10) !== date) return undefined;
  return at;
}

function wrongCell(row: Row, columns: Placed, name: string, cell: Cell | undefined): RowError {
  const hint = columns.get(name)?.column.hint ?? '请按模板填写';
  const said = cell === undefined || cell.text === '' ? '没有填写' : `“${cell.text.slice(0, 60)}”不符合要求`;
  return errorAt(row, columns, name, 'cell', `${said}。${hint}。`);
}

function errorAt(row: Row, columns: Placed, name: string, code: string, message: string): RowError {
  const placed = columns.get(name);
  const column = placed === undefined ? '' : `${columnName(placed.index)} ${placed.column.heading}`;
  return { code, row: row.number, column, message };
}

/** The rows of a sheet that says what the entries say, the headings first. */
export function exportRows(register: Register, entries: readonly Entry[]): string[][] {
  const columns = COLUMNS[register];
  const rows = entries.map(({ id, from, to, data }) => {
    const all: Readonly<Record<string, unknown>> = {
      ...data,
      ...{ id, validFrom: dayText(from), validTo: to === null ? null : dayText(to - 1) },
    };
    return columns.map(({ name, show }) => show(all[name]));
  });
  return [columns.map(({ heading }) => heading), ...rows];
}

function dayText(at: number): string {
  return new Date(at + CHINA).toISOString().slice(0, 10);
}
