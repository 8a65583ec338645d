import { NotFoundException } from '@nestjs/common';
import { TooManyWaiting } from '@quanheng/jobs';
import { InvalidCursor, StoreConflict, StoreRefused, StoreUnavailable } from '@quanheng/runtime/ports';
import { ProblemError } from './problem-error.js';
import { toProblem } from './to-problem.js';

const withStatus = (statusCode: number) => Object.assign(new Error('what Fastify says'), { statusCode });

describe('an error becomes a problem', () => {
  it.each([
    ['a problem', new ProblemError('forbidden', 'no'), 'forbidden'],
    ['a database that cannot be reached', new StoreUnavailable('gone'), 'unavailable'],
    ['a conflict that outlasted all tries', new StoreConflict('deadlock'), 'busy'],
    ['too many workers that wait', new TooManyWaiting('ask later'), 'busy'],
    ['a value that no database can hold', new StoreRefused('too long'), 'too-large'],
    ['a cursor that is none', new InvalidCursor('nonsense'), 'invalid-input'],
    ['an unknown address', new NotFoundException(), 'not-found'],
    ['a body that is too large', withStatus(413), 'too-large'],
    ['a kind of content that is not read', withStatus(415), 'unsupported-media-type'],
    ['another fault of the client', withStatus(400), 'malformed-request'],
  ])('%s', (_, error, code) => {
    expect(toProblem(error)?.code).toBe(code);
  });

  it.each([new Error('secret'), withStatus(500), 'a text', undefined, { statusCode: 400 }])(
    'unless it is a fault of ours, of which nothing is told: %p',
    (error) => {
      expect(toProblem(error)).toBeNull();
    },
  );

  it('that says when to try again', () => {
    expect(toProblem(new StoreUnavailable('gone'))?.retryAfter).toBe(1);
    expect(toProblem(new NotFoundException())?.retryAfter).toBeUndefined();
  });
});
