import type { OpenedStore } from '../contract/door/office.js';
import { bpmn, flows } from '../contract/office.js';
import type { SignMode } from '@quanheng/policy';
import { fact } from './bureau.js';
import { Desk } from './desk.js';

const role = (name: string): string => `<qh:assign role="${name}"/>`;
const task = (id: string, name: string, inside: string, more = ''): string =>
  `<userTask id="${id}" name="${name}"${more}><extensionElements>${inside}</extensionElements></userTask>`;
const act = (name: string, of: string): string => `<qh:act name="${name}">${role(of)}</qh:act>`;

/** Filled in, looked at, countersigned by two, signed by two pens; who looks does not seal, who countersigns one side not the other. */
const DRAWING = bpmn(
  'Asking',
  `<extensionElements><qh:protected name="amount" type="money"/><qh:constraint kind="separation" between="Look Seal"/>
   <qh:constraint kind="separation" between="Round#one Round#two"/><qh:constraint kind="binding" between="Fill Seal"/></extensionElements>
   <startEvent id="Start"/>${task('Fill', '填写', role('PM'), ' qh:writes="amount"')}${task('Look', '审阅', role('AUDIT'))}
   ${task('Round', '会签', `<qh:control kind="countersign">${act('one', 'INFRA_HEAD')}${act('two', 'FIN_HEAD')}</qh:control>`)}
   ${task('Amend', '修改', role('PM'), ' qh:writes="amount"')}${task('Seal', '用印', role('PM'))}
   ${task('Pens', '两支笔', `<qh:control kind="dualSignature">${act('甲', 'INFRA_HEAD')}${act('乙', 'FIN_HEAD')}</qh:control>`)}
   <parallelGateway id="Split"/><parallelGateway id="Join"/><endEvent id="End"/><endEvent id="Refused"><terminateEventDefinition/></endEvent>
   ${flows('Start', 'Fill', 'Look', 'Split', 'Round')}${flows('Split', 'Amend', 'Join')}${flows('Join', 'Seal', 'Pens')}
   <sequenceFlow id="y" sourceRef="Round" targetRef="Join" qh:outcome="passed"/>
   <sequenceFlow id="n" sourceRef="Round" targetRef="Refused" qh:outcome="failed"/>
   <sequenceFlow id="yy" sourceRef="Pens" targetRef="End" qh:outcome="passed"/>
   <sequenceFlow id="nn" sourceRef="Pens" targetRef="Refused" qh:outcome="failed"/>`,
);
const ADVICE = '加签意见';

