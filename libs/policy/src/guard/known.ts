import type { PublicationContext } from '../publication/findings.js';

/** What the guard knows besides the request. */
export type Known = Pick<PublicationContext, 'effectOf' | 'profiles'>;
