import {
  compileExpression,
  contextOf,
  fromWire,
  scopeOf,
  toPlainJson,
  typeOf,
  type FeelEnv,
  type FeelScope,
  type FeelValue,
  type WireValue,
} from '@quanheng/engine';
import { componentsOf, type Component } from './schema.js';

export interface FormFault {
  /** Name of the variable. */
  readonly key: string;
  /** For whoever fills it in. */
  readonly message: string;
}

type Values = Readonly<Record<string, WireValue>>;

/** Characters of a text that a pattern of a form is tried on: patterns are the designer's, and some take long over long texts. */
const MOST_MATCHED = 1_000;
const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;
const PHONE = /^\+[\d ()-]{5,30}$/;
/** What a date field holds, by its subtype. */
const DATES: Readonly<Record<string, { readonly type: string; readonly name: string }>> = {
  date: { type: 'date', name: '日期，如 2026-01-31' },
  time: { type: 'time', name: '时间，如 09:00' },
  datetime: { type: 'date and time', name: '日期和时间，如 2026-01-31 09:00' },
};
const NO_CHOICE = '须从给出的选项中选择。';

/**
 * What is wrong with what was filled in, by the form that the page shows (form-js schema, `validate` and `conditional`): the same is refused there.
 * Fields that cannot be filled in are not looked at, nor those that are hidden, nor what lies in lists of rows or below a path of its own.
 * @param filled what is sent now
 * @param before what the step sees: a field that was filled in earlier need not be sent again
 */
export function formFaults(document: string, filled: Values, before: Values, env: FeelEnv): readonly FormFault[] {
  const values = { ...before, ...filled };
  const scope = scopeOf(contextOf(Object.entries(values).flatMap(([name, value]) => carried(name, value))));
  const form = new Filled(values, scope, env);
  return form.faultsIn(componentsOf(document));
}

function carried(name: string, value: WireValue): (readonly [string, FeelValue])[] {
  const read = fromWire(value);
  return read.ok ? [[name, read.value]] : [];
}

class Filled {
  constructor(
    private readonly values: Values,
    private readonly scope: FeelScope,
    private readonly env: FeelEnv,
  ) {}

  faultsIn(components: readonly Component[]): readonly FormFault[] {
    return components.flatMap((component): readonly FormFault[] => {
      const { type, key, path, conditional } = component;
      if (this.says(conditional?.hide) === true || type === 'dynamiclist' || (path ?? '') !== '') return [];
      const within = this.faultsIn(component.components ?? []);
      if (key === undefined || key === '' || this.says(component.readonly) === true) return within;
      if (this.says(component.disabled) === true) return within;
      const message = this.wrongWith(component, this.values[key] ?? null);
      return message === null ? within : [...within, { key, message: `“${labelOf(component) ?? key}”${message}` }];
    });
  }

  /** A value, or what the expression makes of what is filled in: null where it makes nothing. */
  private says(value: unknown): unknown {
    if (typeof value !== 'string' || !value.trimStart().startsWith('=')) return value;
    const compiled = compileExpression(value.trim().slice(1));
    return compiled.ok ? toPlainJson(compiled.value.evaluate(this.scope, this.env)) : null;
  }

  private number(value: unknown): number | null {
    const said = this.says(value);
    if (said === undefined || said === null || said === '') return null;
    const number = Number(said);
    return Number.isNaN(number) ? null : number;
  }

  private wrongWith(component: Component, value: WireValue): string | null {
    // A box that has to be ticked and is not: to the page, that is nothing.
    const isEmpty = value === null || value === '' || value === false || (Array.isArray(value) && value.length === 0);
    if (isEmpty) return this.says(component.validate?.['required']) === true ? '须填写。' : null;
    switch (component.type) {
      case 'number':
        return this.wrongNumber(component, value);
      case 'checkbox':
        return typeof value === 'boolean' ? null : '须是“是”或“否”。';
      case 'select':
      case 'radio':
        return isChoice(component, value) ? null : NO_CHOICE;
      case 'checklist':
      case 'taglist':
        return areChoices(component, value) ? null : NO_CHOICE;
      case 'textfield':
      case 'textarea':
        return typeof value === 'string' ? this.wrongText(component, value) : '须是文字。';
      case 'datetime':
        return this.wrongDate(component, value);
      default:
        return null;
    }
  }

