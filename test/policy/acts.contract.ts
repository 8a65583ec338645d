import type { OpenedStore } from '../contract/door/office.js';
import { describeDelegations } from './acts-delegate.contract.js';
import { describeRecusals } from './acts-recuse.contract.js';
import { describeRetrievals } from './acts-retrieve.contract.js';
import { describeReturning } from './acts-return.contract.js';
import { describeSigners } from './acts-signers.contract.js';
import { describeTransfers } from './acts-transfer.contract.js';

/** What people do to the work in their inbox, through the door over one kind of store. */
export function describeActs(name: string, open: () => Promise<OpenedStore>): void {
  describeTransfers(name, open);
  describeSigners(name, open);
  describeRecusals(name, open);
  describeRetrievals(name, open);
  describeReturning(name, open);
  describeDelegations(name, open);
}
