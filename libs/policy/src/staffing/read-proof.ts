import { z } from 'zod';
import type { StaffingProof } from './proof.js';

const numbers = z.array(z.int());
const step = z.discriminatedUnion('rule', [
  z.strictObject({ rule: z.literal('constraint'), constraint: z.int(), clause: numbers }),
  z.strictObject({ rule: z.literal('count'), atLeast: z.int(), atMost: numbers, clause: numbers }),
  z.strictObject({ rule: z.literal('same'), clause: numbers }),
  z.strictObject({ rule: z.literal('nobody'), steps: numbers, clause: numbers }),
  z.strictObject({ rule: z.literal('tooFew'), groups: z.array(numbers), clause: numbers }),
  z.strictObject({ rule: z.literal('derived'), from: numbers, clause: numbers }),
]);

/** Reads a proof from JSON; whether it proves anything is for `checkStaffingProof` to say. */
export function readStaffingProof(json: unknown): { readonly proof: StaffingProof } | { readonly problem: string } {
  const parsed = z.array(step).safeParse(json);
  if (parsed.success) return { proof: parsed.data };
  const [issue] = parsed.error.issues;
  return { problem: issue === undefined ? 'no proof' : `${issue.path.map(String).join('.')}: ${issue.message}` };
}
