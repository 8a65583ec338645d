import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DEMONSTRATION_UNITS, demonstrationUnit, type DemonstrationUnitId } from '@quanheng/host';
import type { OrganisationChange } from '@quanheng/runtime';
import { indispensableIn, staffProcess } from '../../libs/policy/src/staffing/process/index.js';
import { root } from '../architecture/files.js';
import { AT, flowsOf } from './flows.js';

const BUDGET = { milliseconds: 60_000, now: () => performance.now() };
const README = join(root, 'processes', 'demonstration', 'README.md');

/** Without whom each flow cannot be done, and for which steps of it. */
async function indispensables(
  id: DemonstrationUnitId,
): Promise<ReadonlyMap<string, ReadonlyMap<string, readonly string[]>>> {
  const found = new Map<string, ReadonlyMap<string, readonly string[]>>();
  for (const { name, staffed, node } of await flowsOf(id)) {
    const answer = staffProcess(node, staffed([]), BUDGET);
    if (answer.status !== 'satisfiable') throw new Error(`${name}: ${answer.status}`);
    const persons = indispensableIn(answer, BUDGET);
    if (persons === null) throw new Error(`${name}: not known`);
    found.set(name, new Map(persons.map(({ person, steps }) => [person, steps.map((step) => step.name)])));
  }
  return found;
}

describe.each(DEMONSTRATION_UNITS)('the staff of %s', (id) => {
  test('can do every flow, and without each single person just the flows that do not need them', async () => {
    const told = await indispensables(id);
    const { members, facts } = demonstrationUnit(id);
    for (const { name, staffed, node } of await flowsOf(id)) {
      const persons = told.get(name)!;
      // Administrators (三员) do no business, and their posts are never left vacant.
      const acting = members.filter(
        ({ id: person }) => !['system-admin', 'security-admin', 'auditor'].includes(person),
      );
      const lost = acting.filter(({ id: person }) => {
        const away = facts.flatMap((change): OrganisationChange[] =>
          change.change === 'put' && change.fact.kind === 'holding' && change.fact.data.person === person
            ? [{ change: 'end', kind: 'holding', id: change.fact.id, at: AT }]
            : [],
        );
        // Of the usual matter: not only of one for which the drawing has others act, as for those of an office itself.
        return staffProcess(node, { ...staffed(away), isHopeful: false }, BUDGET).status !== 'satisfiable';
      });
      expect([name, lost.map((each) => each.id).sort()]).toEqual([name, [...persons.keys()].sort()]);
    }
    // Procurement is asked once for each person of the university, which takes seconds on a machine at work.
  }, 240_000);
});

/** `UPDATE_DOCS=1 npx jest test/demonstration/staffing` writes the tables anew. */
test('the page tells who is indispensable for what', async () => {
  let page = readFileSync(README, 'utf8');
  for (const id of DEMONSTRATION_UNITS) {
    const { members } = demonstrationUnit(id);
    const rows = [...(await indispensables(id))].map(([flow, persons]) => {
      const cells = [...persons].map(([person, steps]) => {
        const { name, post } = members.find((member) => member.id === person)!;
        return `${name}（${post}）：${steps.join('、') || '其中一个环节'}`;
      });
      return `| ${flow} | ${cells.join('<br>') || '无'} |`;
    });
    const table = ['| 流程 | 不可或缺的人和环节 |', '| --- | --- |', ...rows].join('\n');
    const place = new RegExp(`(<!-- indispensable ${id} -->\\n)[^]*?(\\n<!-- end -->)`);
    expect(page).toMatch(place);
    page = page.replace(place, (_, before: string, after: string) => `${before}${table}${after}`);
  }
  if (process.env.UPDATE_DOCS === '1') writeFileSync(README, page);
  expect(readFileSync(README, 'utf8')).toBe(page);
});
