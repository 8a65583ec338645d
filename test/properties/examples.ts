import type { Block, ModelSpec } from './blocks.js';
import { BARE, task } from './plain-blocks.js';
import type { Choice } from './walk.js';

/** What once failed, shrunk, and what is too rare to meet by chance: tried first in every run. */

type Body = Extract<Block, { kind: 'sequence' }>;

export function model(...blocks: Block[]): ModelSpec {
  return { main: { body: sequence(...blocks), handlers: [] }, called: [], returns: 'all', hostileIds: false };
}

function sequence(...blocks: Block[]): Body {
  return { kind: 'sequence', blocks };
}

function parallel(...branches: Block[]): Block {
  return { kind: 'split', gateway: 'parallelGateway', branches, n: 0, hasDefault: true };
}

function loop(body: Block): Block {
  return { kind: 'loop', body, times: 2 };
}

const reminded = task({
  ...BARE,
  boundaries: [{ trigger: { kind: 'signal', n: 0 }, interrupting: false, path: task() }],
});
const complete: Choice = [0, 0, 2];
/** To the n-th of the activities completed around the first that waits. */
const returnTo = (n: number): Choice => [0, n, 0];

export const RETURN_EXAMPLES: [ModelSpec, Choice[]][] = [
  // The join inside the loop was met by two tokens of one branch.
  [model(loop(parallel(reminded, task())), task()), [complete, complete, complete, returnTo(3)]],
  // From behind the join into a branch: nothing came to the join from the other one.
  [model(parallel(task(), sequence(reminded, task())), task()), [complete, complete, complete, returnTo(2)]],
  // From a reminder to what it reminded of, which is done: the join was left with one token for ever.
  [model(parallel(reminded, task()), task()), [[0, 0, 1], complete, complete, returnTo(0)]],
  // A return in one branch made the other forget what was completed in it.
  [
    model(loop(parallel(sequence(task(), task()), sequence(task(), task())))),
    [complete, complete, returnTo(1), returnTo(1)],
  ],
];

const undoable = (block: Block): Block => ({
  kind: 'subProcess',
  scope: { body: sequence(block), handlers: [] },
  around: BARE,
});
const compensate: Block = { kind: 'throw', trigger: { kind: 'compensate', n: 0 } };

/** Rare at random: what was done inside sub-processes is compensated, each once. */
export const SOUND_EXAMPLES: [ModelSpec, number[], number][] = [
  [
    model(
      undoable(sequence(task({ ...BARE, compensated: true }), undoable(task({ ...BARE, compensated: true })))),
      compensate,
      compensate,
    ),
    [0, 1, 2],
    0,
  ],
];
