import { decimalOf, money } from '../format/money.js';
import { useNames } from '../person/use-names.js';
import { useTold } from '../told/use-told.js';
import type { Line } from './line.js';
import { useMatters } from './use-matters.js';

const NONE: readonly Line[] = [];

/** What a line is found by: all that stands in it. What its matter is about is asked for only while somebody searches. */
export function useSearched(lines: readonly Line[], isSearching: boolean): (line: Line) => string {
  const tell = useTold();
  const asked = isSearching ? lines : NONE;
  const matters = useMatters(asked, 0, asked.length - 1);
  const nameOf = useNames([...matters.values()].map(({ startedBy }) => startedBy));
  return ({ title, step, words, body, instance }) => {
    const matter = instance === null ? undefined : matters.get(instance);
    if (matter === undefined) return [title, step, words, body].join(' ');
    const { process, name, number, subject, startedBy, amount, places } = matter;
    const decimal = amount === null ? null : decimalOf(amount.value);
    const sum = decimal === null ? [] : [decimal, money(decimal)];
    return [
      title,
      tell(process, step),
      words,
      body,
      tell(process, name),
      number,
      subject,
      nameOf(startedBy),
      ...places.map((place) => tell(process, place)),
      ...sum,
    ].join(' ');
  };
}
