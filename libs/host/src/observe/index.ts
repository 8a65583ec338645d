export { createLogger, lines, logOf } from './logger.js';
export { Metrics } from './metrics.js';
export { ObservedDoor } from './observed-door.js';
export { ObservedStore } from './observed-store.js';
export { ObservedCourier, ObservedHandlers } from './observed-work.js';
