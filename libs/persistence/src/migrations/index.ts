import { Initial1763800000001 } from './0001-initial/index.js';
import { Sessions1763800000002 } from './0002-sessions/index.js';
import { Archive1763800000003 } from './0003-archive/index.js';
import { Beside1763800000004 } from './0004-beside/index.js';
import { Papers1763800000005 } from './0005-papers/index.js';
import { Personal1763800000006 } from './0006-personal/index.js';
import { Reminders1763800000007 } from './0007-reminders/index.js';
import { Noted1763800000008 } from './0008-noted/index.js';
import { Passkeys1763800000009 } from './0009-passkeys/index.js';

/** In order. A migration that was released is never changed; a change of the schema is a new one. */
export const MIGRATIONS = [
  Initial1763800000001,
  Sessions1763800000002,
  Archive1763800000003,
  Beside1763800000004,
  Papers1763800000005,
  Personal1763800000006,
  Reminders1763800000007,
  Noted1763800000008,
  Passkeys1763800000009,
];
