import type { OrganisationView, PasskeyStore, Queries, SessionStore, Surroundings } from '@quanheng/runtime/ports';
import type { Logger } from 'pino';
import type { IdentityConfig } from './config.js';

/** What signing in stands on; a part of what the API is composed of. */
export interface IdentityParts {
  readonly sessions: SessionStore;
  readonly passkeys: PasskeyStore;
  readonly queries: Pick<Queries, 'credential' | 'units'>;
  /** The organisation of a unit as it is now known. */
  readonly organisation: { view(unit: string): Promise<OrganisationView> };
  readonly surroundings: Surroundings;
  readonly logger: Logger;
  readonly config: IdentityConfig;
}
