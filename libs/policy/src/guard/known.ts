import type { Effects } from '../model/index.js';
import type { Profiles } from '../profiles/index.js';

/** What the guard knows besides the request. */
export interface Known {
  readonly effectOf: Effects;
  readonly profiles: Profiles;
}
