import { describeActing } from './door/acting.contract.js';
import { describeCalendars } from './door/calendars.contract.js';
import { describeDefinitions } from './door/definitions.contract.js';
import type { OpenedStore } from './door/office.js';
import { describeSuspending } from './door/suspending.contract.js';
import { describeForms } from './door/forms.contract.js';
import { describeWaiting } from './door/waiting.contract.js';

/** What the door promises, whatever it stands on. */
export function describeDoor(name: string, open: () => Promise<OpenedStore>): void {
  describe(`the door over ${name}`, () => {
    describe('acting', () => describeActing(open));
    describe('forms', () => describeForms(open));
    describe('definitions', () => describeDefinitions(open));
    describe('what waits', () => describeWaiting(open));
    describe('suspended instances', () => describeSuspending(open));
    describe('calendars and rules of the unit', () => describeCalendars(open));
  });
}
