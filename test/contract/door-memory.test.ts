import { MemoryDatabase } from '../simulation/index.js';
import { describeDoor } from './door.contract.js';

describeDoor('memory', () => {
  const { queries, workSource, ...rest } = opened();
  return Promise.resolve({ ...rest, queries, workSource });
});

function opened() {
  const store = new MemoryDatabase().connect();
  return { store, queries: store.queries, workSource: store.workSource, close: () => store.close() };
}
