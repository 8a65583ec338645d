import fc from 'fast-check';
import { WaitingLine, type Waiting } from './waiting-line.js';

interface One extends Waiting {
  readonly id: number;
}

let made = 0;
function one(stream: string, { unit = 'u', alone = false } = {}): One {
  return { id: ++made, envelope: { unit }, plan: { stream, alone } };
}

function lineOf(...all: readonly One[]): WaitingLine<One> {
  const line = new WaitingLine<One>();
  for (const each of all) line.add(each);
  return line;
}

describe('who may share a transaction', () => {
  it('the oldest, so many at most', () => {
    const [a, b, c] = [one('a'), one('b'), one('c')];
    const line = lineOf(a, b, c);
    expect(line.take(2)).toEqual([a, b]);
    expect(line.take(2)).toEqual([c]);
    expect(line.length).toBe(0);
  });

  it('those of one unit: the others keep their place', () => {
    const [a, b, c] = [one('a'), one('b', { unit: 'v' }), one('c')];
    const line = lineOf(a, b, c);
    expect(line.take(9)).toEqual([a, c]);
    expect(line.first).toBe(b);
  });

  it('what must be alone shares with nobody', () => {
    const [a, b, c, d] = [one('a'), one('b', { alone: true }), one('c'), one('d')];
    const line = lineOf(a, b, c, d);
    expect(line.take(9)).toEqual([a, c, d]);
    expect(line.take(9)).toEqual([b]);
  });

  it('what is of a stream under way waits until that is done, and everything behind it of the same stream', () => {
    const [a, more, other] = [one('a'), one('a'), one('b')];
    const line = lineOf(a);
    const first = line.take(9);
    line.add(more);
    line.add(other);
    expect(line.take(9)).toEqual([other]);
    expect(line.take(9)).toEqual([]);
    line.done(first);
    expect(line.take(9)).toEqual([more]);
  });

  it('nothing goes before an older one of its stream that could not go', () => {
    const [a, alone, behind] = [one('a'), one('b', { alone: true }), one('b')];
    expect(lineOf(a, alone, behind).take(9)).toEqual([a]);
  });

  it('in any order of coming and ending, streams are kept in order, never in two transactions, and nothing is lost', () => {
    const coming = fc.record({
      stream: fc.constantFrom('a', 'b', 'c', 'd'),
      unit: fc.constantFrom('u', 'v'),
      alone: fc.boolean(),
    });
    const acts = fc.array(fc.oneof(coming, fc.constant('take' as const), fc.nat(5)), { maxLength: 200 });
    fc.assert(
      fc.property(acts, fc.integer({ min: 1, max: 4 }), (all, most) => {
        const line = new WaitingLine<One>();
        const under: One[][] = [];
        const came: One[] = [];
        const went: One[] = [];
        const take = (): void => {
          const taken = line.take(most);
          expect(taken.length).toBeLessThanOrEqual(most);
          expect(new Set(taken.map(({ envelope }) => envelope.unit)).size).toBeLessThanOrEqual(1);
          if (taken.length > 1) expect(taken.every(({ plan }) => !plan.alone)).toBe(true);
          const streams = new Set(taken.map(({ plan }) => plan.stream));
          for (const { plan } of under.flat()) expect(streams).not.toContain(plan.stream);
          went.push(...taken);
          if (taken.length > 0) under.push(taken);
        };
        const end = (which: number): void => {
          const [ended] = under.splice(which % Math.max(1, under.length), 1);
          if (ended !== undefined) line.done(ended);
        };
        for (const act of all) {
          if (act === 'take') take();
          else if (typeof act === 'number') end(act);
          else {
            // A stream belongs to one unit.
            const next = one(`${act.unit} ${act.stream}`, act);
            came.push(next);
            line.add(next);
          }
        }
        while (line.length > 0 || under.length > 0) {
          end(0);
          take();
        }
        const ofStream = (list: readonly One[], stream: string): number[] =>
          list.filter(({ plan }) => plan.stream === stream).map(({ id }) => id);
        for (const { plan } of came) expect(ofStream(went, plan.stream)).toEqual(ofStream(came, plan.stream));
        expect(went).toHaveLength(came.length);
      }),
    );
  });
});
