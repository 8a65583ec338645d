import { MemoryDatabase } from '../simulation/index.js';
import { describePolicy } from './policy.contract.js';

describePolicy('memory', () => {
  const store = new MemoryDatabase().connect();
  return Promise.resolve({ store, queries: store.queries, workSource: store.workSource, close: () => store.close() });
});
