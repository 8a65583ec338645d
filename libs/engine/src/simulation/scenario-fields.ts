import { newContext } from '../feel/context.js';
import { isNumber } from '../feel/numbers.js';
import { typeOf } from '../feel/types.js';
import type { FeelContext, FeelValue } from '../feel/values.js';
import type { Finding } from '../findings/finding.js';
import { parseDuration } from '../time/iso8601.js';

/** The fields of one JSON object, read with a reason for everything that is not as it should be. Nothing unknown passes. */
export class Fields {
  private readonly read = new Set<string>();

  constructor(
    private readonly context: FeelContext,
    /** Where the object stands, such as `steps[2]`; empty for the whole file. */
    private readonly path: string,
    private readonly findings: Finding[],
  ) {}

  /** The fields of `value` if it is an object; otherwise a finding. */
  static of(value: FeelValue, path: string, findings: Finding[]): Fields | null {
    if (typeOf(value) === 'context') return new Fields(value as FeelContext, path, findings);
    findings.push(invalid(path, `must be an object, not ${nounOf(value)}`));
    return null;
  }

  has(name: string): boolean {
    return Object.hasOwn(this.context, name);
  }

  get names(): readonly string[] {
    return Object.keys(this.context);
  }

  value(name: string): FeelValue | undefined {
    this.read.add(name);
    return this.has(name) ? this.context[name] : undefined;
  }

  text(name: string): string | null {
    const value = this.value(name);
    if (value === undefined) return null;
    if (typeof value === 'string' && value.trim() !== '') return value;
    this.fault(name, `must be a text that is not empty, not ${nounOf(value)}`);
    return null;
  }

  texts(name: string): readonly string[] | null {
    const value = this.value(name);
    if (value === undefined) return null;
    if (Array.isArray(value) && value.every((item) => typeof item === 'string')) return value;
    this.fault(name, 'must be a list of texts');
    return null;
  }

  variables(name: string): FeelContext | null {
    const value = this.value(name);
    if (value === undefined) return null;
    if (typeOf(value) === 'context') return value as FeelContext;
    this.fault(name, `must be an object of variables, not ${nounOf(value)}`);
    return null;
  }

  duration(name: string): string | null {
    const text = this.text(name);
    if (text === null) return null;
    const duration = parseDuration(text.trim());
    if (duration !== undefined && !duration.startsWith('-')) return duration;
    this.fault(name, `must be an ISO 8601 duration such as "PT1H" or "P2D", not "${text}"`);
    return null;
  }

  loopCounter(): number | null {
    return this.count('loopCounter');
  }

  count(name: string): number | null {
    const value = this.value(name);
    if (value === undefined) return null;
    if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 1) return value;
    this.fault(name, 'must be a whole number from 1');
    return null;
  }

  /** Text, number or truth value; null when absent or null. */
  scalar(name: string): string | number | boolean | null {
    const value = this.value(name);
    if (value === undefined || value === null) return null;
    if (typeof value === 'string' || typeof value === 'boolean') return value;
    if (isNumber(value)) return typeof value === 'number' ? value : value.toString();
    this.fault(name, `must be a text or a number, not ${nounOf(value)}`);
    return null;
  }

  inner(name: string): Fields | null {
    const value = this.value(name);
    return value === undefined ? null : Fields.of(value, this.pathOf(name), this.findings);
  }

  list(name: string): readonly FeelValue[] {
    const value = this.value(name);
    if (value === undefined) return [];
    if (Array.isArray(value)) return value as readonly FeelValue[];
    this.fault(name, `must be a list, not ${nounOf(value)}`);
    return [];
  }

  fault(name: string, message: string): void {
    this.findings.push(invalid(this.pathOf(name), message));
  }

  /** Reports every field that was not asked for. */
  end(known: readonly string[]): void {
    for (const name of this.names) {
      if (!this.read.has(name)) this.fault(name, `is not known here. Known: ${known.join(', ')}`);
    }
  }

  pathOf(name: string): string {
    return this.path === '' ? name : `${this.path}.${name}`;
  }
}

export const NO_VARIABLES: FeelContext = Object.freeze(newContext());

function invalid(path: string, message: string): Finding {
  const where = path === '' ? 'The scenario' : `"${path}" in the scenario`;
  return { code: 'scenario-invalid', severity: 'error', elementId: null, message: `${where} ${message}.` };
}

function nounOf(value: FeelValue): string {
  if (value === null) return 'null';
  if (value === '') return 'an empty text';
  const type = typeOf(value);
  return type === 'context' ? 'an object' : type === 'string' ? 'a text' : `a ${type}`;
}
