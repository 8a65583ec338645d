import type { OpenedStore } from '../contract/door/office.js';
import { describeBackdating } from './exceptions-backdating.contract.js';
import { describeEmergencies } from './exceptions-emergency.contract.js';
import { describeObjections } from './exceptions-objections.contract.js';
import { describeSubstitutes } from './exceptions-substitute.contract.js';
import { describeRecusals } from './exceptions-recusals.contract.js';
import { describeCalendars } from './exceptions-calendars.contract.js';
import { describeCorrection } from './exceptions-correction.contract.js';
import { describeHandOver } from './exceptions-hand-over.contract.js';
import { describeTravel } from './exceptions-travel.contract.js';
import { describeUrgentMeetings } from './exceptions-urgent.contract.js';
import { describeVacancy } from './exceptions-vacancy.contract.js';

/** What honest work needs where the ordinary way is not there (docs/exceptions.md). */
export function describeExceptions(name: string, open: () => Promise<OpenedStore>): void {
  describeBackdating(name, open);
  describeTravel(name, open);
  describeVacancy(name, open);
  describeCorrection(name, open);
  describeHandOver(name, open);
  describeCalendars(name, open);
  describeEmergencies(name, open);
  describeUrgentMeetings(name, open);
  describeObjections(name, open);
  describeSubstitutes(name, open);
  describeRecusals(name, open);
}
