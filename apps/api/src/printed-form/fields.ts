import type { WireValue } from '@quanheng/engine';
import { capital, figures } from './capital.js';
import type { Labelled } from './sheet.js';

interface FormField {
  readonly key: string;
  readonly label: string;
}

/** Fields of forms in their order, each key once, groups and lists opened. What is no form, or asks for nothing, gives none. */
export function fieldsOf(texts: readonly string[]): readonly FormField[] {
  const found = new Map<string, FormField>();
  const queue: unknown[] = texts.map(parsed);
  for (const each of queue) {
    if (typeof each !== 'object' || each === null) continue;
    const { key, label, dateLabel, timeLabel, components } = each as Readonly<Record<string, unknown>>;
    if (typeof key === 'string' && key !== '' && !found.has(key)) {
      // A field of a date has a label for each of its parts.
      const said = [label, dateLabel, timeLabel].find((text) => typeof text === 'string' && text !== '');
      found.set(key, { key, label: typeof said === 'string' ? said : key });
    }
    if (Array.isArray(components)) queue.push(...(components as unknown[]));
  }
  return [...found.values()];
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // A form is only text to the engine; who deployed it was warned.
    return null;
  }
}

/** What was filled in: first what the forms name, then the protected data that no form names. An amount is told in figures and in 大写. */
export function filledIn(
  fields: readonly FormField[],
  types: ReadonlyMap<string, string>,
  variables: Readonly<Record<string, WireValue>>,
): readonly Labelled[] {
  const named = new Set(fields.map(({ key }) => key));
  const rest = [...types.keys()].filter((name) => !named.has(name)).map((name) => ({ key: name, label: name }));
  return [...fields, ...rest].flatMap(({ key, label }) => {
    const value = Object.hasOwn(variables, key) ? variables[key] : undefined;
    if (value === undefined || value === null || value === '') return [];
    return types.get(key) === 'money' ? amountLines(label, textOf(value)) : [{ label, value: textOf(value) }];
  });
}

function amountLines(label: string, amount: string): readonly Labelled[] {
  const [small, large] = [figures(amount), capital(amount)];
  if (small === null || large === null) return [{ label, value: amount }];
  return [{ label, value: `¥${small}（大写：${large}）` }];
}

/** FEEL values as people read them. */
function textOf(value: WireValue): string {
  if (typeof value === 'boolean') return value ? '是' : '否';
  if (value === null) return '';
  if (Array.isArray(value)) return value.map(textOf).join('、');
  if (typeof value !== 'object') return String(value);
  const { $feel, value: inner } = value as Readonly<Record<string, unknown>>;
  if ($feel !== undefined) return typeof inner === 'string' ? dateText(inner) : JSON.stringify(inner);
  return Object.entries(value)
    .map(([name, each]) => `${name}：${textOf(each)}`)
    .join('；');
}

const ZONED = /^\d{4}-\d{2}-\d{2}T.*(?:Z|[+-]\d{2}:\d{2})$/;
const DAY = /^(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}:\d{2}).*)?$/;
/** The organisation's clock is so many milliseconds ahead of UTC. */
const AHEAD = 8 * 3_600_000;

/** `2026年3月1日 09:05`, by the clock of the organisation; what is no date stays as it is. */
function dateText(text: string): string {
  const local = ZONED.test(text) ? new Date(Date.parse(text) + AHEAD).toISOString() : text;
  const [, year, month, day, time] = DAY.exec(local) ?? [];
  if (year === undefined) return text;
  const date = `${year}年${Number(month)}月${Number(day)}日`;
  return time === undefined ? date : `${date} ${time}`;
}
