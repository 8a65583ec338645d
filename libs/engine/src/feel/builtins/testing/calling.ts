import type { FeelProblem } from '../../api.js';
import type { BuiltinEnv } from '../../builtin.js';
import { contextOf } from '../../context.js';
import { FeelFunction } from '../../function.js';
import { parseNumber } from '../../numbers.js';
import { FeelRange } from '../../range.js';
import { parseTemporal } from '../../temporal-text.js';
import type { FeelTemporal } from '../../types.js';
import type { FeelContext, FeelValue } from '../../values.js';
import { builtins } from '../index.js';

export interface Outcome {
  readonly value: FeelValue;
  readonly problems: readonly FeelProblem[];
}

export interface TestSetting {
  /** Milliseconds since 1970; 2026-01-01T00:00:00Z unless told otherwise. */
  readonly at?: number;
  readonly zone?: string;
  /** Steps of the evaluation; a million as in production unless told otherwise. */
  readonly steps?: number;
}

/** Calls a built-in by name and collects what it reports. */
export function invoke(name: string, args: readonly FeelValue[], setting: TestSetting = {}): Outcome {
  const problems: FeelProblem[] = [];
  let steps = setting.steps ?? 1_000_000;
  const env: BuiltinEnv = {
    at: setting.at ?? 1_767_225_600_000,
    zone: setting.zone ?? '+08:00',
    fail: (code, message) => {
      problems.push({ code, message });
      return null;
    },
    enter: (body, values) => body(values, env),
    spend: (count) => {
      steps -= count;
      if (steps < 0) problems.push({ code: 'limit', message: 'Too many steps.' });
      return steps >= 0;
    },
  };
  const builtin = builtins.get(name);
  if (!builtin) throw new Error(`There is no built-in "${name}".`);
  return { value: builtin.call(args, env), problems };
}

/** The value of a call that must not report anything. */
export function call(name: string, ...args: FeelValue[]): FeelValue {
  const { value, problems } = invoke(name, args);
  if (problems.length > 0) throw new Error(problems.map(({ message }) => message).join('\n'));
  return value;
}

/** The code of the one problem of a call that must give null. */
export function problemOf(name: string, ...args: FeelValue[]): string {
  const { value, problems } = invoke(name, args);
  if (value !== null) throw new Error(`${name} gave ${JSON.stringify(value)} instead of null.`);
  return problems.map(({ code }) => code).join(' ');
}

/** A temporal value from its text. */
export function at(text: string): FeelTemporal {
  const value = parseTemporal(text);
  if (!value) throw new Error(`"${text}" is no temporal value.`);
  return value;
}

export function num(text: string): FeelValue {
  return parseNumber(text);
}

export function ctx(entries: Record<string, FeelValue>): FeelContext {
  return contextOf(Object.entries(entries));
}

export function fun(parameters: readonly string[], body: (...args: FeelValue[]) => FeelValue): FeelFunction {
  return new FeelFunction(parameters, (args) => body(...args));
}

/** A range of numbers from its text, such as `[1..10)`; ends left out are open. */
export function range(text: string): FeelRange {
  const value = call('range', text);
  if (!(value instanceof FeelRange)) throw new Error(`"${text}" is no range.`);
  return value;
}
