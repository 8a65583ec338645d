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
  systems: '信息中心',
} as const;

export const MEMBERS: readonly Member[] = [
  ...(['a', 'b'] as const).map((letter, i) => ({
    ...{
      id: `clerk-${letter}`,
      name: `经办人${i === 0 ? '甲' : '乙'}`,
      post: 'business-clerk',
      postName: '业务处经办岗',
    },
    ...{ department: 'business', roles: ['staff'] },
  })),
  member('checker', '审核员', 'business-checker', '业务处审核岗', 'business', 'staff'),
  member('business-head', '业务处负责人', 'business-head', '业务处处长', 'business', 'staff'),
  member('finance-head', '财务处负责人', 'finance-head', '财务处处长', 'finance', 'staff'),
  member('bookkeeper', '会计', 'bookkeeper', '财务处会计岗', 'finance', 'staff'),
  member('leader', '分管领导', 'deputy-director', '副局长', 'leaders', 'staff'),
  member('finance-leader', '分管财务领导', 'deputy-director-finance', '分管财务副局长', 'leaders', 'staff'),
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
  ...[id, name, post, postName, department, role]: readonly [string, string, string, string, string, string]
): Member {
  return { id, name, post, postName, department, roles: [role] };
}

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
    put({ kind: 'leaderLine', id: 'business', data: { leader: 'deputy-director', departments: ['business'] } }),
    put({ kind: 'leaderLine', id: 'finance', data: { leader: 'deputy-director-finance', departments: ['finance'] } }),
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
