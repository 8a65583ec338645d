import { accountsStay, credentialsFit, loginsAreUnique } from './accounts.js';
import { administratorsAreDistinct, administratorPostsStandAlone, administratorsRemain } from './administrators.js';
import { calendarsAreSound, calendarsComeInTime } from './calendars.js';
import { actingChairsAreForeseen } from './acting-chairs.js';
import type { Check } from './check.js';
import { delegationsAreForeseen } from './delegations.js';
import { departmentsFormTrees } from './departments.js';
import { nobodyAppointsThemselves, postsAreHeldOnce, seatsSuffice, standingInEnds } from './holdings.js';
import { thePastIsDocumented } from './past.js';
import { dutiesAreCompatible } from './incompatible-duties.js';
import { rolesAreCompatible } from './incompatible-roles.js';
import { referencesHold } from './references.js';
import { rulesAreNotRewritten } from './rewriting.js';
import { substitutesAreLawful } from './substitutes.js';
import { suppliersAreOne } from './suppliers.js';

/** Every rule of the organisation, in the order in which findings are told. */
export const CHECKS: readonly Check[] = [
  referencesHold,
  loginsAreUnique,
  accountsStay,
  credentialsFit,
  departmentsFormTrees,
  postsAreHeldOnce,
  seatsSuffice,
  actingChairsAreForeseen,
  standingInEnds,
  thePastIsDocumented,
  nobodyAppointsThemselves,
  delegationsAreForeseen,
  administratorPostsStandAlone,
  administratorsAreDistinct,
  administratorsRemain,
  rolesAreCompatible,
  dutiesAreCompatible,
  calendarsAreSound,
  calendarsComeInTime,
  rulesAreNotRewritten,
  substitutesAreLawful,
  suppliersAreOne,
];
