import type { Answer } from '@quanheng/runtime';
import type {
  OrganisationChange,
  Principal,
  ProposeRegister,
  RegisterChange,
  RegisterEntryData,
} from '@quanheng/runtime/ports';
import { ledgerEntry, ledgerKey } from '@quanheng/policy';
import type { OpenedStore } from '../contract/door/office.js';
import { SEED, UNIT } from '../contract/office.js';
import { Bureau, codesOf, fact } from './bureau.js';
import { closeReplayed } from './replayed.js';

export const COMPANY: RegisterEntryData<'supplier'> = {
  name: '演示建设公司',
  creditCode: '91110000000000000A',
  accounts: [{ number: '1001', bank: '演示银行', from: null, until: null }],
  relations: [],
};
export const CONTRACT: RegisterEntryData<'contract'> = {
  ...{ name: '一号楼工程', supplier: 'S-1', project: '一号楼', sum: '100', openingPaid: '30' },
  ...{ retentionPercent: '3', signedOn: '2025-06-01', liabilityUntil: null },
};
export const LINE: RegisterEntryData<'budgetLine'> = {
  ...{ name: '维修费', year: 2026, department: 'INFRA', project: null, category: null, granted: '100' },
  openingSpent: '10',
};
const put = (id: string, data: object, from: number | null = null): RegisterChange =>
  ({ change: 'put', id, from, to: null, data }) as RegisterChange;

/** Somebody else who may do what the heads of finance and purchasing do. */
export const KEEPERS: readonly OrganisationChange[] = [
  fact('post', 'owner', { name: '目录管理岗', department: 'LEADERS', roles: ['catalogueOwner'] }),
  ...['owner1', 'owner2'].flatMap((id) => [
    fact('person', id, { name: `人员-${id}` }),
    fact('account', `a-${id}`, { kind: 'person', person: id, login: id }),
    fact('holding', `h-${id}`, { person: id, post: 'owner', kind: 'formal', document: '任〔2020〕1号' }),
  ]),
];

/** What is done with registers through the door. */
export class Registrar {
  private constructor(readonly bureau: Bureau) {}

  static async open(opened: OpenedStore): Promise<Registrar> {
    const bureau = await Bureau.open(opened);
    await bureau.change(...KEEPERS);
    return new Registrar(bureau);
  }

  propose(who: string, register: ProposeRegister['register'], ...changes: readonly RegisterChange[]): Promise<Answer> {
    return this.give(this.bureau.as(who), { register, changes });
  }

  give(principal: Principal, { register, changes }: Pick<ProposeRegister, 'register' | 'changes'>): Promise<Answer> {
    return this.bureau.office.give(principal, { kind: 'proposeRegister', register, document: '请示1号', changes });
  }

  confirm(who: string, register: ProposeRegister['register'], proposed: Answer, account?: string): Promise<Answer> {
    return this.bureau.office.give(this.bureau.as(who, account), confirmation(register, proposed));
  }

  /** Proposed and confirmed as the product itself may when a unit is founded. */
  async entered(register: ProposeRegister['register'], ...changes: readonly RegisterChange[]): Promise<void> {
    const proposed = await this.give(SEED, { register, changes });
    const confirmed = await this.bureau.office.give(SEED, confirmation(register, proposed));
    expect(codesOf(confirmed)).toEqual(['accepted']);
  }

  async contract(id: string) {
    const { queries } = this.bureau.office.opened;
    const { kind } = ledgerKey('contract', id);
    return ledgerEntry<'contract'>((await queries.record(UNIT, kind, id)) ?? undefined).versions;
  }
}

export function confirmation(register: ProposeRegister['register'], proposed: Answer) {
  if (proposed.status !== 'accepted') throw new Error(JSON.stringify(proposed));
  const { proposal, digest } = proposed.result;
  return { kind: 'confirmProposal', register, proposal: String(proposal), digest: String(digest) } as const;
}
const found = (answer: Answer): readonly string[] =>
  answer.status === 'rejected'
    ? [answer.code, ...(answer.details ?? []).map((each) => (each as { readonly code: string }).code)]
    : codesOf(answer);

