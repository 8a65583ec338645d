import type { CredentialRow, Principal } from '../../ports/index.js';
import type { OrganisationFinding } from '../finding.js';
import type { Thing } from '../references.js';
import type { OrganisationIndex } from '../view.js';

/** What a command would leave, for the rules to judge. */
export interface Outcome {
  readonly before: OrganisationIndex;
  readonly after: OrganisationIndex;
  /** Things with a change, each once. */
  readonly touched: readonly Thing[];
  readonly credentials: readonly CredentialRow[];
  readonly at: number;
  readonly principal: Principal;
  /** Names of things that were ended by a document. */
  readonly endedByDocument: ReadonlySet<string>;
}

/** One rule. It trusts that the organisation kept it before, and looks at what the change can have broken. */
export type Check = (outcome: Outcome) => Iterable<OrganisationFinding>;

/** Ids of the touched things of a kind. */
export function touchedOf({ touched }: Outcome, kind: Thing['kind']): readonly string[] {
  return touched.filter((thing) => thing.kind === kind).map(({ id }) => id);
}
