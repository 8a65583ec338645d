import { factSchema } from '@quanheng/contracts';
import { dataOf, KINDS, type Kind } from './fields.js';

const fits = (kind: Kind, id: string, given: Readonly<Record<string, unknown>>): boolean =>
  factSchema.safeParse({ kind, id, from: 0, to: null, data: dataOf(kind, given) }).success;

describe('what administrators fill in', () => {
  const good: Readonly<Record<Kind, Readonly<Record<string, unknown>>>> = {
    person: { name: ' 演甲 ' },
    account: { login: 'yan-jia', kind: 'person', person: 'p1' },
    department: { name: '财务处', parent: '' },
    body: { name: '党委会', members: [{ person: 'p1', role: 'chair' }] },
    post: { name: '出纳岗', department: 'finance', roles: ['CASHIER', 'staff'], seats: '2', document: '' },
    holding: { person: 'p1', post: 'cashier', kind: 'formal', document: '演人〔2026〕1号' },
    actingChair: { person: 'p2', document: '演人〔2026〕2号' },
    leaderLine: { leader: 'vice', departments: ['finance'] },
    relation: { persons: ['p1', 'p2'], kind: '近亲属' },
    processBinding: {
      ...{ power: 'reimbursement', riskLevel: 'medium', profile: 'reimbursement', document: '演规〔2026〕1号' },
      powerItem: {
        name: '费用报销',
        legalBasis: [{ article: '《会计法》第14条', mark: null }],
        responsibleSubject: 'f',
      },
      descriptors: { conditions: '真实', posts: ['cashier'], procedure: '填报、复核', disclosure: '校内公开' },
      ...{ complaintChannel: { channel: 'discipline' }, majorFour: '', nonDisclosureGround: ' ' },
      disclosureItems: [{ name: '报销情况', dueWorkingDays: 20 }, { item: 'claims' }],
    },
    substituteReview: {
      ...{ constraint: '制单与复核', processes: ['Reimbursement'], reviewer: { post: 'accounting-centre' } },
      resolution: { document: '演会〔2026〕1号', digest: 'a'.repeat(64) },
      notice: { document: '演函〔2026〕1号', digest: 'b'.repeat(64) },
      ...{ proposedBy: 'p1', confirmedBy: null },
    },
  };

  it.each(KINDS)('%s: is what its schema wants, and nothing is not', (kind) => {
    expect(fits(kind, 'x-1', good[kind])).toBe(true);
    expect(fits(kind, 'x-1', {})).toBe(false);
  });

  it('says nothing of a power that the catalogue says', () => {
    const { powerItem: _said, ...rest } = good.processBinding;
    expect(dataOf('processBinding', rest)).not.toHaveProperty('powerItem');
    expect(fits('processBinding', 'P', rest)).toBe(true);
    expect(fits('processBinding', 'P', { ...rest, powerItem: { name: '费用报销' } })).toBe(false);
  });

  it('has null or nothing where nothing was filled in', () => {
    expect(dataOf('department', good.department)).toEqual({ name: '财务处', parent: null });
    expect(dataOf('post', good.post)).toEqual({
      ...{ name: '出纳岗', department: 'finance', roles: ['CASHIER', 'staff'], seats: 2 },
    });
  });
});
