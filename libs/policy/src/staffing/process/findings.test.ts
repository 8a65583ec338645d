import type { Finding } from '@quanheng/engine';
import { staffingFindings } from './index.js';
import { drawn, flows, officeOf, task } from './testing/drawn.js';

const BUDGET = { milliseconds: 5_000, now: () => 0 };
const POSTS = { head: 'WORKS', payer: 'MONEY' };
const BODY =
  '<extensionElements><qh:constraint kind="separation" name="审批与支付分离" between="A, B" level="person"/></extensionElements>' +
  '<startEvent id="S"/>' +
  task('A', 'post="head"') +
  task('B', 'post="payer"') +
  '<endEvent id="E"/>' +
  flows('S', 'A', 'B', 'E');

async function found(people: Readonly<Record<string, readonly string[]>>): Promise<readonly Finding[]> {
  const { process, staff } = await drawn(BODY, officeOf(people, POSTS));
  return staffingFindings(process, { locations: new Map([['A', { line: 7, column: 1 }]]) }, staff, BUDGET);
}

describe('what is told of who can do a process', () => {
  test('nothing, where nobody is indispensable', async () => {
    expect(await found({ wei: ['head'], tao: ['head'], fang: ['payer'], hua: ['payer'] })).toEqual([]);
  });

  test('nobody for a step: an error at that step', async () => {
    const [finding, ...others] = await found({ wei: ['head'] });
    expect(others).toEqual([]);
    expect(finding).toMatchObject({ code: 'staffing-impossible', severity: 'error', elementId: 'B' });
    expect(finding?.message).toBe('按现有人员，“B”无人可以办理。请先任职，或改派办理岗位。');
  });

  test('one person for what two must do: the rule and its steps', async () => {
    const [finding] = await found({ wei: ['head', 'payer'] });
    expect(finding).toMatchObject({ code: 'staffing-impossible', severity: 'error', elementId: 'A', line: 7 });
    expect(finding?.message).toContain('“A”、“B”不能同时满足“审批与支付分离”办完');
  });

  test('somebody without whom it cannot be done: told, with their name and what they alone can do', async () => {
    const told = await found({ wei: ['head'], fang: ['payer'], hua: ['payer'] });
    expect(told).toMatchObject([{ code: 'staffing-indispensable', severity: 'info', elementId: 'A' }]);
    expect(told[0]?.message).toContain('“A”只有“wei”(head)能够办理');
  });
});

describe('what cannot be judged before there is a matter', () => {
  const people = { wei: ['head'], tao: ['head'], fang: ['payer'], hua: ['payer'] };
  const told = async (content: string, organisation: object) => {
    const { process, staff } = await drawn(content, organisation);
    return staffingFindings(process, { locations: new Map() }, staff, BUDGET);
  };

  test('whom data name: told with the steps', async () => {
    const content =
      '<extensionElements><qh:protected name="inspector" type="person"/></extensionElements><startEvent id="S"/>' +
      task('A', 'post="head"') +
      task('B', 'of="inspector"') +
      '<endEvent id="E"/>' +
      flows('S', 'A', 'B', 'E');
    const [finding, ...others] = await told(content, officeOf(people, POSTS));
    expect(others).toEqual([]);
    expect(finding).toMatchObject({ code: 'staffing-not-judged', severity: 'info', elementId: 'B' });
    expect(finding?.message).toMatch(/^“B”由流程数据指定的人办理：/);
  });

  const meeting = `<extensionElements><qh:control kind="collectiveDecision"><qh:property name="body" value="council"/><qh:property name="ballot" value="open"/><qh:act name="agenda"><qh:assign post="head"/></qh:act></qh:control></extensionElements>`;
  const deciding =
    `<startEvent id="S"/><userTask id="M" name="上会">${meeting}</userTask><endEvent id="E"/>` + flows('S', 'M', 'E');
  const council = (members: readonly object[]) => ({
    ...officeOf(people, POSTS),
    bodies: { council: { name: '办公会', members } },
  });

  test('who of a body comes to vote: told with the meeting', async () => {
    const findings = await told(
      deciding,
      council([
        { person: 'wei', role: 'chair' },
        { person: 'fang', role: 'member' },
      ]),
    );
    expect(findings.map(({ code, severity, elementId }) => [code, severity, elementId])).toEqual([
      ['staffing-not-judged', 'info', 'M'],
    ]);
    expect(findings[0]?.message).toContain('“上会”(M)由议事机构的成员表决');
  });

  test('a body of which nobody has a vote cannot decide', async () => {
    const findings = await told(deciding, council([{ person: 'wei', role: 'secretary' }]));
    expect(findings).toMatchObject([{ code: 'staffing-impossible', severity: 'error', elementId: 'M' }]);
    expect(findings[0]?.message).toContain('没有有表决权的成员');
  });
});
