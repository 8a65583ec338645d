export { createApp } from './app.js';
export { DEFAULT_CONFIG, type ApiConfig } from './config.js';
export type { Parts } from './parts.js';
export type { Authenticator, Caller } from './access/caller.js';
export { DirectoryBlobs } from './attachments/directory-blobs.js';
export { createLogger } from '@quanheng/host';
