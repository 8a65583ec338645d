import { z } from 'zod';

/** What a unit's catalogue says about a matter for collective decision (domain §2.d). The fractions are configurable defaults, not law. */
export const properties = z.strictObject({
  signs: z.string().optional(),
  /** Id of the body that decides. */
  body: z.string().min(1),
  /** Of all members, who must be present. */
  quorum: z.enum(['1/2', '2/3']).default('1/2'),
  /** Of all members (应到会), who must agree: more than half, or two thirds and more. */
  majority: z.enum(['half', 'twoThirds']).default('half'),
  /** By name, or on paper counted by two. */
  ballot: z.enum(['open', 'secret']).default('secret'),
  /** Post of those who sit in and have no vote (列席监督). */
  observer: z.string().min(1).optional(),
  /** Id of the filing that must have been made so many working days before the meeting. */
  filing: z.string().min(1).optional(),
  filingDays: z
    .string()
    .regex(/^\d{1,2}$/)
    .transform(Number)
    .default(2),
  /** A filing that is too late holds in an emergency (紧急上会), once the reason was given and told; absent: it never does. */
  urgentFiling: z.enum(['allowed']).optional(),
  /** Working days within which such a meeting is filed afterwards (会后补报): two at most, the day of the meeting not counted. */
  filedAfterDays: z
    .string()
    .regex(/^[12]$/)
    .transform(Number)
    .default(2),
});
export type Properties = z.infer<typeof properties>;
