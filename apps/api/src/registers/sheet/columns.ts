import type { MAJOR_FOUR_CATEGORIES, Register, RegisterData, RISK_LEVELS } from '@quanheng/contracts';
import type { Cell } from './read.js';

/** One column of the sheet of a register. */
export interface Column {
  /** Member of the data; of the entry itself: `id`, `validFrom`, `validTo`. */
  readonly name: string;
  readonly heading: string;
  /** What is to be filled in, said to whom got it wrong. */
  readonly hint: string;
  /** Undefined: it cannot be read. */
  readonly read: (cell: Cell | undefined) => unknown;
  readonly show: (value: unknown) => string;
}

type Kind = Pick<Column, 'hint' | 'read' | 'show'>;
/** As a cell shows it; a number that a sheet does not hold exactly is none. */
function plain(cell: Cell | undefined): string | undefined {
  if (cell === undefined) return '';
  if (!cell.isNumber) return cell.text;
  const value = Number(cell.text);
  if (!Number.isFinite(value) || Math.abs(value) >= 1e15) return undefined;
  return String(Number(value.toPrecision(15))).includes('e') ? undefined : String(Number(value.toPrecision(15)));
}
const shown = (value: unknown): string => (typeof value === 'string' || typeof value === 'number' ? String(value) : '');

const line: Kind = { hint: '必填，不超过 200 字，不换行；长数字请按文本格式填写', read: plain, show: shown };
const optional = (kind: Kind): Kind => ({
  hint: `可不填；填写时：${kind.hint}`,
  read: (cell) => (cell === undefined ? null : kind.read(cell)),
  show: kind.show,
});
const amount: Kind = {
  hint: '填写金额(元)，如 1234567.89，不带逗号和单位，至多两位小数',
  read: plain,
  show: shown,
};
const whole = (hint: string): Kind => ({
  hint,
  read: (cell) => {
    const text = plain(cell);
    return text !== undefined && /^\d{1,9}$/.test(text) ? Number(text) : undefined;
  },
  show: shown,
});
const DAY = 86_400_000;
/** Serial 1 of a sheet is 1900-01-01, and it knows a 29th of February 1900. */
const SERIAL_ZERO = Date.UTC(1899, 11, 30);
const date: Kind = {
  hint: '填写日期，如 2026-03-01',
  read: (cell) => {
    if (cell === undefined) return undefined;
    if (cell.isNumber) {
      const serial = Number(cell.text);
      if (!Number.isInteger(serial) || serial < 61 || serial > 2_958_465) return undefined;
      return new Date(SERIAL_ZERO + serial * DAY).toISOString().slice(0, 10);
    }
    const match = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(cell.text);
    if (match === null) return undefined;
    const [year, month, day] = match.slice(1) as [string, string, string];
    return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  },
  show: shown,
};
const list: Kind = {
  hint: '填写编号，多个以“、”分隔',
  read: (cell) => split(cell, /[、,,;;\n]/),
  show: (value) => (value as readonly string[]).join('、'),
};
function split(cell: Cell | undefined, by: RegExp): string[] {
  return (plain(cell) ?? '')
    .split(by)
    .map((each) => each.trim())
    .filter((each) => each !== '');
}
function oneOf<C extends string>(names: Readonly<Record<C, string>>): Kind {
  const entries = Object.entries<string>(names);
  return {
    hint: `填写：${entries.map(([, name]) => name).join('、')}`,
    read: (cell) => entries.find(([, name]) => name === plain(cell))?.[0],
    show: (value) => names[value as C],
  };
}
const RISKS: Readonly<Record<(typeof RISK_LEVELS)[number], string>> = { high: '高', medium: '中', low: '低' };
const CATEGORIES: Readonly<Record<(typeof MAJOR_FOUR_CATEGORIES)[number], string>> = {
  ...{ decision: '重大决策', appointment: '重要人事任免', project: '重大项目安排', funds: '大额度资金使用' },
};

/** `依据【来源等级】`, several on lines of their own. */
const basis: Kind = {
  hint: '填写依据条款，来源等级写在【】内，如“财务制度第三条【D】”；多个以“;”分隔',
  read: (cell) =>
    split(cell, /[;;\n]/).map((each) => {
      const match = /^(.*?)(?:【([^【】]{1,32})】)?$/.exec(each);
      return { article: match?.[1]?.trim() ?? '', mark: match?.[2] ?? null };
    }),
  show: (value) =>
    (value as readonly { article: string; mark: string | null }[])
      .map(({ article, mark }) => (mark === null ? article : `${article}【${mark}】`))
      .join(';'),
};
/** Several, each of parts with `|` between them; an empty last part is not said. */
function several(hint: string, names: readonly string[], needed: number): Kind {
  return {
    hint,
    read: (cell) => {
      const all = split(cell, /[;;\n]/).map((each) => each.split(/[||]/).map((part) => part.trim()));
      if (all.some(({ length }) => length < needed || length > names.length)) return undefined;
      return all.map((parts) => Object.fromEntries(names.map((name, index) => [name, parts[index] || null])));
    },
    show: (value) =>
      ((value ?? []) as readonly Readonly<Record<string, string | null>>[])
        .map((each) =>
          names
            .map((name) => each[name] ?? '')
            .join('|')
            .replace(/\|+$/, ''),
        )
        .join(';'),
  };
}
const accounts = several(
  '按“账号|开户银行|启用日|停用日”填写，日期可不填，如“6200001|演示银行”；多个以“;”分隔',
  ['number', 'bank', 'from', 'until'],
  2,
);
const relations = several('按“人员编号|关系”填写，如“P-12|近亲属”；没有的不填；多个以“;”分隔', ['person', 'kind'], 2);

