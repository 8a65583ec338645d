import { MemoryDatabase } from '../../simulation/index.js';
import { describeScenarios } from './scenarios.contract.js';

describeScenarios('memory', () => {
  const store = new MemoryDatabase().connect();
  return Promise.resolve({ store, queries: store.queries, workSource: store.workSource, close: () => store.close() });
});
