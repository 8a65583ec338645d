/** Who gives a command. Nothing acts without a name. */
export type Principal =
  /** A natural person, signed in with one of perhaps several accounts. Constraints look at `person`, never at `account`. */
  | {
      readonly kind: 'person';
      readonly person: string;
      readonly account: string;
      /** Milliseconds since the epoch: when the person last proved who they are; acts that ask for it compare it. */
      readonly authenticatedAt: number;
    }
  /** An external worker, by its account. */
  | { readonly kind: 'worker'; readonly account: string }
  /** The product itself: `timer`, `job:<handler>`, `courier`, `seed` and so on. */
  | { readonly kind: 'system'; readonly name: string };

/** As entries and rows name a principal: `person:P1`, `worker:A7`, `system:timer`. */
export function principalName(principal: Principal): string {
  switch (principal.kind) {
    case 'person':
      return `person:${principal.person}`;
    case 'worker':
      return `worker:${principal.account}`;
    case 'system':
      return `system:${principal.name}`;
  }
}
