import { z } from 'zod';

/** What an emergency order rests on: all of it is written into the drawing, none has a default. */
export const properties = z.strictObject({
  /** A threshold, `key:jurisdiction`: no more than this is needed to stop the harm. */
  cap: z.string().regex(/^[A-Za-z0-9][\w.-]{0,47}:[A-Za-z0-9][\w.-]{0,47}(?::[A-Za-z0-9][\w.-]{0,47})?$/, {
    error: 'a threshold is called key:jurisdiction or key:jurisdiction:objectType',
  }),
  /** Name of the protected datum (money) that is capped. */
  amount: z.string().min(1),
  /** Id of the collective decision that ratifies it. */
  ratifiedBy: z.string().min(1),
  /** Names of the protected data that are signed, all key elements of what it stands in for among them; absent: whatever is protected. */
  signs: z.string().min(1).optional(),
});
export type Properties = z.infer<typeof properties>;
