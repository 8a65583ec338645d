import { Initial1763800000001 } from './0001-initial/index.js';
import { Sessions1763800000002 } from './0002-sessions/index.js';
import { Archive1763800000003 } from './0003-archive/index.js';
import { Beside1763800000004 } from './0004-beside/index.js';
import { Papers1763800000005 } from './0005-papers/index.js';

/** In order. A migration that was released is never changed; a change of the schema is a new one. */
export const MIGRATIONS = [
  Initial1763800000001,
  Sessions1763800000002,
  Archive1763800000003,
  Beside1763800000004,
  Papers1763800000005,
];
