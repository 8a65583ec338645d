import type { Net, Transition } from '@quanheng/engine';
import fc from 'fast-check';
import { Purse } from './budget.js';
import { answeredBeforeEnd, passedBefore, passedSince, type Answer } from './questions.js';
import { canFire, fire, type Tokens } from './replay.js';
import type { SearchOptions } from './search.js';
import { nets } from './testing/random-nets.js';

const WAYS: readonly SearchOptions[] = [
  { reduce: false, partialOrder: false },
  { reduce: false },
  { partialOrder: false },
  {},
];
const purse = () => new Purse({ states: 20_000, milliseconds: 1, clock: () => 0 });
const RUNS = Number(process.env['VERIFY_SEEDS'] ?? 400);

interface Automaton {
  readonly start: boolean;
  /** What is so after the transition; undefined: the transition is the fault. */
  after(so: boolean, transition: Transition): boolean | undefined;
}

/** Of nets with fewer places a plain search sees all markings that are looked at here. */
const PLACES = 100;

/** How few steps lead to the fault, by every marking beside what the automaton remembers; null: none do; undefined: not safe, or too many. */
function nearestFault(net: Net, automaton: Automaton): number | null | undefined {
  const seen = new Set<string>();
  const queue: [Tokens, boolean, number][] = [[new Map([[net.start, 1]]), automaton.start, 0]];
  let nearest: number | null = null;
  for (const [tokens, so, steps] of queue) {
    if (seen.size > 3000) return undefined;
    if (tokens.has(net.end)) continue;
    for (const transition of net.transitions) {
      if (!canFire(transition, tokens)) continue;
      const next = new Map(tokens);
      fire(transition, next, net);
      if ([...next.values()].some((count) => count > 1)) return undefined;
      const after = automaton.after(so, transition);
      if (after === undefined) nearest ??= steps + 1;
      const name = `${[...next.keys()].sort((a, b) => a - b).join(',')} ${after ?? so}`;
      if (seen.has(name)) continue;
      seen.add(name);
      queue.push([next, after ?? so, steps + 1]);
    }
  }
  return nearest;
}

function expectSame(net: Net, automaton: Automaton, ask: (options: SearchOptions) => Answer): void {
  const nearest = nearestFault(net, automaton);
  if (nearest === undefined) return;
  for (const options of WAYS) {
    const answer = ask(options);
    expect([options, answer.holds]).toEqual([options, nearest === null]);
    if (answer.holds !== false) continue;
    // The way is as short as there is one, can be gone, and goes wrong with its last step and not before.
    if (net.places.length < PLACES) expect([options, answer.way.length]).toEqual([options, nearest]);
    const tokens: Tokens = new Map([[net.start, 1]]);
    let so: boolean | undefined = automaton.start;
    for (const [index, transition] of answer.way.entries()) {
      expect(canFire(transition, tokens)).toBe(true);
      fire(transition, tokens, net);
      so = automaton.after(so ?? false, transition);
      expect([index, so === undefined]).toEqual([index, index === answer.way.length - 1]);
    }
  }
}

const among = (net: Net, numbers: readonly number[]) => {
  const chosen = new Set(numbers.map((number) => number % net.transitions.length));
  return ({ index }: Transition): boolean => chosen.has(index);
};
const some = fc.array(fc.nat(1000), { minLength: 1, maxLength: 2 });

test('a control passed before an act: reduced, partial-order and full search agree with the definition', () => {
  const property = fc.property(nets, some, some, some, (net, passing, failing, acting) => {
    const [passes, act] = [among(net, passing), among(net, acting)];
    const fails = (transition: Transition): boolean => among(net, failing)(transition) && !passes(transition);
    const isAct = (transition: Transition): boolean => act(transition) && !passes(transition) && !fails(transition);
    const automaton: Automaton = {
      start: false,
      after: (so, transition) => {
        if (isAct(transition) && !so) return undefined;
        return passes(transition) || (so && !fails(transition));
      },
    };
    expectSame(net, automaton, (options) => passedBefore(net, [{ passes, fails }], isAct, purse(), options));
  });
  fc.assert(property, { numRuns: RUNS });
});

test('controls passed since a writing: the same', () => {
  const property = fc.property(nets, some, some, some, (net, passing, writing, acting) => {
    const [passes, act] = [among(net, passing), among(net, acting)];
    const writes = (transition: Transition): boolean => among(net, writing)(transition) && !passes(transition);
    const isAct = (transition: Transition): boolean => act(transition) && !passes(transition) && !writes(transition);
    const automaton: Automaton = {
      start: false,
      after: (stale, transition) => {
        if (isAct(transition) && stale) return undefined;
        return writes(transition) || (stale && !passes(transition));
      },
    };
    expectSame(net, automaton, (options) => passedSince(net, passes, writes, isAct, purse(), options));
  });
  fc.assert(property, { numRuns: RUNS });
});

test('what was raised is answered before the end: the same', () => {
  const property = fc.property(nets, some, some, (net, raising, answering) => {
    const answers = among(net, answering);
    const ends = ({ produce }: Transition): boolean => produce.includes(net.end);
    const raises = (transition: Transition): boolean => among(net, raising)(transition) && !answers(transition);
    const isBoth = (transition: Transition): boolean => ends(transition) && (raises(transition) || answers(transition));
    fc.pre(!net.transitions.some(isBoth));
    const automaton: Automaton = {
      start: false,
      after: (open, transition) => {
        if (ends(transition) && open) return undefined;
        return raises(transition) || (open && !answers(transition));
      },
    };
    expectSame(net, automaton, (options) => answeredBeforeEnd(net, raises, answers, purse(), options));
  });
  fc.assert(property, { numRuns: RUNS });
});
