import {
  addWorkingDays,
  changeOrganisation,
  dayOfText,
  dayText,
  OrganisationIndex,
  workingDaysBetween,
  workingDaysOf,
} from '@quanheng/policy';
import { DEMONSTRATION_UNIT, demonstrationChanges, MEMBERS } from './organisation.js';

const AT = Date.UTC(2026, 10, 22);
const HASH = `$argon2id$v=19$m=19456,t=2,p=1$${'a'.repeat(22)}$${'b'.repeat(43)}`;

function demonstration(at = AT): OrganisationIndex {
  const changes = demonstrationChanges(at - 86_400_000, new Map(MEMBERS.map(({ id }) => [id, HASH])));
  const principal = { kind: 'system', name: 'seed' } as const;
  const result = changeOrganisation(OrganisationIndex.empty(DEMONSTRATION_UNIT), changes, { at, principal });
  if (result.status === 'rejected') throw new Error(result.findings.map(({ message }) => message).join('\n'));
  return result.view;
}

describe('the organisation of the demonstration', () => {
  test('keeps every rule, whenever it is installed', () => {
    expect(demonstration().version).toBe(1);
    expect(demonstration(Date.UTC(2031, 5, 1)).version).toBe(1);
  });

  test('has somebody who owns the catalogue and does not design', () => {
    const view = demonstration();
    const owners = view.facts('person', AT).filter(({ id }) => view.roles(id, AT).has('catalogueOwner'));
    expect(owners.map(({ id }) => id)).toEqual(['catalogue-owner']);
    expect([...view.roles('catalogue-owner', AT)]).toEqual(['catalogueOwner']);
  });

  test('counts the 248 working days that 2026 has', () => {
    const days = workingDaysOf(demonstration(), 'unit', AT);
    expect(workingDaysBetween(days, dayOfText('2025-12-31'), dayOfText('2026-12-31'))).toEqual({
      value: 248,
      yearsWithoutData: [],
    });
    expect(dayText(addWorkingDays(days, dayOfText('2026-09-30'), 3).value)).toBe('2026-10-10');
  });

  test('knows the legal holidays of 2027, not yet what is moved for them', () => {
    const days = workingDaysOf(demonstration(), 'statutory', AT);
    const all = workingDaysBetween(days, dayOfText('2026-12-31'), dayOfText('2027-12-31'));
    // 261 days from Monday to Friday, seven of them holidays; six more will be off for those that fall on weekends.
    expect(all).toEqual({ value: 254, yearsWithoutData: [] });
  });
});
