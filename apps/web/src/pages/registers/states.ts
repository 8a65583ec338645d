import type { registerOperations, ResultOf } from '@quanheng/contracts';

export type Proposal = ResultOf<typeof registerOperations.readRegisterProposal>;
export const STATES = ['open', 'confirmed', 'turnedDown', 'withdrawn'] as const;
export const STATE_COLOURS = { open: 'orange', confirmed: 'green', turnedDown: 'red', withdrawn: 'default' } as const;
