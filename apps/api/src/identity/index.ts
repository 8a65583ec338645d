export { DEFAULT_IDENTITY, type IdentityConfig, type LockOutRule, type OidcConfig } from './config.js';
export { createIdentity, type Identity } from './identity.js';
export { IdentityModule } from './identity.module.js';
export type { IdentityParts } from './parts.js';
export { Passwords } from './passwords.js';
export { requireRecentProof } from './recent.js';
