import type { OpenedStore } from '../contract/door/office.js';
import { describeAllReasons } from './all-reasons.contract.js';
import { describeAssignedByData } from './assigned-by-data.contract.js';
import { describeChief } from './chief.contract.js';
import { describeComputedData } from './computed-data.contract.js';
import { describeDataRules } from './data-rules.contract.js';
import { describeDeadlines } from './deadlines.contract.js';
import { describeExceptions } from './exceptions.contract.js';
import { describeBeside } from './acts-beside.contract.js';
import { describeEnding } from './acts-ending.contract.js';
import { describeMeetings } from './meetings.contract.js';
import { describeOtherControls } from './other-controls.contract.js';
import { describeForesight } from './foresight.contract.js';
import { describeGovernedActs } from './governed-acts.contract.js';
import { describeOwnMatters } from './own-matters.contract.js';
import { describePayments } from './payments.contract.js';
import { describePublication } from './publication.contract.js';
import { describeRecords } from './records.contract.js';
import { describeSignedPapers } from './signed-papers.contract.js';
import { describeThresholds } from './thresholds.contract.js';
import { describeTwoPens } from './two-pens.contract.js';

/** Everything the policy promises, through the door over one kind of store. */
export function describePolicy(name: string, open: () => Promise<OpenedStore>): void {
  describeTwoPens(name, open);
  describeAllReasons(name, open);
  describePayments(name, open);
  describeSignedPapers(name, open);
  describeMeetings(name, open);
  describeBeside(name, open);
  describeEnding(name, open);
  describeOtherControls(name, open);
  describeExceptions(name, open);
  describeChief(name, open);
  describeGovernedActs(name, open);
  describePublication(name, open);
  describeDeadlines(name, open);
  describeDataRules(name, open);
  describeComputedData(name, open);
  describeThresholds(name, open);
  describeRecords(name, open);
  describeAssignedByData(name, open);
  describeForesight(name, open);
  describeOwnMatters(name, open);
}
