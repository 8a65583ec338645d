export type { Environment } from './environment.js';
export { ConfigurationError } from './faults.js';
export { hasDemonstration, hasRedis, isEmbedded, isLoopback, readConfiguration, secretsFrom } from './read.js';
export { SETTINGS, type Config } from './schema.js';
export { Secret } from './secret.js';
export { innermost, type Setting } from './setting.js';
