import { isLedger } from '@quanheng/contracts';
import { compileExpression, parseNumber, type Expression, type FeelValue } from '@quanheng/engine';
import type { ActReference, Basis, ConstraintSpec, PolicyModel, PropertySpec, ThresholdName } from '../model/index.js';
import { BLOCK_TEXTS, type BlockCode } from '../texts/index.js';

/** What is asked about data when an act is done (`limit`). */
export interface Limit {
  /** Limits of one name share what they count, in whichever process they are drawn. */
  readonly name: string;
  readonly acts: readonly ActReference[];
  readonly extent: string;
  readonly basis: readonly Basis[];
  /** The sum of a money datum over everything done under the extent; null: none is asked for. */
  readonly sum: { readonly of: string; readonly most: Most } | null;
  /** At most so many matters under way have done it under the record; null: it is not asked about. */
  readonly open: number | null;
  /** The activity with which a matter is no longer under way, or gives a sum back of which nothing was spent; null: it is until it ends. */
  readonly until: string | null;
  /** Whether what the register says was used before the product counted is counted too. */
  readonly countsOpening: boolean;
  /** The account datum that has to be one of the contract's supplier; null: it is not asked about. */
  readonly payee: string | null;
  /** The datum that names an entry of the register of suppliers which is not barred; null: it is not asked about. */
  readonly supplier: string | null;
  /** Must be true when the act is done; null: nothing else is asked. */
  readonly demand: Expression | null;
  readonly says: Saying;
}
/** The most that the sum may be. */
export type Most =
  | { readonly kind: 'value'; readonly value: FeelValue }
  | { readonly kind: 'datum'; readonly name: string }
  | { readonly kind: 'threshold'; readonly name: ThresholdName }
  /** What the register says of the contract or the budget line. */
  | { readonly kind: 'register' }
  /** Worked out of the data, and over a record of what is known of it. */
  | { readonly kind: 'expression'; readonly expression: Expression; readonly text: string };
/** With which code it refuses, and what its text is filled with. */
export interface Saying {
  readonly code: BlockCode;
  readonly parameters: ReadonlyMap<string, Expression>;
}

/** The second act is done so long after the first, and not later (`window`). */
export interface Window {
  readonly name: string;
  readonly first: string;
  readonly then: string;
  readonly least: Span | null;
  readonly most: Span | null;
  readonly basis: readonly Basis[];
}
export interface Span {
  readonly days: number;
  readonly counting: 'workingDays' | 'calendarDays';
  readonly calendar: 'statutory' | 'unit';
}

export interface Limits {
  readonly limits: readonly Limit[];
  readonly windows: readonly Window[];
  /** By the constraint's name, in Chinese: what it cannot mean. */
  readonly problems: readonly { readonly constraint: string; readonly message: string }[];
}

const KNOWN = new WeakMap<PolicyModel, Limits>();

/** What of a process asks about data and time. Read once; what makes no sense is told, and holds in no other way. */
export function limitsOf(model: PolicyModel): Limits {
  let known = KNOWN.get(model);
  if (known === undefined) KNOWN.set(model, (known = new Reader(model).read()));
  return known;
}

class Reader {
  private readonly problems: { constraint: string; message: string }[] = [];

  constructor(private readonly model: PolicyModel) {}

  read(): Limits {
    const limits: Limit[] = [];
    const windows: Window[] = [];
    for (const [at, spec] of this.model.constraints.entries()) {
      const name = spec.name ?? `${spec.kind}:${at + 1}`;
      if (spec.kind === 'limit') limits.push(this.limit(spec, name));
      if (spec.kind === 'window') windows.push(...this.window(spec, name));
    }
    return { limits, windows, problems: this.problems };
  }

