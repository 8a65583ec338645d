import { REGISTERS, type Register } from '@quanheng/contracts';
import { ZipFile } from 'yazl';
import type { Entry } from '../entries.js';
import { COLUMNS } from './columns.js';
import { exportRows, importRows } from './import.js';
import { readSheet } from './read.js';
import { SheetFault } from './unzip.js';
import { writeSheet } from './write.js';

const HEADINGS = COLUMNS.contract.map(({ heading }) => heading);
const GOOD = ['基合〔2026〕1号', '一号楼工程', 'S-1', '一号楼', '1000000.50', '0', '3', '2026-03-01', '', '', ''];
const imported = async (rows: readonly (readonly string[])[], register: Register = 'contract') =>
  importRows(register, await readSheet(await writeSheet('表', rows)));

/** A package of these parts, as some other program may write it. */
async function packed(parts: Readonly<Record<string, string | Buffer>>): Promise<Buffer> {
  const zip = new ZipFile();
  for (const [path, content] of Object.entries(parts)) zip.addBuffer(Buffer.from(content), path);
  zip.end();
  const chunks: Buffer[] = [];
  for await (const chunk of zip.outputStream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const BOOK = `<workbook xmlns="${MAIN}"><sheets><sheet name="a" sheetId="1"/></sheets></workbook>`;
const sheet = (data: string): string => `<worksheet xmlns="${MAIN}"><sheetData>${data}</sheetData></worksheet>`;
const bookOf = (data: string, more: Readonly<Record<string, string | Buffer>> = {}) =>
  packed({ 'xl/workbook.xml': BOOK, 'xl/worksheets/sheet1.xml': sheet(data), ...more });

const ENTRIES: Readonly<Record<Register, object>> = {
  powerItem: {
    ...{ name: '支付', responsibleSubject: 'FIN', responsiblePosts: ['a', 'b'], riskLevel: 'high' },
    legalBasis: [
      { article: '财务制度第三条', mark: 'D' },
      { article: '章程', mark: null },
    ],
  },
  majorFourItem: {
    name: '大额支出',
    category: 'funds',
    threshold: 'large:unit',
    body: null,
    basis: [{ article: '目录', mark: 'R' }],
  },
  disclosureItem: {
    ...{ name: '支出', basis: [{ article: '条例', mark: null }], content: '金额', manner: '网站', scope: '社会' },
    ...{ dueWorkingDays: 20, responsibleSubject: 'OFFICE' },
  },
  complaintChannel: { name: '电话', phone: '0000-000', email: null, address: '一号楼', responsibleSubject: 'DISC' },
  supplier: {
    ...{ name: '=演示公司<&>"', creditCode: '91110000000000000A', relations: [{ person: 'p1', kind: '近亲属' }] },
    barred: [
      { from: '2026-03-01', document: '演示处罚1号', until: '2027-02-28' },
      { from: '2028-01-01', document: '演示处罚2号', until: null },
    ],
    accounts: [
      { number: '1234567890123456789', bank: '演示银行', from: null, until: null },
      { number: '1002', bank: '演示银行', from: '2026-01-01', until: '2026-12-31' },
    ],
  },
  threshold: { name: '大额资金', value: '500000', unit: 'CNY', basis: [{ article: '制度', mark: 'D' }] },
  calendar: { holidays: ['2027-10-01', '2027-10-02'], workdays: ['2027-10-09'], document: '通知' },
  delegation: { from: 'p1', to: 'p2', processes: ['Reimbursement', 'SmallPurchase'], document: '演示〔2026〕2号' },
  contract: {
    ...{ name: '工程', supplier: 'S-1', project: null, sum: '100.5', openingPaid: '0', retentionPercent: null },
    ...{ signedOn: '2026-02-28', liabilityUntil: '2028-02-29' },
  },
  budgetLine: {
    ...{
      name: '维修',
      year: 2026,
      department: 'INFRA',
      project: null,
      category: '30213',
      granted: '5000',
      openingSpent: '0.01',
    },
  },
};

const NUMBERS: Partial<Record<Register, string>> = { threshold: 'largeSum:unit', calendar: 'statutory:2027' };

test.each(REGISTERS)('what is written of %s is read again as it was', async (register) => {
  const id = NUMBERS[register] ?? 'E-1';
  const from = Date.UTC(2025, 11, 31, 16);
  const entry = { id, from, to: from + 86_400_000 * 31, data: ENTRIES[register], proposal: null } as Entry;
  const read = await imported(exportRows(register, [entry]), register);
  expect(read).toEqual({
    status: 'read',
    rows: [{ row: 2, change: { change: 'put', id, from: entry.from, to: entry.to, data: ENTRIES[register] } }],
  });
});

test('two wrong rows are both told, each with its column, and nothing of the rest is kept', async () => {
  const two = (column: number, text: string) =>
    GOOD.map((each, index) => (index === column ? text : index === 0 ? `C-${text}` : each));
  const read = await imported([HEADINGS, GOOD, two(4, '一百万'), two(7, '2026-02-30'), GOOD]);
  expect(read).toMatchObject({
    status: 'wrong',
    errors: [
      {
        row: 3,
        column: 'E 合同金额(元)',
        message: '“一百万”不符合要求。填写金额(元)，如 1234567.89，不带逗号和单位，至多两位小数。',
      },
      { row: 4, column: 'H 签订日期', message: '“2026-02-30”不符合要求。填写日期，如 2026-03-01。' },
      { row: 5, column: 'A 合同编号', code: 'twice' },
    ],
  });
});

const cell = (place: string, inner: string, type = 'inlineStr') => `<c r="${place}" t="${type}">${inner}</c>`;
const head = `<row r="1">${HEADINGS.map((heading, index) => cell(`${String.fromCharCode(65 + index)}1`, `<is><t>${heading}</t></is>`)).join('')}</row>`;
const row = (over: Readonly<Record<string, string>>) => {
  const cells = GOOD.map((text, index) => {
    const letter = String.fromCharCode(65 + index);
    return over[letter] ?? (text === '' ? '' : cell(`${letter}2`, `<is><t>${text}</t></is>`));
  });
  return head + `<row r="2">${cells.join('')}</row>`;
};

test.each([
  [
    'numbers and dates as spreadsheets keep them',
    { E: '<c r="E2"><v>1234.5600000000001</v></c>', H: '<c r="H2"><v>46082</v></c>' },
    { sum: '1234.56', signedOn: '2026-03-01' },
  ],
  [
    'texts with formats in them',
    { B: cell('B2', '<is><r><t>一号</t></r><rPh><t>yi</t></rPh><r><t>楼</t></r></is>') },
    { name: '一号楼' },
  ],
])('%s are read', async (_, over, data) => {
  const read = importRows('contract', await readSheet(await bookOf(row(over))));
  expect(read).toMatchObject({ status: 'read', rows: [{ change: { data } }] });
});

test.each([
  ['a formula, whatever it comes to', { E: '<c r="E2"><f>1+1</f><v>2</v></c>' }, 'formula', 'E 合同金额(元)'],
  ['a number longer than a spreadsheet holds', { C: '<c r="C2"><v>6.2E+18</v></c>' }, 'cell', 'C 供应商编号'],
  ['a day with a time of day', { H: '<c r="H2"><v>46082.5</v></c>' }, 'cell', 'H 签订日期'],
  ['three places behind the point', { E: '<c r="E2"><v>1.005</v></c>' }, 'cell', 'E 合同金额(元)'],
  ['nothing where something is needed', { D: '', E: '' }, 'cell', 'E 合同金额(元)'],
  ['a cell beyond the headings', { K: cell('L2', '<is><t>x</t></is>') }, 'outside', 'L'],
])('%s is an error of its row', async (_, over, code, column) => {
  const read = importRows('contract', await readSheet(await bookOf(row(over))));
  expect(read).toMatchObject({ status: 'wrong', errors: [{ code, row: 2, column }] });
});

describe('refused as a whole, with what to do', () => {
  /** A deflated part whose directory says that it is small. */
  async function lying(): Promise<Buffer> {
    const bytes = await bookOf(' '.repeat(3_000_000));
    const real = Buffer.alloc(4);
    real.writeUInt32LE(Buffer.byteLength(sheet(' '.repeat(3_000_000))));
    for (let at = bytes.indexOf(real); at >= 0; at = bytes.indexOf(real, at + 4)) bytes.writeUInt32LE(100, at);
    return bytes;
  }
  const cases: readonly (readonly [string, () => Promise<Buffer>])[] = [
    ['no package', () => Promise.resolve(Buffer.from('PK but nothing else'))],
    ['half a file', async () => (await bookOf(row({}))).subarray(0, 400)],
    ['a macro', () => bookOf(row({}), { 'xl/vbaProject.bin': 'x' })],
    ['a link to another book', () => bookOf(row({}), { 'xl/externalLinks/externalLink1.xml': '<a/>' })],
    ['a second sheet', () => bookOf(row({}), { 'xl/worksheets/sheet2.xml': sheet('') })],
    [
      'a document type with entities',
      () =>
        packed({ 'xl/workbook.xml': BOOK, 'xl/worksheets/sheet1.xml': `<!DOCTYPE a [<!ENTITY b "c">]>${sheet('')}` }),
    ],
    ['what unpacks to more than is read', () => bookOf(' '.repeat(17_000_000))],
    ['what unpacks to more than it says', lying],
    [
      'too many parts',
      () => bookOf(row({}), Object.fromEntries(Array.from({ length: 300 }, (_, i) => [`xl/media/${i}`, 'x']))),
    ],
    ['a text that is not there', () => bookOf(head + `<row r="2"><c r="A2" t="s"><v>7</v></c></row>`)],
    ['rows in no order', () => bookOf(`<row r="5"/><row r="2"/>`)],
    ['a cell of another row', () => bookOf(`<row r="1">${cell('A9', '<is><t>x</t></is>')}</row>`)],
    [
      'bytes that are no text',
      () => packed({ 'xl/workbook.xml': BOOK, 'xl/worksheets/sheet1.xml': Buffer.from([0x3c, 0xff, 0xfe]) }),
    ],
    ['more than a file may have', () => Promise.resolve(Buffer.alloc(4_000_001))],
  ];
  test.each(cases)('%s', async (_, bytes) => {
    const found: unknown = await readSheet(await bytes()).catch((error: unknown) => error);
    expect(found).toBeInstanceOf(SheetFault);
    expect((found as Error).message).toMatch(/请/);
  });

  test('headings of another register, none, and twice the same', async () => {
    for (const rows of [
      [COLUMNS.budgetLine.map(({ heading }) => heading), GOOD],
      [GOOD],
      [],
      [[...HEADINGS, '合同编号'], GOOD],
      [HEADINGS.slice(1), GOOD],
    ]) {
      await expect(imported(rows)).rejects.toThrow(SheetFault);
    }
    await expect(imported([HEADINGS])).rejects.toThrow('没有数据行');
    await expect(imported([HEADINGS, ...Array.from({ length: 2001 }, () => GOOD)])).rejects.toThrow('最多导入 2000 行');
  });
});
