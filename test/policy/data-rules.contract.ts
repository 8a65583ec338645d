import type { OpenedStore } from '../contract/door/office.js';
import { bpmn, flows, person, SEED } from '../contract/office.js';
import { Bureau, codesOf, fact } from './bureau.js';

const task = (id: string, name: string, role: string, department: string, more = '', inside = ''): string =>
  `<userTask id="${id}" name="${name}" ${more}><extensionElements><qh:assign role="${role}" department="${department}"/>${inside}
   </extensionElements></userTask>`;
const DATA = '<qh:protected name="amount" type="money"/><qh:protected name="certified" type="money"/>';

function drawn(constraints: string, { papers = '', between = '' } = {}): string {
  return bpmn(
    'Ruled',
    `<extensionElements>${DATA}${constraints}</extensionElements><startEvent id="S"/>
     ${task('Report', '评审', 'PM', 'INFRA', 'qh:writes="amount certified"')}${between}
     ${task('Award', '定标', 'AUDIT', 'AUDIT', '', papers)}<endEvent id="E"/>
     ${between === '' ? flows('S', 'Report', 'Award', 'E') : flows('S', 'Report', 'Job', 'Award', 'E')}`,
  );
}
const DAY = 86_400_000;
/** Monday 2026-01-05, 09:00 in China. */
const MONDAY = Date.UTC(2026, 0, 5, 1);