  private limit(spec: ConstraintSpec, name: string): Limit {
    const { between, extent, basis, properties } = spec;
    this.onlyKnown(name, properties, ['of', 'most', 'open', 'until', 'demand', 'code', 'opening', 'payee', 'supplier']);
    if (between.some(({ act }) => act !== null))
      this.tell(name, '限额约束按整个环节计算，between 请只写环节，不写办理动作。');
    if (extent !== 'instance' && spec.name === null)
      this.tell(name, '跨事项的限额约束须有名称（name），同名的合并计算。');
    const demand = this.expression(name, valueOf(properties, 'demand'));
    const sum = this.sum(name, properties, extent);
    const open = this.open(name, valueOf(properties, 'open'), extent, sum);
    const until = this.until(name, valueOf(properties, 'until'), open !== null || sum !== null);
    const payee = this.payee(name, valueOf(properties, 'payee'), extent);
    const supplier = this.supplier(name, valueOf(properties, 'supplier'));
    if (sum === null && open === null && demand === null && payee === null && supplier === null)
      this.tell(
        name,
        '限额约束须写明累计的金额与上限（of、most）、在办件数（open）、须满足的条件（demand）、收款账户（payee），或供应商（supplier）。',
      );
    const says = this.saying(name, properties, usualCode(sum, extent));
    const countsOpening = this.opening(name, valueOf(properties, 'opening'));
    return { name, acts: between, extent, basis, sum, open, until, countsOpening, payee, supplier, demand, says };
  }

  private open(name: string, text: string | undefined, extent: string, sum: Limit['sum']): number | null {
    if (text === undefined) return null;
    if (/^[1-9]\d{0,3}$/.test(text) && extent !== 'instance' && sum === null) return Number(text);
    this.tell(name, `在办件数“${text}”（open）须是正整数，约束的范围（extent）须为业务台账，且不与 of、most 同写。`);
    return null;
  }

  private until(name: string, text: string | undefined, isCounted: boolean): string | null {
    if (text === undefined || (isCounted && this.model.activities.has(text))) return text ?? null;
    this.tell(name, `环节“${text}”（until）须是流程中的环节，且须写明在办件数（open）或累计的金额（of、most）。`);
    return null;
  }

  private opening(name: string, text: string | undefined): boolean {
    if (text !== undefined && text !== 'none')
      this.tell(name, '期初累计（opening）只能写 none，表示不计入；不写则计入。');
    return text !== 'none';
  }

  private payee(name: string, text: string | undefined, extent: string): string | null {
    if (text === undefined) return null;
    if (extent === 'contract' && this.model.protectedData.get(text)?.type === 'account') return text;
    this.tell(name, `收款账户“${text}”（payee）须是账户类关键要素，且约束的范围（extent）须为 contract。`);
    return null;
  }

  private supplier(name: string, text: string | undefined): string | null {
    if (text === undefined || this.model.protectedData.get(text)?.type === 'text') return text ?? null;
    this.tell(name, `供应商“${text}”（supplier）须是文本类关键要素。`);
    return null;
  }

  private sum(name: string, properties: readonly PropertySpec[], extent: string): Limit['sum'] {
    const [of, text] = [valueOf(properties, 'of'), valueOf(properties, 'most')];
    if (of === undefined && text === undefined) return null;
    if (of === undefined || this.model.protectedData.get(of)?.type !== 'money') {
      this.tell(name, `限额约束累计的“${of ?? ''}”须是金额类关键要素（of）。`);
      return null;
    }
    const most = text === undefined ? undefined : this.most(name, text, extent);
    if (most === undefined) {
      this.tell(
        name,
        `限额约束的上限“${text ?? ''}”无法识别；请写金额、金额类关键要素的名称、=算式、threshold:名称：地区[:类别]，或在合同、预算指标范围内写 register。`,
      );
      return null;
    }
    return { of, most };
  }

