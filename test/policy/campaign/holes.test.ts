import type { Answer, Command, Principal, WireVariables } from '@quanheng/runtime';
import { UNIT } from '../../contract/office.js';
import { audit } from './audit/auditor.js';
import { openOffice, type CampaignOffice, type Spoil } from './office.js';

/** Operators set nothing that somebody filled in. What holds where one does is asked all the same. */
const lenient: Spoil = (policy) => ({
  ...policy,
  authorise: (request) => policy.authorise(request).filter(({ code }) => code !== 'FILLED_BY_OTHERS'),
});

/** Ways round the guard that the campaign has found, each as the shortest sequence of acts; each is closed. */
describe('found by the bypass campaign', () => {
  let opened: CampaignOffice;
  let payment: string;

  beforeEach(async () => {
    opened = await openOffice(1, lenient);
  });
  afterEach(async () => {
    const { breaches } = await audit(opened.store.queries, opened.rules);
    await opened.office.close();
    expect(breaches).toEqual([]);
  });

  const by = (id: string): Principal => ({
    ...{ kind: 'person', person: id, account: `a-${id}` },
    authenticatedAt: opened.office.now,
  });
  const operate = (command: Command): Promise<Answer> => opened.office.give(by('operator'), command);
  const codes = (answer: Answer): readonly string[] =>
    answer.status === 'refused' ? answer.reasons.map(({ code }) => code) : [answer.status];

  async function act(id: string, part: string, variables: WireVariables = {}): Promise<readonly string[]> {
    const open = (await opened.store.queries.itemsOf(payment)).filter(({ status }) => status === 'open');
    const item = open.find(({ name }) => name.includes(part))?.item ?? 'none';
    const isSigning = /审计|infra|precheck|fin/.test(part);
    const rest = isSigning ? { outcome: 'approve' } : { variables };
    return codes(await opened.office.give(by(id), { kind: 'completeWork', instance: payment, item, ...rest }));
  }
  async function checked(version: number): Promise<void> {
    const start = { kind: 'startInstance', process: 'Payment', version } as const;
    payment = (await opened.office.must(by('vaudit'), start)).result['instance'] as string;
    expect(await act('pm', '填写', { amount: 300_000, payee: '甲账户', contract: 'C-1' })).toEqual(['accepted']);
    expect(await act('pm', '补充')).toEqual(['accepted']);
    expect(await act('auditing', '审计')).toEqual(['accepted']);
  }
  async function signed(): Promise<void> {
    await checked(1);
    for (const [id, pen] of [
      ['ihead', 'infra'],
      ['fauditor', 'precheck'],
      ['fhead', 'fin'],
    ] as const)
      expect(await act(id, pen)).toEqual(['accepted']);
  }
  async function migrate(to: number): Promise<void> {
    const definition = opened.versions[to] ?? '';
    expect(codes(await operate({ kind: 'migrateInstance', instance: payment, definition }))).toEqual(['accepted']);
  }
  async function launder(): Promise<void> {
    await migrate(2);
    const set = {
      kind: 'setVariables',
      instance: payment,
      variables: { payee: '乙账户', amount: 9_000_000 },
      reason: '核对',
    } as const;
    expect(codes(await operate(set))).toEqual(['accepted']);
    await migrate(0);
  }
  const jobs = async (): Promise<number> =>
    (await opened.store.queries.jobs(UNIT, { instance: payment }, { limit: 9 })).rows.length;

  test('what was signed is rewritten in a version that protects nothing', async () => {
    await signed();
    await launder();
    expect(await act('cashier', '出纳')).toEqual(['DUAL_CONTENT_CHANGED']);
    expect(await jobs()).toBe(0);
  });

  test('the same between the two pens: both sign anew', async () => {
    await checked(1);
    expect(await act('ihead', 'infra')).toEqual(['accepted']);
    await launder();
    expect(await act('fauditor', 'precheck')).toEqual(['accepted']);
    expect(await act('fhead', 'fin')).toEqual(['accepted']);
    expect(await act('cashier', '出纳')).toEqual(['rejected']);
    expect(await jobs()).toBe(0);
  });

  test('one person signs for everybody where that is an ordinary round, and the case is moved to where it counts as two pens', async () => {
    await checked(4);
    for (const pen of ['infra', 'fin']) expect(await act('both', pen)).toEqual(['accepted']);
    expect(await act('fauditor', 'precheck')).toEqual(['accepted']);
    await migrate(0);
    expect(await act('cashier', '出纳')).toEqual(['DUAL_CONTENT_CHANGED']);
    expect(await jobs()).toBe(0);
  });

  test('who said no with a pen takes that back when the matter is over', async () => {
    await checked(1);
    const [pen] = (await opened.store.queries.itemsOf(payment)).filter(({ name }) => name.includes('infra'));
    const no = {
      kind: 'completeWork',
      instance: payment,
      item: pen?.item ?? '',
      outcome: 'disapprove',
      opinion: '超概算',
    } as const;
    expect(codes(await opened.office.give(by('ihead'), no))).toEqual(['accepted']);
    expect((await opened.store.queries.instance(payment))?.status).toBe('completed');
    const withdrawn = { kind: 'withdrawSignature', instance: payment, activity: 'Pens', reason: '有误' } as const;
    expect(codes(await opened.office.give(by('ihead'), withdrawn))).toEqual(['rejected']);
  });

  test('a control is renamed into another by a migration, and what waited for both goes on', async () => {
    const start = { kind: 'startInstance', process: 'Great' } as const;
    payment = (await opened.office.must(by('vaudit'), start)).result['instance'] as string;
    expect(await act('pm', '填写', { amount: 5_000_000, payee: '甲账户', contract: 'C-1' })).toEqual(['accepted']);
    const row = await opened.store.queries.instance(payment);
    const keys = { Meeting: 'Round' };
    const move = { kind: 'migrateInstance', instance: payment, definition: row?.definition ?? '', keys } as const;
    expect(codes(await operate(move))).toEqual(['MIGRATION_MOVES']);
  });

  test('the case goes back before a payment that was made, to make it again on the same signatures', async () => {
    await signed();
    expect(await act('cashier', '出纳')).toEqual(['accepted']);
    const { now, opened: database } = opened.office;
    const request = { unit: null, handlers: ['treasury-payment'], limit: 1, now, until: now + 1_000, token: () => 'L' };
    const [job] = await database.workSource.lockJobs(request);
    const paid = { kind: 'completeJob', instance: payment, job: job?.job ?? -1, lock: 'L' } as const;
    const treasury = { kind: 'system', name: 'job:treasury-payment' } as const;
    expect(codes(await opened.office.give(treasury, paid))).toEqual(['accepted']);
    const [book] = (await opened.store.queries.itemsOf(payment)).filter(({ status }) => status === 'open');
    const to = { target: 'Instruct', reason: '重新支付' } as const;
    const back = { kind: 'returnWork', instance: payment, item: book?.item ?? '', ...to } as const;
    expect(codes(await opened.office.give(by('books'), back))).toEqual(['RETURN_REFUSED', 'APPROVAL_USED']);
  });
});
