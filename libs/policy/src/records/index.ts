export {
  allOf,
  keysOfKind,
  lastNamed,
  namedBy,
  recordKeys,
  type DataOf,
  type NamedRecords,
  type RecordKeys,
} from './keys.js';
export { changed, isNamed, memoryOf, type RecordMemory, type Used } from './memory.js';
export { remembered } from './remember.js';
