/** Operations that are served by the sign-in of the product, which is tried where it is written: here a header says who sends a request. */
export const OF_IDENTITY: ReadonlySet<string> = new Set(['session', 'accounts']);
