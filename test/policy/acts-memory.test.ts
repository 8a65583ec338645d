import { MemoryDatabase } from '../simulation/index.js';
import { describeActs } from './acts.contract.js';

describeActs('memory', () => {
  const store = new MemoryDatabase().connect();
  return Promise.resolve({ store, queries: store.queries, workSource: store.workSource, close: () => store.close() });
});
