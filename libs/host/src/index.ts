export * from './configuration/index.js';
export * from './observe/index.js';
export { composeHost, type Host, type HostParts, type Readiness } from './compose/compose.js';
export { worksInApi } from './compose/dispatch.js';
export { openReady, type ReadyDatabase } from './compose/open.js';
export { StartError } from './compose/start-error.js';
export { databaseConfig, openStorage, type Storage } from './compose/storage.js';
export { workingTime } from './compose/working-time.js';
