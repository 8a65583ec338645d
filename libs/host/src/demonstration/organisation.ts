import type { Fact, OrganisationChange } from '@quanheng/runtime';
import { bindingOf } from './binding.js';
import { calendarChanges } from './calendars.js';

/** The unit that the demonstration lives in; nobody's real one. */
export const DEMONSTRATION_UNIT = 'demo';

/** One invented person with one post; persons are called by what they do, so that nobody takes them for real ones. */
interface Member {
  /** Also the login. */
  readonly id: string;
  readonly name: string;
  readonly post: string;
  readonly postName: string;
  readonly department: string;
  readonly roles: readonly string[];
}

const DEPARTMENTS = {
  leaders: '领导班子',
  office: '办公室',
  business: '业务处',
  finance: '财务处',
  audit: '审计室',
  discipline: '纪检监察组',
  systems: '信息中心',
} as const;

/** Those of the processes, whose scenarios are played by people in the same posts; then those who look after the product. */
export const MEMBERS: readonly Member[] = [
  member('clerk-a', '经办人甲', 'business-clerk', '业务处经办岗', 'business', 'staff'),
  member('clerk-b', '经办人乙', 'business-clerk', '业务处经办岗', 'business', 'staff'),
  member('business-head', '业务处负责人', 'business-head', '业务处处长', 'business', 'staff', 'BIZ_HEAD'),
  member('standards-officer', '归口审核员', 'standards-officer', '办公室归口审核岗', 'office', 'staff'),
  member('office-secretary', '办公室秘书', 'office-secretary', '办公室秘书岗', 'office', 'staff'),
  member('office-head', '办公室负责人', 'office-head', '办公室主任', 'office', 'staff', 'HR_ORG'),
  member('finance-auditor', '财务审核员', 'finance-auditor', '财务处审核岗', 'finance', 'staff', 'FIN_AUDITOR'),
  member('finance-head', '财务处负责人', 'finance-head', '财务处处长', 'finance', 'staff', 'FIN_HEAD'),
  member('cashier', '出纳', 'cashier', '财务处出纳岗', 'finance', 'staff', 'duty:CASHIER'),
  member('bookkeeper', '会计', 'bookkeeper', '财务处会计岗', 'finance', 'staff', 'duty:BOOKKEEP'),
  member('internal-checker', '稽核员', 'internal-checker', '审计室稽核岗', 'audit', 'staff', 'duty:INTERNAL_CHECK'),
  member('discipline-officer', '纪检监察员', 'discipline-officer', '纪检监察岗', 'discipline', 'staff', 'DISC'),
  member('vice-business', '分管业务领导', 'vice-business', '分管业务副局长', 'leaders', 'staff', 'VICE_BIZ'),
  member('vice-finance', '分管财务领导', 'vice-finance', '分管财务副局长', 'leaders', 'staff', 'VICE_FIN'),
  member('director', '主要负责人', 'director', '局长', 'leaders', 'staff', 'CHIEF'),
  member('designer', '流程设计员', 'designer', '流程设计岗', 'systems', 'designer'),
  member('catalogue-owner', '职权目录管理员', 'catalogue-owner', '职权目录管理岗', 'office', 'catalogueOwner'),
  member('publisher', '流程发布员', 'publisher', '流程发布岗', 'systems', 'publisher'),
  member('operator', '运维操作员', 'operator', '运行维护岗', 'systems', 'operator'),
  member('system-admin', '系统管理员', 'system-administrator', '系统管理岗', 'systems', 'systemAdministrator'),
  member(
    'security-admin',
    '安全保密管理员',
    'security-administrator',
    '安全保密岗',
    'systems',
    'securityAdministrator',
  ),
  member('auditor', '安全审计员', 'auditor', '安全审计岗', 'systems', 'auditor'),
];

function member(
  ...[id, name, post, postName, department, ...roles]: readonly [string, string, string, string, string, ...string[]]
): Member {
  return { id, name, post, postName, department, roles };
}

const MEETING = [
  { person: 'director', role: 'chair' } as const,
  ...['vice-business', 'vice-finance', 'office-head', 'internal-checker'].map((person) => {
    return { person, role: 'member' } as const;
  }),
];
/** An example: each unit sets its own. */
const TIERS = [
  ['expenseTierOne', '一级审批限额', '5000'],
  ['expenseTierThree', '三级审批限额', '500000'],
] as const;
const TIER_BASIS = { article: '演示用报销办法(待本单位确认)', mark: 'D' } as const;

/** The number of the document that says who holds which post. */
const DOCUMENT = '演示〔2026〕1号';

/**
 * The organisation as one change.
 * @param since milliseconds since the epoch
 * @param hashes Argon2id hash of the password, by login
 */
export function demonstrationChanges(since: number, hashes: ReadonlyMap<string, string>): OrganisationChange[] {
  const put = (fact: Omit<Fact, 'from' | 'to'>): OrganisationChange => ({
    change: 'put',
    fact: { ...fact, from: since, to: null } as Fact,
  });
  const posts = new Map(MEMBERS.map((each) => [each.post, each]));
  return [
    ...Object.entries(DEPARTMENTS).map(([id, name]) => put({ kind: 'department', id, data: { name, parent: null } })),
    ...[...posts.values()].map(({ post: id, postName: name, department, roles }) =>
      put({ kind: 'post', id, data: { name, department, roles } }),
    ),
    ...MEMBERS.flatMap(({ id, name, post }) => [
      put({ kind: 'person', id, data: { name } }),
      put({ kind: 'account', id, data: { kind: 'person', person: id, login: id } }),
      put({ kind: 'holding', id, data: { person: id, post, kind: 'formal', document: DOCUMENT } }),
    ]),
    // Two pens ask for two leaders.
    put({ kind: 'leaderLine', id: 'business', data: { leader: 'vice-business', departments: ['business', 'office'] } }),
    put({ kind: 'leaderLine', id: 'finance', data: { leader: 'vice-finance', departments: ['finance'] } }),
    put({ kind: 'leaderLine', id: 'audit', data: { leader: 'director', departments: ['audit'] } }),
    put({ kind: 'body', id: 'office-meeting', data: { name: '局长办公会', members: MEETING } }),
    ...TIERS.map(([id, name, value]) =>
      put({ kind: 'threshold', id: `${id}:unit`, data: { name, value, unit: 'CNY', basis: [TIER_BASIS] } }),
    ),
    ...calendarChanges(),
    put(bindingOf(DOCUMENT)),
    ...[...hashes].map(([account, hash]): OrganisationChange => ({
      change: 'credential',
      account,
      hash,
      mustChange: false,
    })),
  ];
}