/** 必备材料, 限额, 时间窗口: what is asked about data and time when an act is done. */
export function describeDataRules(name: string, open: () => Promise<OpenedStore>): void {
  describe(`papers, limits and windows over ${name}`, () => {
    let bureau: Bureau;
    let matter: string;
    beforeEach(async () => {
      bureau = await Bureau.open(await open());
    });
    afterEach(() => bureau.office.close());

    async function begin(document: string, variables = {}): Promise<void> {
      await bureau.office.publish(document);
      matter = await bureau.start('Ruled');
      expect(codesOf(await bureau.act(bureau.as('pm'), matter, '评审', { variables }))).toEqual(['accepted']);
    }
    const award = async (variables = {}): Promise<string> =>
      codesOf(await bureau.act(bureau.as('auditing'), matter, '定标', { variables })).join();
    async function findings(document: string): Promise<string> {
      await bureau.office.close();
      bureau = await Bureau.open(await open(), { isJudged: true });
      const resources = [{ name: 'p.bpmn', text: document }];
      const deployed = await bureau.office.must(person('designer'), { kind: 'deploy', name: 'test', resources });
      const deployment = deployed.result['deployment'] as string;
      const answer = await bureau.office.give(person('publisher'), { kind: 'publish', deployment });
      return answer.status === 'refused' ? answer.reasons.map(({ message }) => message).join() : answer.status;
    }

    test('a step is not done before its papers are there', async () => {
      const papers = '<qh:evidence name="评审报告"/><qh:evidence name="照片" required="false"/>';
      await begin(drawn('', { papers }));
      const answer = await bureau.act(bureau.as('auditing'), matter, '定标');
      expect(codesOf(answer)).toEqual(['EVIDENCE_MISSING']);
      expect(answer).toMatchObject({ reasons: [{ parameters: { list: '评审报告' } }] });
      const file = { name: 'a.pdf', digest: 'a'.repeat(64), size: 1, type: 'application/pdf' };
      const attach = { kind: 'attachFile', instance: matter, ...file } as const;
      const odd = await bureau.office.give(bureau.as('pm'), { ...attach, evidence: '报告' });
      expect(odd).toMatchObject({ status: 'rejected', code: 'invalid', message: expect.stringContaining('评审报告') });
      // A file that says nothing is no paper.
      await bureau.office.must(bureau.as('pm'), attach);
      expect(await award()).toBe('EVIDENCE_MISSING');
      await bureau.office.must(bureau.as('pm'), { ...attach, evidence: '评审报告' });
      expect(await award()).toBe('accepted');
    });

    test('a demand sees the papers by their digests: one file is not two papers', async () => {
      const papers = '<qh:evidence name="报价单一"/><qh:evidence name="报价单二"/>';
      const rule = `<qh:constraint kind="limit" name="报价单各为一份" between="Award">
        <qh:property name="demand" value="=papers.报价单一 != papers.报价单二"/><qh:property name="code" value="PAPERS_SAME"/></qh:constraint>`;
      await begin(drawn(rule, { papers }));
      const attach = async (evidence: string, digest: string): Promise<void> => {
        const file = { name: `${evidence}.pdf`, digest: digest.repeat(64), size: 1, type: 'application/pdf', evidence };
        await bureau.office.must(bureau.as('pm'), { kind: 'attachFile', instance: matter, ...file });
      };
      await attach('报价单一', 'a');
      await attach('报价单二', 'a');
      expect(await award()).toBe('PAPERS_SAME');
      await attach('报价单二', 'b');
      expect(await award()).toBe('accepted');
    });

    test('what is demanded of the data is asked of what the act itself writes', async () => {
      const rule = `<qh:constraint kind="limit" name="付款比例" between="Award"><qh:property name="demand" value="=amount &lt;= certified * 0.8"/>
        <qh:property name="code" value="PAY_AHEAD"><qh:property name="x" value="=certified * 0.8"/><qh:property name="p" value="=0"/></qh:property>
        </qh:constraint>`;
      await begin(drawn(rule), { amount: 81, certified: 100 });
      const answer = await bureau.act(bureau.as('auditing'), matter, '定标');
      expect(codesOf(answer)).toEqual(['PAY_AHEAD']);
      expect(answer).toMatchObject({ reasons: [{ message: expect.stringContaining('最多可付80元') }] });
    });

    test('what is demanded of the last step of a matter is asked of the data that it had', async () => {
      const rule =
        '<qh:constraint kind="limit" name="金额" between="Award"><qh:property name="demand" value="=amount &lt;= 81"/></qh:constraint>';
      await begin(drawn(rule), { amount: 81 });
      expect(await award({ note: 'x' })).toBe('accepted');
      expect(await bureau.office.status(matter)).toBe('completed');
    });

    test('what cannot be decided is not met', async () => {
      const rule =
        '<qh:constraint kind="limit" name="金额" between="Award"><qh:property name="demand" value="=amount &lt;= nothing"/></qh:constraint>';
      await begin(drawn(rule), { amount: 81 });
      expect(await award()).toBe('DEMAND_NOT_MET');
    });

    test('acceptance 17: a threshold that the matter began under is kept, and one that nobody set is refused', async () => {
      const rule =
        '<qh:constraint kind="limit" name="单次限额" between="Award"><qh:property name="of" value="amount"/><qh:property name="most" value="threshold:single:local"/></qh:constraint>';
      await begin(drawn(rule), { amount: 50 });
      expect(await award()).toBe('RULE_NOT_CONFIGURED');
      const threshold = (value: string, from: number) =>
        fact(
          'threshold',
          'single:local',
          { name: '单次限额', value, unit: 'CNY', basis: [{ article: '本单位规定', mark: 'D' }] },
          { from },
        );
      await bureau.office.must(SEED, { kind: 'changeOrganisation', changes: [threshold('50', MONDAY)] });
      const kept = matter;
      bureau.office.now += 2 * DAY;
      await bureau.office.must(SEED, { kind: 'changeOrganisation', changes: [threshold('49', bureau.office.now)] });
      matter = await bureau.start('Ruled');
      expect(codesOf(await bureau.act(bureau.as('pm'), matter, '评审', { variables: { amount: 50 } }))).toEqual([
        'accepted',
      ]);
      expect(await award()).toBe('LIMIT_OVER');
      matter = kept;
      expect(await award()).toBe('accepted');
    });

    test('not before two working days are over, and not after five', async () => {
      const rule =
        '<qh:constraint kind="window" name="定标期限" between="Report Award"><qh:property name="least" value="2 workingDays"/><qh:property name="most" value="5 workingDays"/></qh:constraint>';
      await begin(drawn(rule));
      // Wednesday is the second working day: Thursday 00:00 is the first moment after it.
      bureau.office.now = Date.UTC(2026, 0, 7, 16) - 1;
      const item = await bureau.item(matter, '定标');
      const claim = { kind: 'claimWork', instance: matter, item } as const;
      expect(codesOf(await bureau.office.give(bureau.as('auditing'), claim))).toEqual(['WINDOW_EARLY']);
      const early = await bureau.act(bureau.as('auditing'), matter, '定标');
      expect(early).toMatchObject({ reasons: [{ parameters: { date: '2026年1月8日', span: '2个工作日' } }] });
      // Monday the twelfth is the fifth; at its end it is too late.
      bureau.office.now = Date.UTC(2026, 0, 12, 16) - 1;
      expect(await award()).toBe('accepted');
    });

    test('from the end of the last day on it is too late', async () => {
      const rule =
        '<qh:constraint kind="window" name="定标期限" between="Report Award"><qh:property name="most" value="5 workingDays"/></qh:constraint>';
      await begin(drawn(rule));
      bureau.office.now = Date.UTC(2026, 0, 12, 16);
      const late = await bureau.act(bureau.as('auditing'), matter, '定标');
      expect(codesOf(late)).toEqual(['WINDOW_LATE']);
      expect(late).toMatchObject({ reasons: [{ parameters: { date: '2026年1月12日' } }] });
    });

    test('what is too late is done after a return, which begins the time anew', async () => {
      const rule =
        '<qh:constraint kind="window" name="定标期限" between="Report Award"><qh:property name="most" value="30 days"/></qh:constraint>';
      await begin(drawn(rule));
      bureau.office.now += 40 * DAY;
      expect(await award()).toBe('WINDOW_LATE');
      const item = await bureau.item(matter, '定标');
      await bureau.office.must(bureau.as('auditing'), {
        kind: 'returnWork',
        instance: matter,
        item,
        target: 'Report',
        reason: '过期',
      });
      expect(codesOf(await bureau.act(bureau.as('pm'), matter, '评审'))).toEqual(['accepted']);
      expect(await award()).toBe('accepted');
    });

    test('a job is not begun too early either: whoever would begin it is refused', async () => {
      const rule =
        '<qh:constraint kind="window" name="等待" between="Report Job"><qh:property name="least" value="1 days"/></qh:constraint>';
      await bureau.office.publish(
        drawn(rule, { between: '<serviceTask id="Job" name="自动通知" qh:handler="notify"/>' }),
      );
      matter = await bureau.start('Ruled');
      expect(codesOf(await bureau.act(bureau.as('pm'), matter, '评审'))).toEqual(['WINDOW_EARLY']);
      expect(await bureau.openNames(matter)).toEqual(['评审']);
    });

    test.each([
      [
        'a limit on what is no money',
        '<qh:constraint kind="limit" name="甲" between="Award"><qh:property name="of" value="other"/><qh:property name="most" value="1"/></qh:constraint>',
        '须是金额类关键要素',
      ],
      [
        'a limit without a most',
        '<qh:constraint kind="limit" name="甲" between="Award"><qh:property name="of" value="amount"/></qh:constraint>',
        '上限',
      ],
      ['a limit that asks nothing', '<qh:constraint kind="limit" name="甲" between="Award"/>', 'of、most'],
      [
        'an expression that is none',
        '<qh:constraint kind="limit" name="甲" between="Award"><qh:property name="demand" value="=1 +"/></qh:constraint>',
        '表达式',
      ],
      [
        'a property that is not known',
        '<qh:constraint kind="limit" name="甲" between="Award"><qh:property name="max" value="1"/></qh:constraint>',
        '属性“max”无法识别',
      ],
      [
        'a code that is not known',
        '<qh:constraint kind="limit" name="甲" between="Award"><qh:property name="demand" value="=true"/><qh:property name="code" value="NO"/></qh:constraint>',
        '提示代码“NO”不存在',
      ],
      [
        'a limit over a record without a name',
        '<qh:record kind="contract" of="amount"/><qh:constraint kind="limit" between="Award" extent="contract"><qh:property name="of" value="amount"/><qh:property name="most" value="1"/></qh:constraint>',
        '须有名称',
      ],
      [
        'an extent that is not declared',
        '<qh:constraint kind="separation" name="甲" between="Report Award" extent="contract"/>',
        '没有声明',
      ],
      ['a record of something that is no name', '<qh:record kind="contract" of="amount"/>', '文本类关键要素'],
      [
        'a window of one act',
        '<qh:constraint kind="window" name="甲" between="Award"><qh:property name="least" value="1 days"/></qh:constraint>',
        '依次指明两个环节',
      ],
      [
        'a window of no days',
        '<qh:constraint kind="window" name="甲" between="Report Award"><qh:property name="least" value="soon"/></qh:constraint>',
        '期限“soon”无法识别',
      ],
    ])('%s is not published', async (_what, constraint, message) => {
      expect(await findings(drawn(constraint))).toContain(message);
    });
  });
}
