import { Initial1763800000001 } from './0001-initial/index.js';

/** In order. A migration that was released is never changed; a change of the schema is a new one. */
export const MIGRATIONS = [Initial1763800000001];