/** 加签, 减签 through the door. */
export function describeSigners(name: string, open: () => Promise<OpenedStore>): void {
  describe(`added signers over ${name}`, () => {
    let desk: Desk;
    let matter: string;

    beforeEach(async () => {
      desk = await Desk.open(await open(), DRAWING, ['pm2', 'pm'], ['audit2', 'checker']);
      matter = await desk.start('Asking');
      expect(await desk.completes('pm', matter, '填写', { variables: { amount: 5 } })).toBe('accepted');
    });
    afterEach(() => desk.close());

    /** The item of that name, and no opinion on it. */
    async function itemOf(part: string): Promise<string> {
      const found = (await desk.bureau.open(matter)).filter(
        ({ name: title }) => title.includes(part) && !title.includes(ADVICE),
      );
      expect(found).toHaveLength(1);
      return found[0]!.item;
    }
    async function asks(by: string, part: string, other: string, mode: SignMode, why = '请核对合同'): Promise<string> {
      const item = await itemOf(part);
      return desk.does(by, { kind: 'addSigner', instance: matter, item, person: other, mode, reason: why });
    }
    async function does(by: string, part: string, rest: object = {}): Promise<string> {
      return desk.does(by, { kind: 'completeWork', instance: matter, item: await itemOf(part), ...rest });
    }
    async function advises(by: string, outcome = 'approve', rest: object = {}): Promise<string> {
      const mine = (await desk.bureau.open(matter)).filter(({ offers }) => offers.join() === `person:${by}`);
      return desk.does(by, { kind: 'completeWork', instance: matter, item: mine[0]?.item ?? 'none', outcome, ...rest });
    }

    test.each(['before', 'parallel'] as const)('%s: the step waits until the opinion is there', async (mode) => {
      expect(await asks('auditing', '审阅', 'vinfra', mode)).toBe('accepted');
      expect(await desk.names(matter)).toEqual(['审阅', '审阅：加签意见（人员-auditing请提）']);
      expect(await desk.row(matter, ADVICE)).toMatchObject({ offers: ['person:vinfra'], assignee: null });
      expect(await does('auditing', '审阅')).toBe('ADD_SIGN_PENDING');
      expect(await advises('vinfra')).toBe('accepted');
      expect(await does('auditing', '审阅')).toBe('accepted');
      expect((await desk.trail(matter)).at(-2)).toMatchObject({
        ...{ act: 'advise', person: 'vinfra', alsoFor: ['auditing'], activity: 'Look', outcome: 'approve' },
      });
    });

    test('before: nothing at all is done to the step meanwhile; beside it, it can be returned', async () => {
      const item = await itemOf('审阅');
      const returning = { kind: 'returnWork', instance: matter, item, target: 'Fill', reason: '请修改' } as const;
      expect(await asks('auditing', '审阅', 'vinfra', 'before')).toBe('accepted');
      expect(await desk.does('auditing', returning)).toBe('ADD_SIGN_PENDING');
      expect(await desk.does('auditing', { kind: 'releaseWork', instance: matter, item })).toBe('ADD_SIGN_PENDING');
      const passing = { kind: 'transferWork', instance: matter, item, to: 'audit2', reason: '外出' } as const;
      expect(await desk.does('auditing', passing)).toBe('ADD_SIGN_PENDING');
      expect(await advises('vinfra')).toBe('accepted');
      expect(await asks('auditing', '审阅', 'vfin', 'parallel')).toBe('accepted');
      expect(await desk.does('auditing', returning)).toBe('accepted');
      expect(await desk.names(matter)).toEqual(['填写']);
    });

    test('after: it is answered, and carried out when the last opinion is in, also one against it', async () => {
      expect(await asks('auditing', '审阅', 'vinfra', 'after')).toBe('accepted');
      expect(await asks('auditing', '审阅', 'vfin', 'after')).toBe('accepted');
      expect(await asks('auditing', '审阅', 'vfin', 'after')).toBe('rejected');
      expect(await does('auditing', '审阅', { variables: { note: '已阅' } })).toBe('accepted');
      expect((await desk.bureau.open(matter)).every(({ name: title }) => title.includes(ADVICE))).toBe(true);
      expect(await advises('vinfra', 'disapprove')).toBe('OPINION_MISSING');
      expect(await advises('vinfra', 'disapprove', { opinion: '缺少合同' })).toBe('accepted');
      expect(await desk.names(matter)).toEqual(['审阅：加签意见（人员-auditing请提）']);
      expect(await advises('vfin')).toBe('accepted');
      expect(await desk.names(matter)).toEqual(['会签：one', '会签：two', '修改']);
      expect((await desk.trail(matter)).map(({ act: done }) => done)).toEqual([
        ...['start', 'complete', 'addSign', 'addSign', 'complete', 'advise', 'advise'],
      ]);
    });

    test('after, in a control: the signature counts when the opinion is there, on what was signed', async () => {
      expect(await does('auditing', '审阅')).toBe('accepted');
      expect(await asks('ihead', 'one', 'vinfra', 'after')).toBe('accepted');
      expect(await does('ihead', 'one', { outcome: 'approve' })).toBe('accepted');
      expect(await does('fhead', 'two', { outcome: 'approve' })).toBe('accepted');
      expect(await desk.names(matter)).toEqual(['会签：one：加签意见（人员-ihead请提）', '修改']);
      // The amount is another one now: what waited was signed on the old one.
      expect(await does('pm', '修改', { variables: { amount: 6 } })).toBe('accepted');
      expect(await desk.names(matter)).toEqual(['会签：one', '会签：two']);
      expect(await advises('vinfra')).toBe('rejected');
      expect(await asks('ihead', 'one', 'vinfra', 'after')).toBe('accepted');
      expect(await does('ihead', 'one', { outcome: 'approve' })).toBe('accepted');
      expect(await advises('vinfra')).toBe('accepted');
      expect(await does('fhead', 'two', { outcome: 'approve' })).toBe('accepted');
      expect(await desk.names(matter)).toEqual(['用印']);
    });

    test('whoever gave an opinion has had a part: as if they had done the step', async () => {
      expect(await asks('auditing', '审阅', 'pm2', 'before')).toBe('accepted');
      expect(await advises('pm2')).toBe('accepted');
      expect(await does('auditing', '审阅')).toBe('accepted');
      expect(await does('ihead', 'one', { outcome: 'approve' })).toBe('accepted');
      // Nor is one who did one side asked about the other.
      expect(await asks('fhead', 'two', 'ihead', 'before')).toBe('ADD_SIGN_REFUSED');
      expect(await asks('fhead', 'two', 'pm2', 'before')).toBe('accepted');
      expect(await advises('pm2')).toBe('accepted');
      expect(await does('fhead', 'two', { outcome: 'approve' })).toBe('accepted');
      expect(await does('pm', '修改')).toBe('accepted');
      // Bound to whoever filled it in, and 审阅 and 用印 are set against each other.
      expect((await does('pm2', '用印')).split(',').sort()).toEqual(['BINDING_REQUIRED', 'SOD_SAME_PERSON']);
      expect(await asks('pm', '用印', 'auditing', 'before')).toBe('ADD_SIGN_REFUSED');
      expect(await asks('pm', '用印', 'cashier', 'before')).toBe('accepted');
      expect(await advises('cashier')).toBe('accepted');
      expect(await does('pm', '用印')).toBe('accepted');
    });

    test('asked early, in conflict late: the opinion is refused, and the asker does without it', async () => {
      expect(await does('auditing', '审阅')).toBe('accepted');
      expect(await asks('fhead', 'two', 'ihead', 'before')).toBe('accepted');
      expect(await does('ihead', 'one', { outcome: 'approve' })).toBe('accepted');
      expect(await advises('ihead')).toBe('SOD_SAME_PERSON');
      const item = await desk.bureau.item(matter, ADVICE);
      expect(await desk.does('ihead', { kind: 'removeSigner', instance: matter, item })).toBe('REMOVE_SIGN_REFUSED');
      expect(await desk.does('fhead', { kind: 'removeSigner', instance: matter, item })).toBe('accepted');
      expect(await desk.does('fhead', { kind: 'removeSigner', instance: matter, item })).toBe('rejected');
      expect(await does('fhead', 'two', { outcome: 'approve' })).toBe('accepted');
    });

    test('the last one removed lets the answer be carried out; what was given stays', async () => {
      expect(await asks('auditing', '审阅', 'vinfra', 'after')).toBe('accepted');
      expect(await asks('auditing', '审阅', 'vfin', 'after')).toBe('accepted');
      expect(await does('auditing', '审阅')).toBe('accepted');
      expect(await advises('vfin')).toBe('accepted');
      const item = await desk.bureau.item(matter, ADVICE);
      expect(await desk.does('auditing', { kind: 'removeSigner', instance: matter, item })).toBe('accepted');
      expect(await desk.names(matter)).toEqual(['会签：one', '会签：two', '修改']);
    });

    test('an opinion is given in person, and is passed on to nobody', async () => {
      const from = desk.bureau.office.now;
      await desk.bureau.change(
        fact(
          'delegation',
          'd',
          { from: 'vinfra', to: 'cashier', processes: [], document: '委1' },
          { from, to: from + 9e7 },
        ),
      );
      expect(await asks('auditing', '审阅', 'vinfra', 'before')).toBe('accepted');
      const item = await desk.bureau.item(matter, ADVICE);
      const answer = { kind: 'completeWork', instance: matter, item, outcome: 'approve' } as const;
      expect(await desk.does('cashier', answer)).toBe('OPINION_IN_PERSON');
      const on = { instance: matter, item, reason: '请代提' } as const;
      expect(await desk.does('vinfra', { kind: 'transferWork', to: 'vfin', ...on })).toBe('TRANSFER_REFUSED');
      expect(await desk.does('vinfra', { kind: 'addSigner', person: 'vfin', mode: 'before', ...on })).toBe(
        'ADD_SIGN_NOT_HERE',
      );
      expect(await desk.does('vinfra', { ...answer, variables: { amount: 9 } })).toBe('rejected');
      expect(await desk.does('vinfra', { ...answer, outcome: 'defer' })).toBe('rejected');
    });

    test('nobody is added to pens, nor themselves, nor who does no business', async () => {
      for (const other of ['auditing', 'sysadmin', 'nobody-known']) {
        expect(await asks('auditing', '审阅', other, 'before')).toBe('rejected');
      }
      expect(await asks('auditing', '审阅', 'vinfra', 'before', ' ')).toBe('REASON_MISSING');
      expect(await asks('pm', '审阅', 'vinfra', 'before')).toBe('NOT_OFFERED');
      expect(await does('auditing', '审阅')).toBe('accepted');
      expect(await does('ihead', 'one', { outcome: 'approve' })).toBe('accepted');
      expect(await does('fhead', 'two', { outcome: 'approve' })).toBe('accepted');
      expect(await does('pm', '修改')).toBe('accepted');
      expect(await does('pm', '用印')).toBe('accepted');
      expect(await asks('ihead', '甲', 'vinfra', 'before')).toBe('ADD_SIGN_NOT_HERE');
    });

    test('an answer that could not be carried out later is refused at once; one that waits is taken back', async () => {
      expect(await asks('auditing', '审阅', 'vinfra', 'after')).toBe('accepted');
      expect(await does('auditing', '审阅', { outcome: 'unknown' })).toBe('rejected');
      expect(await does('auditing', '审阅', { variables: { amount: 7 } })).toBe('PROTECTED_DATA');
      expect(await does('auditing', '审阅')).toBe('accepted');
      const back = { kind: 'retrieveWork', instance: matter, activity: 'Look', reason: '填错' } as const;
      expect(await desk.does('audit2', back)).toBe('WITHDRAW_REFUSED');
      expect(await desk.does('auditing', back)).toBe('accepted');
      expect(await desk.names(matter)).toEqual(['审阅']);
      expect(await desk.row(matter, '审阅')).toMatchObject({ assignee: 'auditing' });
      expect(await does('auditing', '审阅')).toBe('accepted');
      expect(await desk.names(matter)).toEqual(['会签：one', '会签：two', '修改']);
    });

    test('what goes takes the opinions on it along', async () => {
      expect(await asks('auditing', '审阅', 'vinfra', 'after')).toBe('accepted');
      expect(await does('auditing', '审阅')).toBe('accepted');
      const { office } = desk.bureau;
      await office.must(desk.bureau.as('pm'), { kind: 'cancelInstance', instance: matter, reason: '作废' });
      expect(await desk.names(matter)).toEqual([]);
    });
  });
}
