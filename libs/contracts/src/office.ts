import { z } from 'zod';
import { operation } from './operation.js';
import { reasonSchema } from './problem.js';
import {
  acceptedSchema,
  commandQuery,
  digestSchema,
  entryRefSchema,
  idSchema,
  keySchema,
  lineSchema,
  momentSchema,
  numberText,
  wireValueSchema,
} from './values.js';

const params = z.strictObject({ instance: idSchema });
const tag = 'instances';

const corrected = z.strictObject({
  name: z.string().trim().min(1).max(200).describe('A variable that was filled in in the step'),
  value: wireValueSchema,
});
const page = z.strictObject({
  file: z.string().min(1).max(255).describe('An attached file, which stays'),
  page: digestSchema.describe('Of the attached file that corrects it (更正页)'),
});
const hand = { person: z.string(), onBehalfOf: z.string().exactOptional(), at: momentSchema };
const correction = z
  .strictObject({
    number: z.int(),
    activity: z.string(),
    change: z.union([corrected, page]),
    before: wireValueSchema.exactOptional().describe('The old text, to be shown struck through'),
    reason: z.string(),
    proposed: z.strictObject(hand),
    decided: z
      .strictObject({ ...hand, agreed: z.boolean(), reason: z.string().exactOptional() })
      .exactOptional()
      .describe('Absent: a second person has still to look at it'),
  })
  .meta({ id: 'Correction' });

const handOver = {
  from: idSchema.describe('移交'),
  to: idSchema.describe('接任'),
  witness: idSchema.describe('监交'),
  document: z.string().trim().min(1).max(200),
  substitute: z
    .strictObject({ post: idSchema, until: momentSchema })
    .exactOptional()
    .describe('指定替代签字人: `to` signs in that post of `from` until then, in these matters'),
  absence: lineSchema.exactOptional().describe('Why `from` cannot be reached: the personnel department signs instead'),
};

export const officeOperations = {
  listCorrections: operation({
    id: 'listCorrections',
    method: 'GET',
    path: '/instances/{instance}/corrections',
    tag,
    summary: 'What was corrected, with the old text (勘误)',
    access: 'concerned',
    params,
    result: z.strictObject({ corrections: z.array(correction) }),
  }),
  proposeCorrection: operation({
    id: 'proposeCorrection',
    method: 'POST',
    path: '/instances/{instance}/corrections',
    tag,
    summary: 'Propose to correct what was filled in wrongly in a finished step (勘误)',
    detail:
      'Whoever may do the step, or leads it. Nothing changes until a second person agrees. Key elements, and what the way of the matter depends on, ' +
      'are filled in anew after a return instead.',
    access: 'signedIn',
    params,
    query: commandQuery,
    body: z.strictObject({
      activity: keySchema.describe('Key of the step'),
      change: z.union([corrected, page]),
      reason: lineSchema,
    }),
    result: acceptedSchema,
    command: true,
  }),
  decideCorrection: operation({
    id: 'decideCorrection',
    method: 'POST',
    path: '/instances/{instance}/corrections/{correction}',
    tag,
    summary: 'Agree to a correction, or turn it down',
    detail: 'A second person who may do the step, or leads it. Those who signed since are shown the matter again.',
    access: 'signedIn',
    params: z.strictObject({ instance: idSchema, correction: numberText }),
    query: commandQuery,
    body: z.strictObject({ agree: z.boolean(), reason: lineSchema.exactOptional() }),
    result: acceptedSchema,
    command: true,
  }),
  listHandOvers: operation({
    id: 'listHandOvers',
    method: 'GET',
    path: '/instances/{instance}/hand-overs',
    tag,
    summary: 'The hand-overs of an instance, with who has signed (交接单)',
    access: 'concerned',
    params,
    result: z.strictObject({
      handOvers: z.array(
        z
          .strictObject({
            ...handOver,
            signed: z.array(
              z.strictObject({
                person: z.string(),
                as: z.enum(['from', 'to', 'witness', 'personnel']),
                at: momentSchema,
              }),
            ),
            since: momentSchema.exactOptional().describe('Absent: somebody has still to sign, and nothing has changed'),
          })
          .meta({ id: 'HandOver' }),
      ),
    }),
  }),
  handOver: operation({
    id: 'handOver',
    method: 'POST',
    path: '/hand-overs',
    tag,
    summary: 'Sign the hand-over of a list of instances, or of all open ones of a project or contract (交接单)',
    detail:
      'Each of the three parties sends the same; in each instance it counts with the last signature. Instances are answered one by one: one that is ' +
      'refused leaves the others as they are. With `record` instead of `instances` it is every open matter under that record in which `from` has a part and ' +
      'which the signer may see; the first signature shows the matters to the other two.',
    access: 'person',
    query: commandQuery,
    body: z.strictObject({
      ...handOver,
      instances: z.array(idSchema).min(1).max(100).exactOptional(),
      record: z
        .strictObject({ kind: keySchema, id: z.string().trim().min(1).max(300) })
        .exactOptional()
        .describe(
          'A scope record (`qh:record`): `contract`, `project`; its id as the matters name it. Either this or `instances`',
        ),
    }),
    result: z.strictObject({
      instances: z.array(
        z.strictObject({
          instance: z.string(),
          status: z.enum(['accepted', 'refused', 'rejected']),
          entry: entryRefSchema.exactOptional().describe('Where the evidence of it is'),
          reasons: z.array(reasonSchema).describe('Why not, the headline first'),
        }),
      ),
    }),
    command: true,
  }),
};