export function describeRegisters(name: string, open: () => Promise<OpenedStore>): void {
  describe(`registers over ${name}`, () => {
    let it: Registrar;
    beforeEach(async () => {
      it = await Registrar.open(await open());
      await it.entered('supplier', put('S-1', COMPANY));
    });
    afterEach(() => closeReplayed(it.bureau));

    test('one person proposes, another confirms, and only then it holds', async () => {
      const proposed = await it.propose('pm', 'contract', put('基合〔2025〕1号', CONTRACT));
      expect(codesOf(proposed)).toEqual(['accepted']);
      expect(await it.contract('基合〔2025〕1号')).toEqual([]);
      expect(codesOf(await it.confirm('fhead', 'contract', proposed))).toEqual(['accepted']);
      expect(await it.contract('基合〔2025〕1号')).toMatchObject([
        { from: it.bureau.office.now, to: null, data: CONTRACT },
      ]);
    });

    test('nobody confirms what they proposed, by another account or another post either', async () => {
      await it.bureau.change(
        fact(
          'holding',
          'h-pm-2',
          { person: 'pm', post: 'fin-head', kind: 'temporary', document: '任〔2026〕9号' },
          { to: Date.UTC(2027, 0) },
        ),
        fact('account', 'second', { kind: 'person', person: 'pm', login: 'second' }),
      );
      const proposed = await it.propose('pm', 'contract', put('C-1', CONTRACT));
      expect(codesOf(await it.confirm('pm', 'contract', proposed))).toEqual(['PROPOSAL_SELF']);
      expect(codesOf(await it.confirm('pm', 'contract', proposed, 'second'))).toEqual(['PROPOSAL_SELF']);
      const command = {
        register: 'contract',
        proposal: String((proposed as { result: object }).result['proposal' as never]),
      } as const;
      const down = await it.bureau.office.give(it.bureau.as('pm'), {
        kind: 'turnDownProposal',
        ...command,
        reason: '误',
      });
      expect(codesOf(down)).toEqual(['PROPOSAL_SELF']);
      expect(await it.contract('C-1')).toEqual([]);
    });

    test('who keeps a register not at all neither proposes nor confirms', async () => {
      expect(codesOf(await it.propose('cashier', 'contract', put('C-1', CONTRACT)))).toEqual(['REGISTER_PROPOSER']);
      const proposed = await it.propose('pm', 'contract', put('C-1', CONTRACT));
      expect(codesOf(await it.confirm('ihead', 'contract', proposed))).toEqual(['REGISTER_CONFIRMER']);
      expect(codesOf(await it.confirm('cashier', 'contract', proposed))).toEqual(['REGISTER_CONFIRMER']);
    });

    test('a unit says itself who keeps a register', async () => {
      const basis = [{ article: '单位合同管理办法', mark: 'D' }];
      const value = { contract: { propose: ['CASHIER'], confirm: ['AUDIT'] } };
      await it.bureau.change(fact('unitRule', 'registerKeepers', { value, document: '办发1号', basis }));
      expect(codesOf(await it.propose('pm', 'contract', put('C-1', CONTRACT)))).toEqual(['REGISTER_PROPOSER']);
      const proposed = await it.propose('cashier', 'contract', put('C-1', CONTRACT));
      expect(codesOf(await it.confirm('auditing', 'contract', proposed))).toEqual(['accepted']);
    });

    test('an interest in the supplier keeps from both', async () => {
      const relations = ['pm', 'fhead'].map((person) => ({ person, kind: '近亲属任职' }));
      await it.entered('supplier', put('S-2', { ...COMPANY, creditCode: null, name: '演示材料公司', relations }));
      const theirs = put('C-1', { ...CONTRACT, supplier: 'S-2' });
      expect(codesOf(await it.propose('pm', 'contract', theirs))).toEqual(['RECUSE_REQUIRED']);
      const proposed = await it.propose('ihead', 'contract', theirs);
      expect(codesOf(await it.confirm('fhead', 'contract', proposed))).toEqual(['RECUSE_REQUIRED']);
      expect(codesOf(await it.confirm('fauditor', 'contract', proposed))).toEqual(['accepted']);
    });

    test('what has changed since it was proposed is not confirmed', async () => {
      const one = await it.propose('pm', 'contract', put('C-1', CONTRACT));
      const other = await it.propose('ihead', 'contract', put('C-1', { ...CONTRACT, sum: '900' }));
      expect(codesOf(await it.confirm('fhead', 'contract', one))).toEqual(['accepted']);
      expect(found(await it.confirm('fhead', 'contract', other))).toEqual(['conflict', 'entry-changed']);
      expect(await it.contract('C-1')).toMatchObject([{ data: { sum: '100' } }]);
    });

    test('the rules are asked again when it is confirmed', async () => {
      const proposed = await it.propose('pm', 'contract', put('C-1', CONTRACT));
      it.bureau.office.now += 1000;
      await it.entered('supplier', { change: 'end', id: 'S-1', at: null });
      expect(found(await it.confirm('fhead', 'contract', proposed))).toEqual(['invalid', 'missing-reference']);
      expect(await it.contract('C-1')).toEqual([]);
    });

    test('a fact that was changed meanwhile is not confirmed either', async () => {
      const renamed = await it.propose('fauditor', 'supplier', put('S-1', { ...COMPANY, name: '甲' }));
      await it.entered('supplier', put('S-1', { ...COMPANY, name: '乙' }));
      expect(found(await it.confirm('fhead', 'supplier', renamed))).toEqual(['conflict', 'entry-changed']);
    });

    test('it is confirmed as it was seen', async () => {
      const proposed = await it.propose('pm', 'contract', put('C-1', CONTRACT));
      const blind = { ...confirmation('contract', proposed), digest: '0'.repeat(64) };
      const answer = await it.bureau.office.give(it.bureau.as('fhead'), blind);
      expect(answer).toMatchObject({ status: 'rejected', code: 'conflict', subject: 'digest' });
    });

    test('of two who confirm at once one does, and one who asks again under a key is answered the same', async () => {
      const proposed = await it.propose('pm', 'contract', put('C-1', CONTRACT));
      const answers = await Promise.all(['fhead', 'fauditor'].map((who) => it.confirm(who, 'contract', proposed)));
      expect(answers.map(({ status }) => status).toSorted()).toEqual(['accepted', 'rejected']);
      expect(await it.contract('C-1')).toHaveLength(1);
      const next = confirmation('contract', await it.propose('pm', 'contract', put('C-2', CONTRACT)));
      const fhead = it.bureau.as('fhead');
      const first = await it.bureau.office.give(fhead, next, 'key-1');
      expect(await it.bureau.office.give(fhead, next, 'key-1')).toEqual(first);
      expect(found(await it.bureau.office.give(fhead, next))).toEqual(['conflict', 'proposal-decided']);
      expect(await it.contract('C-2')).toHaveLength(1);
    });

    test('turned down with a reason, or withdrawn by whoever proposed it, it is done with', async () => {
      for (const [who, kind] of [
        ['fhead', 'turnDownProposal'],
        ['pm', 'withdrawProposal'],
      ] as const) {
        const proposed = await it.propose('pm', 'contract', put('C-1', CONTRACT));
        const { register, proposal } = confirmation('contract', proposed);
        const decide = (by: string, reason: string) =>
          it.bureau.office.give(
            it.bureau.as(by),
            kind === 'withdrawProposal' ? { kind, register, proposal } : { kind, register, proposal, reason },
          );
        if (kind === 'turnDownProposal') expect(codesOf(await decide(who, ' '))).toEqual(['REASON_MISSING']);
        else expect(codesOf(await decide('ihead', ''))).toEqual(['PROPOSAL_OTHERS']);
        expect(codesOf(await decide(who, '金额不符'))).toEqual(['accepted']);
        expect(found(await it.confirm('fhead', 'contract', proposed))).toEqual(['conflict', 'proposal-decided']);
      }
      expect(await it.contract('C-1')).toEqual([]);
    });

    test('what was said of the past stays; from now on another sum holds, and then nothing', async () => {
      await it.entered('contract', put('C-1', CONTRACT));
      const began = it.bureau.office.now;
      it.bureau.office.now += 86_400_000;
      const rewritten = await it.propose('pm', 'contract', put('C-1', { ...CONTRACT, sum: '900' }, began));
      expect(found(rewritten)).toEqual(['invalid', 'rule-rewritten']);
      await it.entered('contract', put('C-1', { ...CONTRACT, sum: '120' }));
      const now = it.bureau.office.now;
      expect(await it.contract('C-1')).toMatchObject([
        { from: began, to: now, data: { sum: '100' } },
        { from: now, to: null, data: { sum: '120' } },
      ]);
      it.bureau.office.now += 1000;
      await it.entered('contract', { change: 'end', id: 'C-1', at: null });
      expect(await it.contract('C-1')).toMatchObject([{}, { to: it.bureau.office.now }]);
      expect(found(await it.propose('pm', 'contract', { change: 'end', id: 'C-1', at: null }))).toEqual([
        'invalid',
        'unknown-thing',
      ]);
    });

    test('what cannot be is not proposed', async () => {
      const wrong: readonly (readonly [RegisterChange, string])[] = [
        [put('C-1', { ...CONTRACT, supplier: 'S-9' }), 'missing-reference'],
        [put('C-1', { ...CONTRACT, openingPaid: '100.01' }), 'opening-over'],
        [put('C-1', { ...CONTRACT, sum: 100 }), 'malformed'],
        [put('C-1', { ...CONTRACT, sum: '1e3' }), 'malformed'],
        [put('C-1', { ...CONTRACT, more: 1 }), 'malformed'],
        [put('C-1', { ...CONTRACT, liabilityUntil: '2025-05-31' }), 'malformed'],
        [put(' C-1', CONTRACT), 'malformed'],
        [{ ...put('C-1', CONTRACT), from: 5, to: 5 } as RegisterChange, 'empty-validity'],
      ];
      for (const [change, code] of wrong)
        expect(found(await it.propose('pm', 'contract', change))).toEqual(['invalid', code]);
      const twice = await it.propose('pm', 'contract', put('C-1', CONTRACT), put('C-1', CONTRACT));
      expect(found(twice)).toEqual(['invalid', 'malformed']);
      const line = await it.propose(
        'fauditor',
        'budgetLine',
        put('L-1', { ...LINE, department: 'NONE', openingSpent: '101' }),
      );
      expect(found(line)).toEqual(['invalid', 'missing-reference', 'opening-over']);
      expect(await it.contract('C-1')).toEqual([]);
    });

    test('what two persons keep, one does not change beside them', async () => {
      for (const who of ['owner1', 'sysadmin', 'secadmin', 'pm']) {
        const change = fact('supplier', 'S-1', { ...COMPANY, accounts: [] });
        const answer = await it.bureau.office.give(it.bureau.as(who), {
          kind: 'changeOrganisation',
          changes: [change],
        });
        expect(codesOf(answer)).toContain('REGISTER_TWO_PERSONS');
        const ending = { change: 'end', kind: 'supplier', id: 'S-1', at: it.bureau.office.now } as const;
        const ended = await it.bureau.office.give(it.bureau.as(who), { kind: 'changeOrganisation', changes: [ending] });
        expect(codesOf(ended)).toContain('REGISTER_TWO_PERSONS');
      }
    });

    test('thresholds, calendars and AB 角 are kept by two persons, too, and held to their own rules', async () => {
      const { now } = it.bureau.office;
      const basis = [{ article: '单位财务制度', mark: 'D' }];
      const kept = {
        threshold: ['largeSum:unit', { name: '大额资金', value: '500000', unit: 'CNY', basis }],
        calendar: ['statutory:2027', { holidays: ['2027-01-01'], workdays: [], document: '放假通知' }],
        delegation: ['ab-1', { from: 'fhead', to: 'cashier', processes: [], document: '任〔2026〕2号' }],
      } as const;
      const span = { from: now, to: now + 86_400_000 };
      for (const [register, [id, data]] of Object.entries(kept) as [keyof typeof kept, readonly [string, object]][]) {
        const change = { change: 'put', fact: { kind: register, id, ...span, data } } as unknown as OrganisationChange;
        const alone = it.bureau.office.give(it.bureau.as('owner1'), { kind: 'changeOrganisation', changes: [change] });
        expect(codesOf(await alone)).toContain('REGISTER_TWO_PERSONS');
        const entry = { ...put(id, data), to: register === 'delegation' ? span.to : null } as RegisterChange;
        expect(codesOf(await it.propose('pm', register, entry))).toEqual(['REGISTER_PROPOSER']);
        const proposed = await it.propose('owner1', register, entry);
        expect(codesOf(await it.confirm('owner1', register, proposed))).toContain('PROPOSAL_SELF');
        expect(codesOf(await it.confirm('owner2', register, proposed))).toEqual(['accepted']);
      }
      const endless = await it.propose('owner1', 'delegation', put('ab-2', kept.delegation[1]));
      expect(endless).toMatchObject({ status: 'rejected', details: [{ code: 'delegation-without-end' }] });
      const outside = { ...kept.calendar[1], holidays: ['2026-01-01'] };
      const wrong = await it.propose('owner1', 'calendar', put('statutory:2027', outside));
      expect(wrong).toMatchObject({ status: 'rejected', details: [{ code: 'calendar-date-outside' }] });
    });

    test('a catalogue is kept by two of its owners, and tells which proposal brought it', async () => {
      const item: RegisterEntryData<'powerItem'> = {
        ...{ name: '工程款支付', responsibleSubject: 'INFRA', responsiblePosts: ['infra-head'], riskLevel: 'high' },
        legalBasis: [{ article: '单位财务制度', mark: 'D' }],
      };
      const proposed = await it.propose('owner1', 'powerItem', put('P-1', item));
      expect(codesOf(await it.confirm('owner1', 'powerItem', proposed))).toEqual(['PROPOSAL_SELF']);
      const confirmed = await it.confirm('owner2', 'powerItem', proposed);
      expect(codesOf(confirmed)).toEqual(['accepted']);
      const { proposal } = confirmation('powerItem', proposed);
      const version = (confirmed as { readonly result: { readonly version?: unknown } }).result.version;
      const facts = await it.bureau.office.opened.queries.facts(UNIT, 0, Number(version));
      expect(facts.find(({ fact: each }) => each.id === 'P-1')?.fact.data).toEqual({ ...item, proposal });
    });

    test('of a proposal with one wrong entry nothing is made', async () => {
      const answer = await it.propose(
        'pm',
        'contract',
        put('C-1', CONTRACT),
        put('C-2', { ...CONTRACT, supplier: 'S-9' }),
      );
      expect(found(answer)).toEqual(['invalid', 'missing-reference']);
      const none = { kind: 'confirmProposal', register: 'contract', proposal: 'none', digest: '0'.repeat(64) } as const;
      expect(found(await it.bureau.office.give(it.bureau.as('fhead'), none))).toEqual(['not-found']);
    });
  });
}
