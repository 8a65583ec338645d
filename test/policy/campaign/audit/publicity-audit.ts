import { endOfWorkingDays } from './days.js';
import { parties, type Act } from './act.js';

/** Why a publicity that is said to be over is not. */
export function publicityFault(days: number, acts: readonly Act[]): string | null {
  const published = acts.find(({ act }) => act === 'publish');
  const closed = acts.findLast(({ act }) => act === 'close');
  if (published === undefined || closed === undefined) return 'it was never published or closed';
  if (closed.at < endOfWorkingDays(published.at, days)) return 'it was closed early';
  for (const objection of acts.filter(({ act }) => act.startsWith('object:'))) {
    const [, number] = objection.act.split(':');
    const answer = acts.find(({ act }) => act === `answer:${number}` || act === `superior:${number}`);
    if (answer === undefined) return `objection ${number} was not answered`;
    if (answer.outcome === 'approve') return `objection ${number} was upheld`;
    const hands = parties(answer);
    if (hands.some((each) => parties(published).includes(each))) return 'whoever published it answered';
    if (hands.some((each) => parties(objection).includes(each))) return 'whoever objected answered';
  }
  return null;
}
