import type { Fact, OrganisationChange } from '@quanheng/runtime/ports';
import { EMERGENCY_CAP } from './drawings.js';

const SINCE = Date.UTC(2020, 0, 1);
const DEPARTMENTS = { INFRA: '基建处', FIN: '财务处', AUDIT: '审计处', LEADERS: '院领导', CENTRE: '核算中心' } as const;
/** Name, department and role of each post. */
export const POSTS: Readonly<Record<string, readonly [name: string, department: string, role: string]>> = {
  pm: ['项目负责人', 'INFRA', 'PM'],
  'infra-head': ['基建处长', 'INFRA', 'INFRA_HEAD'],
  'fin-auditor': ['财务审核岗', 'FIN', 'FIN_AUDITOR'],
  'fin-head': ['财务处长', 'FIN', 'FIN_HEAD'],
  cashier: ['出纳', 'FIN', 'CASHIER'],
  booker: ['会计', 'FIN', 'BOOKKEEPER'],
  checker: ['审计岗', 'AUDIT', 'AUDIT'],
  'vice-infra': ['分管基建领导', 'LEADERS', 'VICE_INFRA'],
  'vice-fin': ['分管财务领导', 'LEADERS', 'VICE_FIN'],
  'vice-audit': ['分管审计领导', 'LEADERS', 'VICE_AUDIT'],
  member: ['委员', 'LEADERS', 'MEMBER'],
  chief: ['主要负责人', 'LEADERS', 'CHIEF'],
  disc: ['纪检监察室主任', 'AUDIT', 'DISC'],
  hr: ['人事干部', 'LEADERS', 'HR_ORG'],
  reviewer: ['核算中心复核岗', 'CENTRE', 'REVIEWER'],
  owners: ['职权目录管理', 'AUDIT', 'catalogueOwner'],
};
export const LINES: readonly (readonly [department: string, leader: string])[] = [
  ['INFRA', 'vice-infra'],
  ['FIN', 'vice-fin'],
  ['AUDIT', 'vice-audit'],
];
/** Several hold posts on both sides of something, which a small unit may bring about. */
const STAFF: readonly (readonly [person: string, ...posts: string[]])[] = [
  ['pm', 'pm'],
  ['pm2', 'pm'],
  ['ihead', 'infra-head'],
  ['fauditor', 'fin-auditor'],
  ['fhead', 'fin-head'],
  ['cashier', 'cashier'],
  ['cashier2', 'cashier'],
  ['books', 'booker'],
  ['auditing', 'checker'],
  ['auditing2', 'checker'],
  ['vinfra', 'vice-infra'],
  ['vfin', 'vice-fin'],
  ['vaudit', 'vice-audit'],
  ['both', 'infra-head', 'fin-head'],
  ['wide', 'pm', 'checker', 'booker'],
  ['deep', 'fin-auditor', 'fin-head', 'cashier'],
  ['bridge', 'infra-head', 'cashier', 'booker'],
  ['chief', 'chief'],
  ['disc', 'disc'],
  ['hr', 'hr'],
  ['outside', 'reviewer'],
  ['owner1', 'owners'],
  ['owner2', 'owners'],
  ['idle'],
  ...Array.from({ length: 9 }, (_, i) => [`m${i + 1}`, 'member'] as const),
];
/** Who signs in with a second account. */
const TWICE = ['pm', 'both', 'wide', 'deep', 'bridge', 'ihead'];

export const BUSINESS = STAFF.map(([person]) => person);
export const EVERYBODY = [
  ...BUSINESS,
  ...['clerk', 'leader', 'designer', 'publisher', 'operator', 'sysadmin', 'secadmin', 'auditor', 'nobody'],
];

export function accountsOf(person: string): readonly string[] {
  return TWICE.includes(person) ? [`a-${person}`, `a2-${person}`] : [`a-${person}`];
}

export function fact<K extends Fact['kind']>(
  kind: K,
  id: string,
  data: Extract<Fact, { kind: K }>['data'],
  { from = SINCE, to = null }: { readonly from?: number; readonly to?: number | null } = {},
): OrganisationChange {
  return { change: 'put', fact: { kind, id, from, to, data } as Fact };
}

export function staffChanges(): readonly OrganisationChange[] {
  return [
    ...Object.entries(DEPARTMENTS).map(([id, name]) => fact('department', id, { name, parent: null })),
    ...STAFF.flatMap(([id]) => [
      fact('person', id, { name: `人员-${id}` }),
      fact('account', `a-${id}`, { kind: 'person', person: id, login: id }),
    ]),
    ...TWICE.map((id) => fact('account', `a2-${id}`, { kind: 'person', person: id, login: `${id}-2` })),
    ...orderly(SINCE),
    ...STAFF.flatMap(([id, ...posts]) =>
      posts.map((post) =>
        fact('holding', `h-${id}-${post}`, { person: id, post, kind: 'formal', document: '任〔2020〕2号' }),
      ),
    ),
    fact('relation', 'r1', { persons: ['auditing2', 'pm2'], kind: '夫妻' }),
    committee(9, SINCE),
    fact('body', 'board', {
      name: '党委会',
      members: ['m1', 'm2', 'vaudit'].map((id) => ({ person: id, role: 'member' })),
    }),
    fact('threshold', 'emergency:local', {
      ...{ name: '应急处置限额', value: String(EMERGENCY_CAP), unit: 'CNY' },
      basis: [{ article: '单位规定', mark: 'D' }],
    }),
  ];
}

/** Posts where they belong, and departments under a leader each. */
export function orderly(from: number): OrganisationChange[] {
  return [
    ...Object.entries(POSTS).map(([id, [name, department, role]]) =>
      fact('post', id, { name, department, roles: [role] }, { from }),
    ),
    ...LINES.map(([department, leader]) =>
      fact('leaderLine', `line-${department}`, { leader, departments: [department] }, { from }),
    ),
  ];
}

export function committee(size: number, from: number): OrganisationChange {
  const members = Array.from({ length: size }, (_, i) => ({
    person: `m${i + 1}`,
    role: i === 0 ? ('chair' as const) : ('member' as const),
  }));
  return fact('body', 'committee', { name: '资金管理委员会', members }, { from });
}

const PAPER = { document: '党委会纪要〔2026〕3号', digest: 'ab'.repeat(32) };
/** 替代控制 for what the drawing of an emergency keeps apart. */
export function substitute(
  proposedBy: string,
  confirmedBy: string | null,
  span: { readonly from: number; readonly to: number },
): OrganisationChange {
  return fact(
    'substituteReview',
    'small',
    {
      ...{ constraint: '填报与归档', processes: ['Urgent'], reviewer: { post: 'reviewer' } },
      ...{ resolution: PAPER, notice: PAPER, proposedBy, confirmedBy },
    },
    span,
  );
}
