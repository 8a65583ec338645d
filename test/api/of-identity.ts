/** Resources of the sign-in of the product: who reaches them is tried in `access-identity.test.ts`, what they do in `identity/`. */
export const OF_IDENTITY: ReadonlySet<string> = new Set(['session', 'accounts']);
