import { hold, put } from '../organisation/testing/office.js';
import type { OrganisationIndex } from '../organisation/view.js';
import type { OrganisationChange } from '../ports/index.js';
import { basisText } from './basis-text.js';
import { DUTY_PAIRS } from './duty-pairs.js';
import { staticConflicts, staticConflictsOf } from './static-conflicts.js';
import { DAY, TODAY, unit } from './testing/world.js';

/** A unit with facts that no change of today would bring. */
function asItStood(...changes: readonly OrganisationChange[]): OrganisationIndex {
  const before = unit();
  const facts = changes.flatMap((each) => (each.change === 'put' ? [each.fact] : []));
  const rows = facts.map((fact) => ({ fact, since: before.version + 1, until: null }));
  return before.after({ facts: rows, superseded: [], credentials: [] });
}

test('all pairs of the domain reference (§3.3) are there, each once', () => {
  expect(DUTY_PAIRS).toHaveLength(45);
  expect(new Set(DUTY_PAIRS.map(({ id }) => id)).size).toBe(45);
  expect(new Set(DUTY_PAIRS.map(({ a, b }) => [a, b].sort().join())).size).toBe(45);
  const scopes = (wanted: string) => DUTY_PAIRS.filter(({ scope }) => scope === wanted).length;
  expect(['INSTANCE', 'CONTRACT', 'PROJECT', 'ROLE_STATIC'].map(scopes)).toEqual([28, 1, 5, 11]);
});

test('what is only recalled is never printed as law', () => {
  for (const { basis } of DUTY_PAIRS) {
    expect(basis.length).toBeGreaterThan(0);
    for (const each of basis) {
      const text = basisText([each]);
      if (each.mark?.startsWith('C:') === true) expect(text).toBe(each.article);
      else expect(text).toMatch(/^(默认规则，可配置\(参照.+\)|参照.+|内部控制规则\(.+\))$/);
    }
  }
});

describe('pairs that no one person may hold by their posts', () => {
  const post = (id: string, roles: readonly string[]) =>
    put('post', id, { name: `岗${id}`, department: 'MONEY', roles });
  // From before such holdings were refused.
  const view = asItStood(
    ...[post('till', ['duty:CASHIER', 'staff']), post('books', ['duty:BOOKKEEP']), post('safe', ['duty:CASHIER'])],
    ...[
      post('all', ['duty:SYS_ADMIN', 'duty:SECURITY_AUDIT']),
      post('draw', ['designer']),
      post('issue', ['publisher']),
    ],
    ...[post('apply', ['duty:EXPENSE_APPLY']), post('approve', ['duty:EXPENSE_APPROVE'])],
    ...[hold('li', 'till'), hold('li', 'safe'), hold('li', 'books', { from: TODAY })],
    ...[hold('fang', 'till'), hold('ming', 'books'), hold('tao', 'all'), hold('qing', 'draw'), hold('qing', 'issue')],
    ...[hold('wei', 'apply'), hold('wei', 'approve')],
  );
  const told = (at: number) =>
    staticConflicts(view, at).map(({ pair, person, a, b }) => `${person} ${pair.id} ${a.join()} ${b.join()}`);

  test('are found by person, over all posts held at that moment', () => {
    const always = ['qing SOD-SYS-01 draw issue', 'tao SOD-SYS-02 all all'];
    expect(told(TODAY - DAY).sort()).toEqual(always);
    expect(told(TODAY).sort()).toEqual(['li SOD-EXP-04 till,safe books', ...always]);
  });

  test('of one person', () => {
    expect(staticConflictsOf('li', view, TODAY).map(({ pair }) => pair.id)).toEqual(['SOD-EXP-04']);
    expect(staticConflictsOf('fang', view, TODAY)).toEqual([]);
    expect(staticConflictsOf('li', view, TODAY, [])).toEqual([]);
  });
});