  private most(name: string, text: string, extent: string): Most | undefined {
    if (text.startsWith('=')) {
      const expression = this.expression(name, text);
      return expression === null ? undefined : { kind: 'expression', expression, text: text.slice(1).trim() };
    }
    if (text === 'register') return isLedger(extent) ? { kind: 'register' } : undefined;
    const value = parseNumber(text);
    if (value !== null) return { kind: 'value', value };
    if (this.model.protectedData.get(text)?.type === 'money') return { kind: 'datum', name: text };
    const [word, key, jurisdiction, objectType, ...rest] = text.split(':');
    if (word !== 'threshold' || !key || !jurisdiction || rest.length > 0) return undefined;
    return { kind: 'threshold', name: { key, jurisdiction, ...(objectType === undefined ? {} : { objectType }) } };
  }

  private saying(name: string, properties: readonly PropertySpec[], usual: BlockCode): Saying {
    const drawn = properties.find((each) => each.name === 'code');
    if (drawn === undefined) return { code: usual, parameters: new Map() };
    if (!Object.hasOwn(BLOCK_TEXTS, drawn.value)) {
      this.tell(name, `提示代码“${drawn.value}”不存在；请改为已有的代码，或去掉 code。`);
      return { code: usual, parameters: new Map() };
    }
    const parameters = drawn.properties.flatMap((each) => {
      const expression = this.expression(name, each.value);
      return expression === null ? [] : [[each.name, expression] as const];
    });
    return { code: drawn.value as BlockCode, parameters: new Map(parameters) };
  }

  private window({ between, basis, properties }: ConstraintSpec, name: string): Window[] {
    this.onlyKnown(name, properties, ['least', 'most', 'calendar']);
    const [first, then, ...rest] = between;
    if (first === undefined || then === undefined || rest.length > 0 || first.act !== null || then.act !== null) {
      this.tell(name, '时间约束须依次指明两个环节（between="先, 后"），不写办理动作。');
      return [];
    }
    const calendar = valueOf(properties, 'calendar') ?? 'statutory';
    if (calendar !== 'statutory' && calendar !== 'unit') {
      this.tell(name, `日历“${calendar}”无法识别；可用：statutory（法定工作日）、unit（单位值班日）。`);
      return [];
    }
    const span = (which: string): Span | null => this.span(name, valueOf(properties, which), calendar);
    const [least, most] = [span('least'), span('most')];
    if (least === null && most === null)
      this.tell(name, '时间约束须写明至少（least）或至多（most）多少天，如“5 workingDays”。');
    return [{ name, first: first.activity, then: then.activity, least, most, basis }];
  }

  private span(name: string, text: string | undefined, calendar: Span['calendar']): Span | null {
    if (text === undefined) return null;
    const match = /^([1-9]\d{0,3}) (workingDays|days)$/.exec(text.trim());
    if (match === null) {
      this.tell(name, `期限“${text}”无法识别；请写成“5 workingDays”（工作日）或“30 days”（日）。`);
      return null;
    }
    return { days: Number(match[1]), counting: match[2] === 'days' ? 'calendarDays' : 'workingDays', calendar };
  }

  private expression(name: string, text: string | undefined): Expression | null {
    if (text === undefined) return null;
    const compiled = compileExpression(text.trim().replace(/^=/, ''));
    if (compiled.ok) return compiled.value;
    this.tell(name, `表达式“${text}”有误：${compiled.faults.map(({ message }) => message).join('；')}`);
    return null;
  }

  private onlyKnown(name: string, properties: readonly PropertySpec[], known: readonly string[]): void {
    const odd = properties.find((each) => !known.includes(each.name));
    if (odd !== undefined) this.tell(name, `属性“${odd.name}”无法识别；可用：${known.join('、')}。`);
  }

  private tell(constraint: string, message: string): void {
    this.problems.push({ constraint, message: `约束“${constraint}”：${message}` });
  }
}

function usualCode(sum: Limit['sum'], extent: string): BlockCode {
  if (sum === null) return 'DEMAND_NOT_MET';
  if (sum.most.kind !== 'register') return 'LIMIT_OVER';
  return extent === 'budgetLine' ? 'BUDGET_OVER' : 'PAY_OVER';
}

function valueOf(properties: readonly PropertySpec[], name: string): string | undefined {
  return properties.find((each) => each.name === name)?.value;
}
