import type { GapCode } from '@quanheng/engine';
import { GAPS, WHY_POSSIBLE } from '../../verify/texts.js';

const WHY: Readonly<Record<keyof typeof WHY_POSSIBLE, string>> = {
  lost: 'No single run shows that something never ends.',
  tooLong: 'The way is too long to be played.',
  late: 'The time was over before it was played.',
  apart: 'Played by the engine, the two did not meet here: the order of the work, or data, may prevent it.',
  elsewhere: 'Played by the engine, it did not come to this: data may prevent it.',
  unclear: 'Conditions on the way cannot be judged exactly: data may prevent it.',
};

const OUTSIDE: Readonly<Record<GapCode, string>> = {
  'inclusive-join-not-matched': 'An inclusive join has no split of its own: draw the two as one block.',
  'call-recursive': 'A process calls itself: draw a loop.',
  'call-unresolved': 'The process that is called was not found: give its file.',
  'trigger-repeated':
    'An event that can happen again leads to where other tokens come, or has a join on its path: limit it, draw its path as a sub-process, or let it interrupt.',
  compensation: 'Compensation is judged by people.',
  'net-too-large': 'The process is too large: split it.',
  'messages-of-many':
    'Inner instances side by side, or events that happen again, exchange messages with another pool: do them one after the other.',
  'messages-pile-up': 'Messages can be sent again and again while nobody takes them: wait for an answer first.',
  'pool-started-again': 'A pool may be started again while it is at work: wait for the end of the one before.',
};

const IN_ENGLISH: readonly (readonly [chinese: string, english: string])[] = [
  ...Object.entries(WHY).map(([key, text]) => [WHY_POSSIBLE[key as keyof typeof WHY], text] as const),
  ...Object.entries(OUTSIDE).map(([code, text]) => [GAPS[code as GapCode], text] as const),
];

/** Why a finding of the proof is what it is, as far as its message says so. */
export function reasonsInEnglish(message: string): readonly string[] {
  return IN_ENGLISH.flatMap(([chinese, english]) => (message.includes(chinese) ? [english] : []));
}
