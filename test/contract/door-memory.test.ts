import { MemoryDatabase } from '../simulation/index.js';
import { describeDoor } from './door.contract.js';
import { describeQuarantine } from './quarantine.contract.js';

describeDoor('memory', () => Promise.resolve(opened()));
describeQuarantine('memory', () => Promise.resolve(opened()));

function opened() {
  const store = new MemoryDatabase().connect();
  return { store, queries: store.queries, workSource: store.workSource, close: () => store.close() };
}
