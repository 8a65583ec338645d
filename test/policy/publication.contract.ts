import type { Finding } from '@quanheng/engine';
import type { OpenedStore } from '../contract/door/office.js';
import { bpmn, flows, person } from '../contract/office.js';
import { binding, Bureau, codesOf, fact } from './bureau.js';
import { PAYMENT } from './drawings.js';

const task = (content: string): string =>
  bpmn(
    'Drawn',
    `<startEvent id="s"/><userTask id="t" name="环节"><extensionElements>${content}</extensionElements></userTask><endEvent id="e"/>
     ${flows('s', 't', 'e')}`,
  );

/** Nothing becomes runnable that the guard could not hold to what it says. */
export function describePublication(name: string, open: () => Promise<OpenedStore>): void {
  describe(`publication over ${name}`, () => {
    let bureau: Bureau;
    let deployments = 0;
    beforeEach(async () => {
      bureau = await Bureau.open(await open(), { isJudged: true });
    });
    afterEach(() => bureau.office.close());

    /** Each time another document: what was deployed once is published from its first deployment. */
    async function publishing(drawn: string, by = 'publisher', rest = {}) {
      const text = drawn.replace('</definitions>', `<!-- ${++deployments} --></definitions>`);
      const resources = [{ name: 'p.bpmn', text }];
      const deployed = await bureau.office.must(person('designer'), { kind: 'deploy', name: 'test', resources });
      const deployment = deployed.result['deployment'] as string;
      return bureau.office.give(person(by), { kind: 'publish', deployment, ...rest });
    }

    const ONE_PEN = '<qh:act name="甲"><qh:assign role="INFRA_HEAD"/></qh:act>';
    // prettier-ignore
    const wrong: readonly [string, string, string][] = [
      ['one pen', `<qh:control kind="dualSignature">${ONE_PEN}</qh:control>`, 'control-acts'],
      ['a property that is not known', '<qh:control kind="check"><qh:property name="verfy" value="合同"/></qh:control>', 'control-property'],
      ['an act property that is not known', `<qh:control kind="check"><qh:act name="甲"><qh:property name="befor" value="乙"/></qh:act></qh:control>`, 'control-property'],
      ['a meeting without a body', '<qh:control kind="collectiveDecision"><qh:act name="agenda"><qh:assign role="PM"/></qh:act></qh:control>', 'control-property'],
      ['publicity without days', '<qh:control kind="publicity"/>', 'control-property'],
    ];
    test.each(wrong)('a control that cannot be what it says: %s', async (_what, content, code) => {
      const answer = await publishing(task(content));
      expect(codesOf(answer)).toEqual(['PUBLISH_FINDINGS']);
      expect(answer).toMatchObject({ reasons: [{ message: expect.stringContaining(`[${code}]`) }] });
      expect(await bureau.office.give(bureau.as('pm'), { kind: 'startInstance', process: 'Drawn' })).toMatchObject({
        status: 'rejected',
        code: 'not-found',
      });
    });

    test('a drawing that can come to a standstill, with where it does and how', async () => {
      const drawn = bpmn(
        'Drawn',
        `<startEvent id="s"/><exclusiveGateway id="g" default="g_b"/><userTask id="a" name="甲"/><userTask id="b" name="乙"/><parallelGateway id="j" name="汇聚"/><endEvent id="e"/>
         ${flows('s', 'g')}<sequenceFlow id="g_a" sourceRef="g" targetRef="a"><conditionExpression>urgent</conditionExpression></sequenceFlow>
         <sequenceFlow id="g_b" sourceRef="g" targetRef="b"/>${flows('a', 'j', 'e')}<sequenceFlow id="b_j" sourceRef="b" targetRef="j"/>`,
      );
      const answer = await publishing(drawn);
      expect(codesOf(answer)).toEqual(['PUBLISH_FINDINGS']);
      expect(answer).toMatchObject({
        reasons: [{ message: expect.stringMatching(/\[proof-stuck\] j 流程会停在“汇聚”\(j\)/) }],
      });
    });

    test('a limit over contracts keeps its name, or what was used so far would be forgotten', async () => {
      const summing = (...names: string[]): string => {
        const limits = names.map(
          (each) =>
            `<qh:constraint kind="limit" name="${each}" between="t" extent="contract"><qh:property name="of" value="amount"/><qh:property name="most" value="100"/></qh:constraint>`,
        );
        return bpmn(
          'Drawn',
          `<extensionElements><qh:protected name="contract" type="text"/><qh:protected name="amount" type="money"/><qh:record kind="contract" of="contract"/>${limits.join('')}</extensionElements>
           <startEvent id="s"/><userTask id="t" name="登记"/><endEvent id="e"/>${flows('s', 't', 'e')}`,
        );
      };
      expect(await publishing(summing('合同累计'))).toMatchObject({ status: 'accepted' });
      const resources = [{ name: 'p.bpmn', text: summing('累计支付') }];
      expect(await bureau.office.must(person('designer'), { kind: 'deploy', name: 'test', resources })).toMatchObject({
        result: { findings: [{ finding: { code: 'limit-renamed' } }] },
      });
      const renamed = await publishing(summing('累计支付'));
      expect(codesOf(renamed)).toEqual(['PUBLISH_FINDINGS']);
      expect(renamed).toMatchObject({
        reasons: [{ message: expect.stringContaining('请沿用原名称“合同累计”') }],
      });
      expect(await publishing(summing('合同累计', '累计支付'))).toMatchObject({ status: 'accepted' });
      expect(await publishing(summing('累计支付', '另一限额'))).not.toMatchObject({ status: 'accepted' });
      expect(await publishing(task(''))).toMatchObject({ status: 'accepted' });
    });

    test('acceptance 16: by whoever drew it, though they publish by now', async () => {
      const resources = [{ name: 'p.bpmn', text: task('<qh:control kind="check"/>') }];
      const deployed = await bureau.office.must(person('designer'), { kind: 'deploy', name: 'test', resources });
      await bureau.change(
        { change: 'end', kind: 'holding', id: 'h-designer', at: bureau.office.now },
        fact(
          'holding',
          'h-designer-2',
          { person: 'designer', post: 'publishers', kind: 'formal', document: '任〔2026〕2号' },
          { from: bureau.office.now },
        ),
      );
      const deployment = deployed.result['deployment'] as string;
      const answer = await bureau.office.give(person('designer'), { kind: 'publish', deployment });
      expect(codesOf(answer)).toEqual(['PUBLISH_SELF']);
    });

    test('a meeting that does not say how it votes, also of a process that is bound to no power', async () => {
      const meeting = '<qh:control kind="collectiveDecision"><qh:act name="agenda"><qh:assign post="pm"/></qh:act>';
      await bureau.change(fact('body', 'COMMITTEE', { name: '党委会', members: [{ person: 'vfin', role: 'chair' }] }));
      const answer = await publishing(task(`${meeting}<qh:property name="body" value="COMMITTEE"/></qh:control>`));
      expect(codesOf(answer)).toEqual(['PUBLISH_FINDINGS']);
      expect(answer).toMatchObject({ reasons: [{ message: expect.stringContaining('[L10-meeting]') }] });
    });

    test('a payment of a process that is bound to no power, or to one that pays nothing', async () => {
      await bureau.change({ change: 'end', kind: 'processBinding', id: 'Payment', at: bureau.office.now });
      const unbound = await publishing(PAYMENT);
      expect(codesOf(unbound)).toEqual(['PUBLISH_FINDINGS']);
      for (const part of ['[P02-effect-not-governed] Pay “支付”(Pay)会办理资金支付', '流程未绑定职权', '“费用报销”']) {
        expect(unbound).toMatchObject({ reasons: [{ message: expect.stringContaining(part) }] });
      }
      await bureau.change(binding('Payment', 'administrative-approval', {}, { from: bureau.office.now }));
      const elsewhere = await publishing(PAYMENT);
      expect(elsewhere).toMatchObject({ reasons: [{ message: expect.stringContaining('“行政审批”不管辖此类行为') }] });
    });

    test('whoever deploys is told what would be refused, with its line; the draft is stored', async () => {
      await bureau.change({ change: 'end', kind: 'processBinding', id: 'Payment', at: bureau.office.now });
      const resources = [{ name: 'p.bpmn', text: PAYMENT }];
      const deploy = { kind: 'deploy', name: 'test', resources } as const;
      const { result } = await bureau.office.must(person('designer'), deploy);
      expect(result['definitions']).toMatchObject([{ process: 'Payment', status: 'draft' }]);
      const findings = result['findings'] as readonly { resource: string; finding: Finding }[];
      const found = findings.filter(({ finding }) => finding.code === 'P02-effect-not-governed');
      expect(found).toMatchObject([
        { resource: 'p.bpmn', finding: { severity: 'error', elementId: 'Pay', line: expect.any(Number) } },
      ]);
      // Who publishes is not known yet.
      expect(findings.map(({ finding }) => finding.code)).not.toContain('L21-own-publisher');
    });

    test('what exercises a power without a legality check', async () => {
      await bureau.change(binding('Drawn', 'reimbursement', {}, { from: bureau.office.now }));
      const text = task('<qh:assign post="pm"/>');
      const without = await publishing(text);
      expect(without).toMatchObject({ reasons: [{ message: expect.stringContaining('没有附合法性审查意见') }] });
      const checked = await publishing(text, 'publisher', { legalityCheck: '0'.repeat(64) });
      expect(checked).toMatchObject({ reasons: [{ message: expect.not.stringContaining('合法性审查') }] });
      await bureau.change({ change: 'end', kind: 'processBinding', id: 'Drawn', at: bureau.office.now });
      expect(codesOf(await publishing(text))).toEqual(['accepted']);
    });

    test('acceptance 16: a path around the check, once the process is bound to a power', async () => {
      const around = bpmn(
        'Drawn',
        `<startEvent id="s"/><exclusiveGateway id="g" default="skip"/><userTask id="t" name="检查"><extensionElements>
         <qh:control kind="check"/><qh:assign role="AUDIT"/></extensionElements></userTask><endEvent id="e"/>
         <sequenceFlow id="in" sourceRef="s" targetRef="g"/><sequenceFlow id="skip" sourceRef="g" targetRef="e"/>
         <sequenceFlow id="go" sourceRef="g" targetRef="t"><conditionExpression>true</conditionExpression></sequenceFlow>
         <sequenceFlow id="out" sourceRef="t" targetRef="e" qh:outcome="passed"/>`,
      );
      await bureau.change(binding('Drawn', 'reimbursement', {}, { from: bureau.office.now }));
      const answer = await publishing(around);
      expect(codesOf(answer)).toEqual(['PUBLISH_FINDINGS']);
      expect(answer).toMatchObject({ reasons: [{ message: expect.stringContaining('[L03-path-without-control]') }] });
    });
  });
}
