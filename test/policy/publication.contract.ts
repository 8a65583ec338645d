import type { ProcessBindingData } from '@quanheng/policy';
import type { OpenedStore } from '../contract/door/office.js';
import { bpmn, flows, person, SEED } from '../contract/office.js';
import { Bureau, codesOf, fact } from './bureau.js';

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
    beforeEach(async () => {
      bureau = await Bureau.open(await open());
    });
    afterEach(() => bureau.office.close());

    async function publishing(text: string, by = 'publisher', rest = {}) {
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

    test('by whoever drew it', async () => {
      await bureau.office.must(SEED, {
        kind: 'changeOrganisation',
        changes: [
          fact('holding', 'h-designer-2', { person: 'designer', post: 'publishers', kind: 'formal', document: '任' }),
        ],
      });
      expect(codesOf(await publishing(task('<qh:control kind="check"/>'), 'designer'))).toEqual(['PUBLISH_SELF']);
    });

    test('a path around the check, once the process is bound to a power', async () => {
      const around = bpmn(
        'Drawn',
        `<startEvent id="s"/><exclusiveGateway id="g" default="skip"/><userTask id="t" name="检查"><extensionElements>
         <qh:control kind="check"/><qh:assign role="AUDIT"/></extensionElements></userTask><endEvent id="e"/>
         <sequenceFlow id="in" sourceRef="s" targetRef="g"/><sequenceFlow id="skip" sourceRef="g" targetRef="e"/>
         <sequenceFlow id="go" sourceRef="g" targetRef="t"><conditionExpression>true</conditionExpression></sequenceFlow>
         <sequenceFlow id="out" sourceRef="t" targetRef="e" qh:outcome="passed"/>`,
      );
      const binding = {
        power: 'reimbursement',
        riskLevel: 'high' as const,
        profile: 'reimbursement',
        document: '职权目录〔2026〕1号',
        powerItem: {
          name: '费用报销',
          legalBasis: [{ article: '单位财务制度', mark: 'D' }],
          responsibleSubject: 'FIN',
        },
        descriptors: { conditions: '有预算', posts: ['pm'], procedure: '申请、检查、支付', disclosure: '本单位' },
        complaintChannel: '纪检监察室',
        disclosureItems: [{ name: '报销情况', dueWorkingDays: 20 }],
      } satisfies ProcessBindingData;
      await bureau.office.must(SEED, {
        kind: 'changeOrganisation',
        changes: [fact('processBinding', 'Drawn', binding, { from: bureau.office.now })],
      });
      const answer = await publishing(around);
      expect(codesOf(answer)).toEqual(['PUBLISH_FINDINGS']);
      expect(answer).toMatchObject({ reasons: [{ message: expect.stringContaining('[L03-path-without-control]') }] });
    });
  });
}
