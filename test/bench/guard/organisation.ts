import { buildView, type Fact, type OrganisationIndex, type ProcessBindingData } from '@quanheng/policy';

const PEOPLE = 100_000;
const POSTS = 10_000;
const DEPARTMENTS = 500;
const LEADERS = 50;
const DELEGATIONS = 1_000;
const SINCE = Date.UTC(2020, 0, 1);
const DOCUMENT = '任〔2020〕1号';

/** Without it no payment would begin. */
const BINDING: ProcessBindingData = {
  ...{
    power: 'construction-payment',
    riskLevel: 'high',
    profile: 'construction-payment',
    document: '职权目录〔2026〕1号',
  },
  powerItem: { name: '工程款支付', legalBasis: [{ article: '单位财务制度', mark: 'D' }], responsibleSubject: 'D0' },
  descriptors: { conditions: '有预算', posts: ['P1'], procedure: '计量、审核、支付', disclosure: '本单位' },
  complaintChannel: '纪检监察室',
  disclosureItems: [{ name: '办理结果', dueWorkingDays: 20 }],
};

/** An invented province: so many people, each in one of so many posts, every fourth in two. The roles are those of the benchmark's drawing. */
export function province(unit: string): OrganisationIndex {
  const facts: Fact[] = [];
  const put = (fact: Omit<Fact, 'from' | 'to'>): void => void facts.push({ ...fact, from: SINCE, to: null } as Fact);
  const department = (post: number): string => `D${post % DEPARTMENTS}`;
  for (let i = 0; i < DEPARTMENTS; i++) {
    const parent = i < 50 ? null : `D${i % 50}`;
    put({ kind: 'department', id: `D${i}`, data: { name: `部门${i}`, parent } });
  }
  for (let i = 0; i < POSTS; i++) {
    const roles = ['staff', `ROLE${i % 40}`];
    put({ kind: 'post', id: `P${i}`, data: { name: `岗位${i}`, department: department(i), roles } });
  }
  for (let i = 0; i < LEADERS; i++) {
    const departments = Array.from({ length: DEPARTMENTS / LEADERS }, (_, each) => `D${i + each * LEADERS}`);
    put({ kind: 'leaderLine', id: `L${i}`, data: { leader: `P${POSTS - 1 - i}`, departments } });
  }
  for (let i = 0; i < PEOPLE; i++) {
    put({ kind: 'person', id: `H${i}`, data: { name: `人员${i}` } });
    const posts = i % 4 === 0 ? [i % POSTS, (i + 777) % POSTS] : [i % POSTS];
    for (const post of posts) {
      const data = { person: `H${i}`, post: `P${post}`, kind: 'formal' as const, document: DOCUMENT };
      put({ kind: 'holding', id: `H${i}-P${post}`, data });
    }
  }
  for (let i = 0; i < DELEGATIONS; i++) {
    const data = { from: `H${i * 7}`, to: `H${i * 7 + 3}`, processes: [], document: DOCUMENT };
    put({ kind: 'delegation', id: `G${i}`, data });
  }
  put({ kind: 'processBinding', id: 'Payment', data: BINDING });
  return buildView(
    unit,
    1,
    facts.map((fact) => ({ fact, since: 1, until: null })),
  );
}
