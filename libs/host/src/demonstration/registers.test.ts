import { changeOrganisation, OrganisationIndex, registerEffect } from '@quanheng/policy';
import { demonstrationChanges } from './organisation.js';
import { DEMONSTRATION_REGISTERS } from './registers.js';

test('what the demonstration enters into its registers keeps their rules, in the order in which it is entered', () => {
  const at = Date.UTC(2026, 2, 1);
  const principal = { kind: 'system', name: 'seed' } as const;
  const founded = changeOrganisation(OrganisationIndex.empty('demo'), demonstrationChanges(at, new Map()), {
    at,
    principal,
  });
  if (founded.status === 'rejected') throw new Error(founded.findings[0].message);
  let view = founded.view;
  for (const { register, changes } of DEMONSTRATION_REGISTERS) {
    const context = { at, principal, proposal: 'P', organisation: view, entry: () => ({ versions: [] }) };
    const effect = registerEffect(register, changes, context);
    if (effect.status === 'rejected') throw new Error(effect.findings[0]?.message);
    if (effect.organisation === null) expect(effect.records).toHaveLength(changes.length);
    else view = view.after(effect.organisation.rows);
  }
  expect(view.facts('supplier', at).map(({ data }) => data.name)).toEqual(['演示建设公司甲', '演示文具店乙']);
});
