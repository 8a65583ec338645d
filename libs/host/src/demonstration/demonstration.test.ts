import { ADMINISTRATOR_ROLES } from '@quanheng/contracts';
import { changeOrganisation, OrganisationIndex, registerEffect } from '@quanheng/policy';
import type { OrganisationChange } from '@quanheng/runtime';
import { addWorkingDays, dayOfText, dayText, workingDaysBetween, workingDaysOf } from '@quanheng/policy';
import {
  dated,
  DEMONSTRATION_UNITS,
  demonstrationUnit,
  foundingChanges,
  SMALL_UNIT,
  substituteChanges,
} from './index.js';

const AT = Date.UTC(2026, 10, 22);
const HASH = `$argon2id$v=19$m=19456,t=2,p=1$${'a'.repeat(22)}$${'b'.repeat(43)}`;
const SEED = { kind: 'system', name: 'seed' } as const;

function after(view: OrganisationIndex, changes: readonly OrganisationChange[], at: number, by?: string) {
  const principal =
    by === undefined ? SEED : ({ kind: 'person', person: by, account: by, authenticatedAt: at } as const);
  const result = changeOrganisation(view, changes, { at, principal });
  if (result.status === 'rejected') throw new Error(result.findings.map(({ message }) => message).join('\n'));
  return result.view;
}

/** As the seed does it, without a database. */
function founded(unit: ReturnType<typeof demonstrationUnit>, at = AT): OrganisationIndex {
  const since = at - 86_400_000;
  const hashes = new Map(unit.members.map(({ id }) => [id, HASH]));
  let view = after(OrganisationIndex.empty(unit.id), foundingChanges(unit, { since, now: at, hashes }), at);
  for (const { register, changes } of unit.registers) {
    const context = { at, principal: SEED, proposal: 'P', organisation: view, entry: () => ({ versions: [] }) };
    const effect = registerEffect(register, changes, context);
    if (effect.status === 'rejected') throw new Error(effect.findings.map(({ message }) => message).join('\n'));
    if (effect.organisation === null) expect(effect.records).toHaveLength(changes.length);
    else view = view.after(effect.organisation.rows);
  }
  return after(
    view,
    unit.bindings.map((change) => dated(change, since, at)),
    at,
  );
}

describe.each(DEMONSTRATION_UNITS)('the unit %s of the demonstration', (id) => {
  const unit = demonstrationUnit(id);

  test('keeps every rule, whenever it is installed', () => {
    expect(founded(unit).version).toBeGreaterThan(0);
    expect(founded(unit, Date.UTC(2031, 5, 1)).version).toBeGreaterThan(0);
  });

  test('is plainly invented: everybody has the same surname, which is none, and no name twice', () => {
    const names = unit.members.map(({ name }) => name);
    expect(names.filter((name) => !/^演\p{Script=Han}{2}$/u.test(name))).toEqual([]);
    expect(new Set(names).size).toBe(names.length);
  });

  test('keeps apart who draws, who binds, who publishes and the three administrators', () => {
    const view = founded(unit);
    const roles = ['designer', 'publisher', ...ADMINISTRATOR_ROLES];
    const holders = roles.map((role) =>
      unit.members.filter((member) => view.roles(member.id, AT).has(role)).map((m) => m.id),
    );
    expect(holders.map((each) => each.length)).toEqual(roles.map(() => 1));
    expect(new Set(holders.flat()).size).toBe(roles.length);
    const owners = unit.members.filter((member) => view.roles(member.id, AT).has('catalogueOwner'));
    expect(owners.length).toBeGreaterThanOrEqual(2);
  });

  test('has a leader for every department in which somebody works, and nobody leads a restricted line as chief', () => {
    const view = founded(unit);
    const led = new Map(
      view.facts('leaderLine', AT).flatMap(({ data }) => data.departments.map((d) => [d, data.leader] as const)),
    );
    for (const department of ['finance', 'infrastructure', 'procurement', 'personnel'])
      expect(led.get(department)).not.toBe('director');
    expect(view.facts('unitRule', AT).map(({ id: rule }) => rule)).toContain('chiefPosts');
  });
});

test('the university has sixty-seven people and four from outside, the small unit twelve and eight', () => {
  const [university, small] = DEMONSTRATION_UNITS.map(demonstrationUnit);
  expect(university?.members).toHaveLength(71);
  const outside = small!.members.filter(({ post }) => post.startsWith('县'));
  expect([small!.members.length - outside.length, outside.length]).toEqual([12, 8]);
});

test('two owners of the catalogue bring the substitute of the small unit about, one alone does not', () => {
  const unit = demonstrationUnit(SMALL_UNIT);
  const view = founded(unit);
  const [said] = unit.substitutes;
  const [proposal, confirmation] = substituteChanges(said!, AT);
  const proposed = after(view, [proposal], AT, said![1].proposedBy);
  expect(() => after(proposed, [confirmation], AT, said![1].proposedBy)).toThrow(/由另一名原样确认/);
  const confirmed = after(proposed, [confirmation], AT, said![1].confirmedBy);
  expect(confirmed.facts('substituteReview', AT).map(({ data }) => data.confirmedBy)).toEqual(['finance-head']);
});

describe('its calendar', () => {
  const view = founded(demonstrationUnit('demo'));

  test('counts the 248 working days that 2026 has', () => {
    const days = workingDaysOf(view, 'unit', AT);
    const all = workingDaysBetween(days, dayOfText('2025-12-31'), dayOfText('2026-12-31'));
    expect(all).toEqual({ value: 248, yearsWithoutData: [] });
    expect(dayText(addWorkingDays(days, dayOfText('2026-09-30'), 3).value)).toBe('2026-10-10');
  });

  test('knows the legal holidays of 2027, not yet what is moved for them', () => {
    const days = workingDaysOf(view, 'statutory', AT);
    // 261 days from Monday to Friday, seven of them holidays; six more will be off for those that fall on weekends.
    const all = workingDaysBetween(days, dayOfText('2026-12-31'), dayOfText('2027-12-31'));
    expect(all).toEqual({ value: 254, yearsWithoutData: [] });
  });
});
