import type { Sample } from './samples.js';

/** Variables that are compared with one another, and the constants that any of them is compared with. */
interface Domain {
  readonly names: Set<string>;
  readonly values: Set<Sample>;
  /** It is asked which of them is more. */
  isOrdered: boolean;
}

/** What conditions compare variables with. */
export class Domains {
  private readonly domains = new Map<string, Domain>();

  get names(): Iterable<string> {
    return this.domains.keys();
  }

  add(name: string, values: Iterable<Sample>): void {
    const { values: known } = this.of(name);
    for (const value of values) known.add(value);
  }

  /** The two are compared with each other. */
  link(one: string, other: string, isOrder: boolean): void {
    const [kept, gone] = [this.of(one), this.of(other)];
    kept.isOrdered ||= gone.isOrdered || isOrder;
    for (const value of gone.values) kept.values.add(value);
    for (const name of gone.names) {
      kept.names.add(name);
      this.domains.set(name, kept);
    }
  }

  include(others: Domains): void {
    for (const { names, values, isOrdered } of others.domains.values()) {
      const [first = '', ...rest] = names;
      this.add(first, values);
      for (const name of rest) this.link(first, name, isOrdered);
    }
  }

  /**
   * Each value, and the others: of numbers some beside and some between any two, of texts some that are none of them; as many as there are variables that may differ. None:
   * values that cannot be told apart so.
   */
  samplesOf(name: string): readonly Sample[] {
    const { names, values, isOrdered } = this.of(name);
    const samples = spread([...values], names.size);
    return isOrdered && samples.some((sample) => typeof sample !== 'number') ? [] : samples;
  }

  private of(name: string): Domain {
    let domain = this.domains.get(name);
    if (domain === undefined) {
      domain = { names: new Set([name]), values: new Set(), isOrdered: false };
      this.domains.set(name, domain);
    }
    return domain;
  }
}

function spread(values: readonly Sample[], count: number): Sample[] {
  const each = Array.from({ length: count }, (_, index) => index + 1);
  const numbers = values.filter((value) => typeof value === 'number').sort((a, b) => a - b);
  const texts = values.filter((value) => typeof value === 'string');
  if (values.length === 0) return each;
  const kinds = new Set(values.map((value) => typeof value));
  if (kinds.size !== 1) return [];
  const [least, most] = [numbers[0], numbers.at(-1)];
  if (texts.length > 0) return [...new Set([...texts, ...textsBeside(texts, count)])];
  if (least === undefined || most === undefined) return [...values];
  const between = numbers.slice(1).flatMap((number, index) => {
    const before = numbers[index] ?? number;
    return each.map((step) => before + ((number - before) * step) / (count + 1));
  });
  return [
    ...new Set([...each.map((step) => least - step), ...numbers, ...between, ...each.map((step) => most + step)]),
  ];
}

function textsBeside(texts: readonly string[], count: number): readonly string[] {
  const found: string[] = [];
  for (let other = '其他'; found.length < count; other += '其他') if (!texts.includes(other)) found.push(other);
  return found;
}
