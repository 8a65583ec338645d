import { scanXml, XmlFault, type XmlElement } from '@quanheng/engine';
import { SheetFault, unzip } from './unzip.js';
import { columnName } from './write.js';

/** What stands in a cell: text as typed, or a number as the file holds it. */
export interface Cell {
  readonly text: string;
  readonly isNumber: boolean;
  /** It is worked out from others: nobody has looked at what is imported. */
  readonly isFormula: boolean;
}
export interface Row {
  /** As the file shows it, from 1. */
  readonly number: number;
  /** By column, from 0. */
  readonly cells: ReadonlyMap<number, Cell>;
}

const MAX_ROWS = 10_000;
const MAX_COLUMNS = 100;
const MAX_CELL = 5_000;
const MAX_SHARED = 200_000;
const XML = { bytes: 16_000_000, depth: 32, elements: 1_000_000, attributes: 32, attributeLength: 2_000 } as const;
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const NOWHERE = { line: 0, column: 0 } as unknown as ReturnType<Parameters<typeof scanXml>[2]>;

/**
 * The rows of the first sheet of a workbook that have something in them.
 * @throws SheetFault in Chinese, with what to do
 */
export async function readSheet(bytes: Buffer): Promise<readonly Row[]> {
  const parts = await unzip(bytes, (path) =>
    /^xl\/(?:workbook\.xml|sharedStrings\.xml|worksheets\/[^/]+\.xml)$/i.test(path),
  );
  const book = parts.get('xl/workbook.xml');
  const [sheet, other] = [...parts].flatMap(([path, xml]) => (path.startsWith('xl/worksheets/') ? [xml] : []));
  if (book === undefined || sheet === undefined) {
    throw new SheetFault('文件中没有可以读取的工作表。请下载模板，填写后另存为 .xlsx 再导入。');
  }
  const sheets = children(child(parsed(book), 'sheets'), 'sheet');
  if (sheets.length !== 1 || other !== undefined)
    throw new SheetFault('工作簿只能有一张工作表。请删除其余工作表后再导入。');
  if (attribute(child(parsed(book), 'workbookPr'), 'date1904') === '1') {
    throw new SheetFault('工作簿使用 1904 日期系统，日期会错位。请在选项中取消后重新保存。');
  }
  const shared = sharedTexts(parts.get('xl/sharedStrings.xml'));
  const rows = children(child(parsed(sheet), 'sheetData'), 'row');
  if (rows.length > MAX_ROWS) throw new SheetFault(`工作表超过 ${MAX_ROWS} 行。请删除空行，或分几次导入。`);
  let last = 0;
  return rows.flatMap((row): Row[] => {
    const number = Number(attribute(row, 'r') ?? last + 1);
    if (!Number.isInteger(number) || number <= last) throw damaged();
    last = number;
    const cells = cellsOf(row, number, shared);
    return cells.size === 0 ? [] : [{ number, cells }];
  });
}

function cellsOf(row: XmlElement, number: number, shared: readonly string[]): ReadonlyMap<number, Cell> {
  const cells = new Map<number, Cell>();
  let next = 0;
  for (const element of children(row, 'c')) {
    const place = attribute(element, 'r');
    const column = place === undefined ? next : columnOf(place, number);
    if (column >= MAX_COLUMNS) throw new SheetFault(`第 ${number} 行超过 ${MAX_COLUMNS} 列。请删除多余的列后再导入。`);
    next = column + 1;
    const cell = cellOf(element, shared);
    if (cell.text.length > MAX_CELL) {
      throw new SheetFault(`第 ${number} 行 ${columnName(column)} 列的内容过长。请精简后再导入。`);
    }
    if (cell.text !== '' || cell.isFormula) cells.set(column, cell);
  }
  return cells;
}

function cellOf(element: XmlElement, shared: readonly string[]): Cell {
  const type = attribute(element, 't') ?? 'n';
  const isFormula = child(element, 'f') !== undefined;
  const value = child(element, 'v')?.text ?? '';
  switch (type) {
    case 'inlineStr':
      return { text: textOf(child(element, 'is')).trim(), isNumber: false, isFormula };
    case 's': {
      const text = /^\d{1,7}$/.test(value) ? shared[Number(value)] : undefined;
      if (text === undefined) throw damaged();
      return { text: text.trim(), isNumber: false, isFormula };
    }
    case 'n':
      return { text: value.trim(), isNumber: value.trim() !== '', isFormula };
    default:
      return { text: value.trim(), isNumber: false, isFormula };
  }
}

/** A column by its letters; the row it names must be the one it is in. */
function columnOf(place: string, row: number): number {
  const match = /^([A-Z]{1,3})(\d{1,7})$/.exec(place);
  if (match === null || Number(match[2]) !== row) throw damaged();
  return (
    Array.from(match[1] ?? '', (letter) => letter.charCodeAt(0) - 64).reduce((sum, each) => sum * 26 + each, 0) - 1
  );
}

function sharedTexts(xml: string | undefined): readonly string[] {
  if (xml === undefined) return [];
  const items = children(parsed(xml), 'si');
  if (items.length > MAX_SHARED) throw new SheetFault('工作表的文字过多。请分几次导入。');
  return items.map(textOf);
}

/** Its runs of text one after the other, without readings of characters (`rPh`). */
function textOf(element: XmlElement | undefined): string {
  if (element === undefined) return '';
  return element.children
    .map((each) => (each.name === 't' ? each.text : each.name === 'r' ? textOf(each) : ''))
    .join('');
}

function parsed(xml: string): XmlElement {
  try {
    return scanXml(xml, XML, () => NOWHERE);
  } catch (error) {
    if (error instanceof XmlFault) throw damaged();
    throw error;
  }
}

function children(element: XmlElement | undefined, name: string): readonly XmlElement[] {
  return element?.children.filter((each) => each.name === name && each.namespace === MAIN) ?? [];
}
function child(element: XmlElement | undefined, name: string): XmlElement | undefined {
  return children(element, name)[0];
}
function attribute(element: XmlElement | undefined, name: string): string | undefined {
  return element?.attributes.find((each) => each.tag === name)?.value;
}

function damaged(): SheetFault {
  return new SheetFault('工作表的内容已损坏，无法读取。请下载模板，重新填写后再导入。');
}
