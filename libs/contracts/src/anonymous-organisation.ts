import { z } from 'zod';
import { id } from './organisation-values.js';

const name = z.string();

/**
 * An organisation at one moment as far as it decides who may do which work, without anybody in it: how many hold which posts. It names no person and no account, and
 * nothing in it stands for one.
 */
export const anonymousOrganisationSchema = z
  .strictObject({
    departments: z.array(z.strictObject({ id, name, parent: id.nullable() })),
    posts: z.array(z.strictObject({ id, name, department: id, roles: z.array(z.string()) })),
    bodies: z.array(z.strictObject({ id, name })),
    leaderLines: z.array(z.strictObject({ leader: id, departments: z.array(id) })),
    rules: z
      .strictObject({ restrictedLines: z.array(z.string()), chiefPosts: z.array(id) })
      .describe('What the unit has said of its chiefs'),
    substitutes: z
      .array(z.strictObject({ constraint: z.string(), processes: z.array(z.string()) }))
      .describe('What a substitute review (替代控制) in force makes up for'),
    people: z
      .array(z.strictObject({ posts: z.array(id), bodies: z.array(id), count: z.int().min(1) }))
      .describe('How many hold just these posts, the first appointed first, and sit in just these bodies'),
  })
  .meta({ id: 'AnonymousOrganisation' });

export type AnonymousOrganisation = z.infer<typeof anonymousOrganisationSchema>;
