import { returnToSchema } from '@quanheng/contracts';
import { z } from 'zod';

/** What the browser carries while it is at the identity provider. */
const journeySchema = z.strictObject({
  unit: z.string(),
  returnTo: returnToSchema,
  fresh: z.boolean(),
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
});
export type Journey = Readonly<z.output<typeof journeySchema>>;

export function writeJourney(journey: Journey): string {
  return Buffer.from(JSON.stringify(journey), 'utf8').toString('base64url');
}

/** Null: nothing that we wrote. */
export function readJourney(text: string): Journey | null {
  const parsed = journeySchema.safeParse(parseJson(Buffer.from(text, 'base64url').toString('utf8')));
  return parsed.success ? parsed.data : null;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