  /** Text counts as well, as ISO 8601 writes it: processes read both. */
  private wrongDate({ subtype = 'date', disallowPassedDates }: Component, value: WireValue): string | null {
    const kind = DATES[subtype];
    if (kind === undefined) return null;
    const tagged = typeof value === 'string' ? { $feel: kind.type, value } : value;
    const read = fromWire(tagged);
    if (!read.ok || typeOf(read.value) !== kind.type) return `须是${kind.name}。`;
    return disallowPassedDates === true && kind.type !== 'time' && this.isPast(read.value) ? '不得早于今天。' : null;
  }

  private isPast(value: FeelValue): boolean {
    const compiled = compileExpression('date(value) < today()');
    return compiled.ok && compiled.value.evaluate(scopeOf(contextOf([['value', value]])), this.env) === true;
  }

  private wrongNumber({ validate = {}, decimalDigits }: Component, value: WireValue): string | null {
    const digits = digitsOf(value);
    if (digits === null || !/^-?\d+(?:\.\d+)?$/.test(digits)) return '须是数字。';
    const places = digits.split('.')[1]?.replace(/0+$/, '').length ?? 0;
    const most = this.number(decimalDigits);
    if (most !== null && places > most) return most === 0 ? '须是整数。' : `最多 ${most} 位小数。`;
    const [min, max] = [this.number(validate['min']), this.number(validate['max'])];
    if (min !== null && Number(digits) < min) return `不得小于 ${min}。`;
    return max !== null && Number(digits) > max ? `不得大于 ${max}。` : null;
  }

  private wrongText({ validate = {} }: Component, value: string): string | null {
    const [shortest, longest] = [this.number(validate['minLength']), this.number(validate['maxLength'])];
    if (shortest !== null && value.length < shortest) return `至少 ${shortest} 个字符。`;
    if (longest !== null && value.length > longest) return `最多 ${longest} 个字符。`;
    const { validationType, pattern } = validate;
    if (validationType === 'email' && !EMAIL.test(value)) return '须是有效的电子邮箱。';
    if (validationType === 'phone' && !PHONE.test(value)) return '须是带国家代码的电话号码。';
    return typeof pattern === 'string' && pattern !== '' ? wrongForm(pattern, value) : null;
  }
}

function labelOf({ label, dateLabel, timeLabel }: Component): string | undefined {
  return label ?? dateLabel ?? timeLabel;
}

function areChoices(component: Component, value: WireValue): boolean {
  return Array.isArray(value) && (value as readonly WireValue[]).every((each) => isChoice(component, each));
}

function isChoice({ values }: Component, value: WireValue): boolean {
  return values === undefined || values.some((each) => each.value === value);
}

/** In plain digits; numbers with more of them than JSON carries are sent as text with a mark. */
function digitsOf(value: WireValue): string | null {
  if (typeof value === 'number') {
    if (!String(value).includes('e')) return String(value);
    return Math.abs(value) < 1 ? value.toFixed(20) : BigInt(value).toString();
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  const { $feel, value: text } = value as Readonly<Record<string, WireValue>>;
  return $feel === 'number' && typeof text === 'string' ? text : null;
}

function wrongForm(pattern: string, value: string): string | null {
  try {
    return new RegExp(pattern).test(value.slice(0, MOST_MATCHED)) ? null : `格式须符合 ${pattern}。`;
  } catch {
    return '的格式要求有误，请联系流程设计员。';
  }
}
