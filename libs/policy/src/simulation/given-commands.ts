import { parseInstant } from '@quanheng/engine';
import { z } from 'zod';
import type { CommandKind } from '../ports/index.js';

/** What a command that a scenario gives by its kind is about, and which further fields it has. */
export interface GivenCommand {
  /** `item`: an open work item; `activity`: an activity of the drawing; `instance`: the matter; `organisation`: no matter. */
  readonly about: 'item' | 'activity' | 'instance' | 'organisation';
  readonly fields: z.ZodType<Readonly<Record<string, unknown>>>;
}

const text = z.string();
/** In a file a moment is text; in a command, milliseconds since the epoch. */
const moment = z.string().transform((given, context) => {
  const at = /(?:Z|[+-]\d\d:\d\d)$/.test(given) ? parseInstant(given, '+08:00') : undefined;
  if (at !== undefined) return at;
  context.addIssue({ code: 'custom', message: 'a moment with its offset, such as "2026-10-01T00:00:00+08:00"' });
  return z.NEVER;
});
const nothing = z.strictObject({});
/** What a return says besides. */
export const REASONED = z.strictObject({ reason: text });

/** Every command of a person that is no completion, return, start or setting of variables, each with the fields of its own (libs/policy/src/ports). */
export const GIVEN_COMMANDS: { readonly [K in CommandKind]?: GivenCommand } = {
  claimWork: { about: 'item', fields: nothing },
  releaseWork: { about: 'item', fields: nothing },
  askSubstituteReview: { about: 'item', fields: nothing },
  urgeWork: { about: 'item', fields: z.strictObject({ text: text.exactOptional() }) },
  transferWork: { about: 'item', fields: z.strictObject({ to: text, reason: text }) },
  recuseWork: { about: 'item', fields: REASONED },
  reofferWork: { about: 'item', fields: nothing },
  addSigner: {
    about: 'item',
    fields: z.strictObject({ person: text, mode: z.enum(['before', 'parallel', 'after']), reason: text }),
  },
  removeSigner: { about: 'item', fields: nothing },
  objectToPublicity: { about: 'activity', fields: REASONED },
  withdrawSignature: { about: 'activity', fields: REASONED },
  retrieveWork: { about: 'activity', fields: REASONED },
  proposeCorrection: {
    about: 'activity',
    fields: z.strictObject({
      change: z.union([z.strictObject({ name: text, value: z.json() }), z.strictObject({ file: text, page: text })]),
      reason: text,
    }),
  },
  decideCorrection: {
    about: 'instance',
    fields: z.strictObject({ correction: z.int().min(1), agree: z.boolean(), reason: text.exactOptional() }),
  },
  attachFile: {
    about: 'instance',
    fields: z.strictObject({
      name: text,
      digest: z.string().regex(/^[0-9a-f]{64}$/, { error: 'a SHA-256 in hexadecimal' }),
      evidence: text.exactOptional(),
      size: z.int().min(1).default(1),
      type: text.default('application/pdf'),
    }),
  },
  freezeInstance: { about: 'instance', fields: z.strictObject({ workingDays: z.int(), reason: text }) },
  unfreezeInstance: { about: 'instance', fields: REASONED },
  copyInstance: { about: 'instance', fields: z.strictObject({ persons: z.array(text) }) },
  acknowledgeCopy: { about: 'instance', fields: nothing },
  commentInstance: { about: 'instance', fields: z.strictObject({ text }) },
  cancelInstance: { about: 'instance', fields: REASONED },
  askTermination: { about: 'instance', fields: REASONED },
  suspendInstance: { about: 'instance', fields: REASONED },
  resumeInstance: { about: 'instance', fields: nothing },
  handOver: {
    about: 'instance',
    fields: z.strictObject({
      ...{ from: text, to: text, witness: text, document: text },
      substitute: z.strictObject({ post: text, until: moment }).exactOptional(),
      absence: text.exactOptional(),
    }),
  },
  delegate: {
    about: 'organisation',
    fields: z.strictObject({
      ...{ to: text, from: moment, until: moment, document: text },
      processes: z.array(text).default([]),
    }),
  },
  endDelegation: { about: 'organisation', fields: z.strictObject({ delegation: text }) },
};

/** What a completion says besides variables and outcome. */
export const COMPLETION = z.strictObject({
  opinion: text.exactOptional(),
  verified: z.array(text).exactOptional(),
  tally: z.strictObject({ approve: z.int(), disapprove: z.int(), defer: z.int() }).exactOptional(),
  attendance: z.enum(['inPerson', 'video']).exactOptional(),
});
