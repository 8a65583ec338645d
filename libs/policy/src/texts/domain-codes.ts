/** As the table of the domain reference (§6.3) lists them. */
export const DOMAIN_CODES: readonly string[] = [
  ...['SOD_SAME_PERSON', 'SOD_SAME_DEPT', 'SOD_SAME_LEADER', 'DUAL_MISSING', 'DUAL_CONTENT_CHANGED'],
  ...['DUAL_CROSS_DELEGATE', 'CHIEF_RESTRICTED', 'COLLECTIVE_REQUIRED', 'FILING_TOO_LATE', 'QUORUM_NOT_MET'],
  ...['VOTE_NOT_PASSED', 'CHAIR_LAST', 'DISC_NEGATIVE', 'DISC_PENDING', 'PUBLICITY_SHORT', 'OBJECTION_OPEN'],
  ...['BUDGET_NONE', 'BUDGET_OVER', 'BUDGET_STANDARD', 'SPLIT_SUSPECT', 'METHOD_UNAPPROVED', 'BIDDERS_LT3'],
  ...['TIME_SHORT', 'AWARD_ORDER', 'CHALLENGE_OPEN', 'CONTRACT_DEVIATE', 'SUPPLEMENT_OVER10', 'MATCH3_FAIL'],
  ...['PAYEE_MISMATCH', 'PAY_AHEAD', 'PAY_OVER', 'CHANGE_UNAPPROVED', 'RETENTION_EARLY', 'NO_APPRAISAL', 'PRICE_LOW'],
  ...['ELIGIBILITY_FAIL', 'ARCHIVE_DOUBT', 'REPORT_UNVERIFIED', 'CLUE_OPEN', 'AUTH_STRENGTH', 'POST_NOT_HELD'],
  ...['DELEGATION_INVALID', 'OPINION_MISSING', 'POST_OVERFILL', 'INSPECT_TEAM', 'MEETING_BLOCKED', 'CENTRAL_AGENCY'],
  ...['PRICE_FLOOR', 'ARCHIVE_INCOMPLETE', 'ASSET_STATE', 'RANK_BREAK', 'STANDARD_OVER', 'BINDING_REQUIRED'],
  ...['PHASE_CONFLICT', 'TOO_MANY_STEPS', 'PROTECTED_DATA', 'RETURN_REFUSED', 'WITHDRAW_REFUSED', 'TRANSFER_REFUSED'],
  ...['ADD_SIGN_REFUSED', 'URGE_TOO_SOON', 'PUBLISH_SELF', 'PUBLISH_FINDINGS', 'RECOMMEND_UNSIGNED', 'SELF_APPROVE'],
  ...['RECUSE_REQUIRED', 'EVIDENCE_MISSING', 'INSTANCE_FROZEN', 'RULE_NOT_CONFIGURED'],
];

/** Those that rest on no article of the process, and why. All others name their rule and its basis when the guard refuses with them. */
export const WITHOUT_RULE: Readonly<Record<string, string>> = {
  AUTH_STRENGTH: 'who somebody is, whatever the matter',
  POST_NOT_HELD: 'whose work it is, by the organisation of the moment',
  DELEGATION_INVALID: 'whose work it is, by the delegations of the moment',
  OPINION_MISSING: 'what is still to be written',
  RETURN_REFUSED: 'how work goes from hand to hand: the product’s own',
  WITHDRAW_REFUSED: 'how work goes from hand to hand: the product’s own',
  TRANSFER_REFUSED: 'how work goes from hand to hand: the product’s own',
  ADD_SIGN_REFUSED: 'the rules that stand against whoever is asked are told when they act',
  URGE_TOO_SOON: 'a rule of the unit, with its default',
  PUBLISH_SELF: 'about a drawing, not a matter under it',
  PUBLISH_FINDINGS: 'each finding cites its own articles',
  RECUSE_REQUIRED: 'an interest that was declared or is on record; where a drawn constraint asks, it names that',
  INSTANCE_FROZEN: 'somebody’s decision, on record with its reason',
  RULE_NOT_CONFIGURED: 'what the unit has not said yet',
};

export function isRuled(code: string): boolean {
  return DOMAIN_CODES.includes(code) && !Object.hasOwn(WITHOUT_RULE, code);
}
