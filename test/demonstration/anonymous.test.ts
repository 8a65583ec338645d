import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Finding } from '@quanheng/engine';
import { DEMONSTRATION_UNITS, demonstrationUnit, shippedProfiles } from '@quanheng/host';
import {
  ANONYMOUS_MOMENT,
  anonymousOrganisation,
  carriedBinding,
  countedBudget,
  judgeStaffing,
  peopled,
  staffingFindings,
  staffOf,
  underBinding,
  type OrganisationIndex,
  type Profile,
} from '@quanheng/policy';
import { policyOf } from '../../libs/policy/src/model/index.js';
import { STAFFING_LOOKS } from '../../libs/policy/src/staffing/process/index.js';
import { renamed } from '../../libs/policy/src/staffing/process/testing/renamed.js';
import { root } from '../architecture/files.js';
import { FOLDERS, resourcesOf, worldOf } from '../policy/scenarios/folder.js';
import { foundedUnit } from './founded.js';

const AT = Date.UTC(2026, 2, 2, 1);
const PROFILES = shippedProfiles();

/** Processes of a folder, each with the profile that the unit has bound it to. */
async function processesOf(folder: string, view: OrganisationIndex) {
  const world = await worldOf(folder);
  const file = join(root, 'processes', folder, 'process.bpmn');
  const resources = resourcesOf(folder);
  const called = resources.flatMap(({ name, text }) =>
    name.endsWith('.bpmn') ? [{ process: /<(?:bpmn:)?process id="([^"]+)"/.exec(text)?.[1] ?? '', text }] : [],
  );
  const decisions = resources.filter(({ name }) => name.endsWith('.dmn'));
  return [...world.definition.processes.values()].map((node) => {
    const binding = view.fact('processBinding', node.id, AT)?.data;
    const bound = binding === undefined ? undefined : PROFILES.get(binding.profile);
    const profile: Profile | null =
      binding === undefined || bound === undefined ? null : underBinding(bound, carriedBinding(binding, view, AT));
    return { node, world, profile, drawing: { text: readFileSync(file, 'utf8'), decisions, called, profile } };
  });
}

const told = (findings: readonly Finding[]) =>
  findings
    .map(({ code, elementId, severity }) => `${code} ${elementId} ${severity}`)
    .sort()
    .join('\n');

describe.each(DEMONSTRATION_UNITS)('the organisation of %s without its people', (id) => {
  const unit = demonstrationUnit(id);
  const view = foundedUnit(unit, AT);
  const organisation = anonymousOrganisation(view, AT);

  test.each(FOLDERS)(
    'over it the same is told of %s while it is drawn as when it is deployed',
    async (folder) => {
      const present = { view: peopled(organisation), at: ANONYMOUS_MOMENT };
      for (const { node, world, profile, drawing } of await processesOf(folder, view)) {
        const staff = staffOf(node.id, policyOf(world), profile === null ? [] : [profile], { view, at: AT });
        const deployed = staffingFindings(node, { locations: new Map() }, staff, countedBudget(STAFFING_LOOKS));
        const drawn = await judgeStaffing(drawing, present, () => 0);
        expect(told(drawn)).toBe(told(deployed));
        const names = unit.members.map(({ name }) => name);
        for (const { message } of drawn) expect(names.filter((name) => message.includes(name))).toEqual([]);
      }
    },
    60_000,
  );

  test('nothing in it names a person or an account', () => {
    const names = view.facts('person', AT).map(({ data }) => data.name);
    expect(names.length).toBeGreaterThan(10);
    expect(names.filter((name) => JSON.stringify(organisation).includes(name))).toEqual([]);
    // Here people are called as their posts are, so ids are looked for where everybody has one that nothing else has, and no account.
    const others = renamed(view, AT);
    expect(others.facts('person', AT).map((each) => each.id)).toContain('other1');
    expect(JSON.stringify(anonymousOrganisation(others, AT))).not.toMatch(/other\d/);
  });

  test('other people in the same posts make the same answer', () => {
    expect(anonymousOrganisation(renamed(view, AT), AT)).toEqual(organisation);
  });
});

test('it is not asked for longer than somebody who draws waits for it', async () => {
  const view = foundedUnit(demonstrationUnit('demo'), AT);
  const { drawing } = (await processesOf('procurement', view))[0]!;
  const present = { view: peopled(anonymousOrganisation(view, AT)), at: ANONYMOUS_MOMENT };
  let clock = 0;
  const hurried = await judgeStaffing(drawing, present, () => (clock += 1_000));
  expect(hurried.length).toBeLessThan((await judgeStaffing(drawing, present, () => 0)).length);
}, 60_000);
