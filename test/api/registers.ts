import type { Fact, Principal, RegisterChange } from '@quanheng/runtime/ports';
import { must } from './desk.js';
import type { Api, Sent } from './harness.js';

/** A power of the test office, as a proposal and as the sheet of an import say it. */
export const POWER_CHANGE: RegisterChange<'powerItem'> = {
  ...{ change: 'put', id: 'P-1', from: null, to: null },
  data: {
    ...{ name: '费用报销', legalBasis: [{ article: '单位财务制度', mark: 'D' }], responsibleSubject: 'office' },
    ...{ responsiblePosts: ['clerk'], riskLevel: 'low' },
  },
};
export const POWER_SHEET: readonly (readonly string[])[] = [
  ['职权编号', '职权名称', '授权依据', '责任主体(部门编号)', '责任岗位(岗位编号)', '风险等级', '生效日期', '失效日期'],
  ['P-1', '费用报销', '单位财务制度【D】', 'office', 'clerk', '低', '', ''],
];

const SEED: Principal = { kind: 'system', name: 'seed' };

/** Another owner of the catalogue: what one proposes the other confirms. */
export async function secondOwner(api: Api): Promise<void> {
  const since = { from: Date.UTC(2026, 0, 1), to: null };
  const facts: Fact[] = [
    { kind: 'person', id: 'otherOwner', ...since, data: { name: '另一名职权目录管理员' } },
    {
      ...{ kind: 'holding', id: 'h-otherOwner', ...since },
      data: { person: 'otherOwner', post: 'catalogueOwner', kind: 'formal', document: '任' },
    },
  ];
  await must(api, SEED, { kind: 'changeOrganisation', changes: facts.map((fact) => ({ change: 'put', fact })) });
}

export interface Proposed {
  readonly params: { readonly register: 'powerItem'; readonly proposal: string };
  readonly digest: string;
}

/** Proposed by that owner, and not decided yet. */
export async function proposedPower(api: Api, by: 'catalogueOwner' | 'otherOwner'): Promise<Proposed> {
  await secondOwner(api);
  const principal: Principal = { kind: 'person', person: by, account: `account-${by}`, authenticatedAt: 0 };
  const command = {
    kind: 'proposeRegister',
    register: 'powerItem',
    document: '请示1号',
    changes: [POWER_CHANGE],
  } as const;
  const { proposal, digest } = await must(api, principal, command);
  return { params: { register: 'powerItem', proposal: String(proposal) }, digest: String(digest) };
}

export const sentOf = ({ params }: Proposed): Partial<Sent> => ({ params });

const line = (id: string): RegisterChange<'budgetLine'> => ({
  ...{ change: 'put', id, from: null, to: null },
  data: {
    ...{ name: '维修费', year: 2026, department: 'office', project: null, category: null },
    ...{ granted: '100', openingSpent: '0' },
  },
});
const register = 'budgetLine';

/** Budget lines that are in force; its id is that of the last proposal. */
async function enteredLines(api: Api, ...changes: readonly RegisterChange[]): Promise<string> {
  const proposing = { kind: 'proposeRegister', register, document: '请示1号', changes } as const;
  const { proposal, digest } = await must(api, SEED, proposing);
  await must(api, SEED, { kind: 'confirmProposal', register, proposal: String(proposal), digest: String(digest) });
  return String(proposal);
}

export async function enteredLine(api: Api): Promise<Partial<Sent>> {
  await enteredLines(api, line('L-1'));
  return { params: { register, entry: 'L-1' } };
}

/** Two proposals of two lines each. */
export async function proposedLines(api: Api): Promise<string> {
  await enteredLines(api, line('L-1'), line('L-2'));
  return enteredLines(api, line('L-3'), line('L-4'));
}
