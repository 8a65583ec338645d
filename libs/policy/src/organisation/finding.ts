import { wordOrganisationFinding, type FindingParameters, type OrganisationFindingCode } from '@quanheng/contracts';

/** Why a change of the organisation is turned down. */
export interface OrganisationFinding {
  /** Stable; clients switch on it. */
  readonly code: OrganisationFindingCode;
  /** The thing concerned, `holding:H7`, or the place in the data, `changes.3`. */
  readonly subject: string;
  /** In Chinese: what is wrong and what to do. */
  readonly message: string;
  /** What the message was filled with: `wordOrganisationFinding` words it in another language. */
  readonly parameters: FindingParameters;
}

export function finding(
  code: OrganisationFindingCode,
  subject: string,
  parameters: FindingParameters,
): OrganisationFinding {
  return { code, subject, message: wordOrganisationFinding(code, parameters, 'zh'), parameters };
}

/** Names behind each other, the first ones when there are many. */
export function listed(names: readonly string[]): string {
  const SHOWN = 10;
  const shown = names.slice(0, SHOWN).join(', ');
  return names.length > SHOWN ? `${shown} … (${names.length})` : shown;
}
