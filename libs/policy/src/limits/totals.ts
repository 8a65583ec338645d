import { add, parseNumber, type FeelNumber } from '@quanheng/engine';

export function total(amounts: readonly string[]): FeelNumber {
  let sum: FeelNumber = 0;
  for (const amount of amounts) sum = add(sum, parseNumber(amount) ?? 0) ?? sum;
  return sum;
}
