import { z } from 'zod';

/**
 * Every code that an error of the API can carry, with its HTTP status. Clients switch on the code, never on a text: codes are not renamed and not
 * reused. Refusals of the guard carry their own codes in `reasons`, which are the policy's.
 */
export const PROBLEMS = {
  'malformed-request': { status: 400, title: 'The request cannot be read' },
  'invalid-input': { status: 400, title: 'The request does not fit the description of the operation' },
  'not-signed-in': { status: 401, title: 'Sign in first' },
  'sign-in-failed': { status: 401, title: 'Signing in failed' },
  'forged-request': { status: 403, title: 'The request does not come from a page of this server' },
  'password-change-required': { status: 403, title: 'The initial password has to be changed first' },
  'reauthentication-required': { status: 403, title: 'This act asks to prove again who you are' },
  forbidden: { status: 403, title: 'Your roles do not allow this' },
  refused: { status: 403, title: 'The rules do not allow this' },
  'not-found': { status: 404, title: 'Nothing is there, or nothing that concerns you' },
  'request-timeout': { status: 408, title: 'The request did not arrive in time' },
  conflict: { status: 409, title: 'The thing is not in a state for this' },
  'key-reused': { status: 409, title: 'The idempotency key was used for something else' },
  quarantined: { status: 409, title: 'The instance is set aside until an operator has looked at it' },
  'too-large': { status: 413, title: 'Too large' },
  'unsupported-media-type': { status: 415, title: 'The server does not read this kind of content' },
  invalid: { status: 422, title: 'What was sent cannot be carried out' },
  'rate-limited': { status: 429, title: 'Too many requests' },
  'locked-out': { status: 429, title: 'Too many failed attempts' },
  'headers-too-large': { status: 431, title: 'Headers too large' },
  'internal-error': { status: 500, title: 'The server made a mistake' },
  busy: { status: 503, title: 'The server has too much to do' },
  unavailable: { status: 503, title: 'The server cannot reach what it needs' },
} as const satisfies Record<string, { readonly status: number; readonly title: string }>;
export type ProblemCode = keyof typeof PROBLEMS;
const CODES = Object.keys(PROBLEMS) as [ProblemCode, ...ProblemCode[]];

/** Why the guard said no: stable code, text for the person, and what the text was filled with. */
export const reasonSchema = z
  .strictObject({
    code: z.string(),
    message: z.string(),
    parameters: z.record(z.string(), z.union([z.string(), z.number()])).exactOptional(),
  })
  .meta({ id: 'Reason' });

/** RFC 9457, media type `application/problem+json`. */
export const problemSchema = z
  .strictObject({
    type: z.string().describe('`urn:quanheng:problem:` and the code'),
    title: z.string(),
    status: z.int(),
    code: z.enum(CODES),
    detail: z.string().describe('What is wrong and what to do, for people'),
    instance: z.string().describe('The id of the request, as in `X-Request-Id` and the logs'),
    reasons: z.array(reasonSchema).exactOptional().describe('With `refused`: all reasons, the headline first'),
    entry: z
      .strictObject({ stream: z.string(), seq: z.int() })
      .exactOptional()
      .describe('With `refused`: the entry that the refusal left'),
    errors: z
      .array(z.strictObject({ at: z.string(), message: z.string() }))
      .exactOptional()
      .describe('With `invalid-input`: where and what, such as `body.variables.amount`'),
    subject: z.string().exactOptional().describe('The element, field or resource concerned'),
    details: z.array(z.unknown()).exactOptional().describe('Findings of a deployment, and the like'),
  })
  .meta({ id: 'Problem' });
export type Problem = z.output<typeof problemSchema>;
