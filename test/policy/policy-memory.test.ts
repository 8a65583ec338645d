import { MemoryDatabase } from '../simulation/index.js';
import { describePayments } from './payments.contract.js';
import { describeTwoPens } from './two-pens.contract.js';

describeTwoPens('memory', () => Promise.resolve(opened()));
describePayments('memory', () => Promise.resolve(opened()));

function opened() {
  const store = new MemoryDatabase().connect();
  return { store, queries: store.queries, workSource: store.workSource, close: () => store.close() };
}