const barred = several(
  '按“起始日|处理文件|截止日”填写，长期的不填截止日，如“2026-03-01|财罚〔2026〕1号|2027-02-28”；没有的不填；多个以“;”分隔',
  ['from', 'document', 'until'],
  2,
);

const UNITS: Readonly<Record<RegisterData<'threshold'>['unit'], string>> = {
  ...{ CNY: '元', percent: '百分比', days: '日', workingDays: '工作日', months: '月', count: '个' },
};
const dates: Kind = { ...list, hint: '填写日期，如 2026-10-01，多个以“、”分隔；没有的不填' };

const column = (name: string, heading: string, kind: Kind): Column => ({ name, heading, ...kind });
const NUMBER: Kind = {
  ...line,
  hint: '必填；目录、供应商和委托编号用字母、数字、点、横线，合同和指标编号不超过 100 字，限额标准编号如 largeSum:unit，日历编号如 statutory:2026',
};
const first = (heading: string): Column => column('id', heading, NUMBER);
const VALIDITY: readonly Column[] = [
  column('validFrom', '生效日期', { ...optional(date), hint: '可不填(自确认时生效)；填写日期，如 2026-03-01' }),
  column('validTo', '失效日期', { ...optional(date), hint: '可不填(长期有效)；填写最后一天，如 2026-12-31' }),
];

/** The columns of each register's sheet, in order. */
export const COLUMNS: Readonly<Record<Register, readonly Column[]>> = {
  powerItem: [
    first('职权编号'),
    column('name', '职权名称', line),
    column('legalBasis', '授权依据', basis),
    column('responsibleSubject', '责任主体(部门编号)', line),
    column('responsiblePosts', '责任岗位(岗位编号)', list),
    column('riskLevel', '风险等级', oneOf(RISKS)),
    ...VALIDITY,
  ],
  majorFourItem: [
    first('事项编号'),
    column('name', '事项名称', line),
    column('category', '类别', oneOf(CATEGORIES)),
    column('threshold', '限额标准编号', optional(line)),
    column('body', '议事机构编号', optional(line)),
    column('basis', '依据', basis),
    ...VALIDITY,
  ],
  disclosureItem: [
    first('公开事项编号'),
    column('name', '公开事项名称', line),
    column('basis', '政策依据', basis),
    column('content', '公开内容', line),
    column('manner', '公开方式', line),
    column('scope', '公开范围', line),
    column('dueWorkingDays', '公开时限(办结后工作日)', whole('填写工作日数，如 20')),
    column('responsibleSubject', '责任主体(部门编号)', line),
    ...VALIDITY,
  ],
  complaintChannel: [
    first('渠道编号'),
    column('name', '渠道名称', line),
    column('phone', '电话', optional(line)),
    column('email', '电子邮箱', optional(line)),
    column('address', '地址', optional(line)),
    column('responsibleSubject', '受理部门编号', line),
    ...VALIDITY,
  ],
  supplier: [
    first('供应商编号'),
    column('name', '供应商名称', line),
    column('creditCode', '统一社会信用代码', { ...optional(line), hint: '可不填(个人)；填写 18 位代码' }),
    column('accounts', '收款账户', accounts),
    column('relations', '利害关系人', relations),
    column('barred', '禁止参加采购', barred),
    ...VALIDITY,
  ],
  threshold: [
    first('限额标准编号'),
    column('name', '标准名称', line),
    column('value', '数值', { ...line, hint: '填写数字，如 2000000，不带逗号和单位' }),
    column('unit', '单位', oneOf(UNITS)),
    column('basis', '依据', basis),
    ...VALIDITY,
  ],
  calendar: [
    first('日历编号'),
    column('holidays', '放假日期', dates),
    column('workdays', '调休上班日期', dates),
    column('document', '发布文件', line),
    ...VALIDITY,
  ],
  delegation: [
    first('委托编号'),
    column('from', '委托人(人员编号)', line),
    column('to', '受托人(人员编号)', line),
    column('processes', '流程(流程编号)', { ...list, hint: '填写流程编号，多个以“、”分隔；不填即全部流程' }),
    column('document', '依据文件', line),
    ...VALIDITY,
  ],
  contract: [
    first('合同编号'),
    column('name', '合同名称', line),
    column('supplier', '供应商编号', line),
    column('project', '项目', optional(line)),
    column('sum', '合同金额(元)', amount),
    column('openingPaid', '期初累计已付(元)', amount),
    column('retentionPercent', '质保金比例(%)', { ...optional(amount), hint: '可不填；填写百分比数字，如 3' }),
    column('signedOn', '签订日期', date),
    column('liabilityUntil', '缺陷责任期止', optional(date)),
    ...VALIDITY,
  ],
  budgetLine: [
    first('指标编号'),
    column('name', '指标名称', line),
    column('year', '年度', whole('填写四位年度，如 2026')),
    column('department', '部门编号', line),
    column('project', '项目', optional(line)),
    column('category', '支出科目', optional(line)),
    column('granted', '批准金额(元)', amount),
    column('openingSpent', '期初已用(元)', amount),
    ...VALIDITY,
  ],
};
