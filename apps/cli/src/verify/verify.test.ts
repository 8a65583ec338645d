import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Finding } from '@quanheng/engine';
import { run, runOn } from '../testing/run.js';

const PROCESSES = join(__dirname, '../../../../processes');
const REIMBURSEMENT = join(PROCESSES, 'reimbursement/process.bpmn');
const CALLED = ['--with', join(PROCESSES, 'collective-decision/process.bpmn')];

interface Answer {
  readonly exitCode: number;
  readonly findings: readonly Finding[];
  readonly codes: readonly string[];
  readonly sound: unknown;
}

async function verify(...args: string[]): Promise<Answer> {
  const { exitCode, json, stderr } = await run('verify', ...args, '--json');
  expect(stderr).toBe('');
  expect(json).toHaveLength(1);
  const { findings, parseMs, verifyMs, sound, properties, states, ...rest } = json[0] as {
    findings: Finding[];
    parseMs: number;
    verifyMs: number;
    sound: unknown;
    properties: object;
    states: number;
  };
  expect(rest).toEqual({});
  expect(parseMs).toBeGreaterThanOrEqual(0);
  expect(verifyMs).toBeGreaterThanOrEqual(0);
  expect(Object.keys(properties)).toEqual(['optionToComplete', 'properCompletion', 'noDeadActivities', 'safeness']);
  expect(states).toBeGreaterThanOrEqual(0);
  return { exitCode, findings, sound, codes: [...new Set(findings.map(({ code }) => code))] };
}

describe('quanheng verify', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'quanheng-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const file = (name: string, text: string): string => {
    const path = join(folder, name);
    writeFileSync(path, text);
    return path;
  };
  const drawing = (content: string, attributes = 'isExecutable="true"'): string =>
    `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:qh="urn:quanheng:bpmn:1" id="D" targetNamespace="urn:t"><process id="P" ${attributes}>${content}</process></definitions>`;
  const PAID = `<startEvent id="S"/><serviceTask id="Pay" name="支付" qh:handler="pay"/><endEvent id="E"/>
    <sequenceFlow id="a" sourceRef="S" targetRef="Pay"/><sequenceFlow id="b" sourceRef="Pay" targetRef="E"/>`;

  test('without a profile only what is drawn is judged', async () => {
    expect(await verify(REIMBURSEMENT, ...CALLED)).toEqual({ exitCode: 0, findings: [], codes: [], sound: true });
  });

  test('under its profile the reimbursement lacks nothing; what nobody has read is listed for confirmation', async () => {
    const { exitCode, findings } = await verify(REIMBURSEMENT, ...CALLED, '--profile', 'reimbursement');
    expect(findings.map(({ severity, rule }) => [severity, rule])).toEqual([['info', 'L24']]);
    expect(exitCode).toBe(0);
  });

  test('two signatures one after the other are no two pens', async () => {
    const sign = (id: string, name: string): string => `<userTask id="${id}" name="${name}"/>`;
    const content = `${sign('A', '业务负责人签字')}${sign('B', '财务负责人签字')}${PAID}
      <sequenceFlow id="c" sourceRef="A" targetRef="B"/>`.replace(
      'sourceRef="S" targetRef="Pay"',
      'sourceRef="S" targetRef="A"',
    );
    const flows = '<sequenceFlow id="d" sourceRef="B" targetRef="Pay"/>';
    const path = file('signed.bpmn', drawing(content + flows, ''));
    const { findings } = await verify(path, '--effect', 'pay=payment', '--profile', 'reimbursement');
    expect(findings.find(({ code }) => code === 'L07-money-without-two-pens')).toMatchObject({
      severity: 'error',
      elementId: 'Pay',
      rule: 'L07',
      line: expect.any(Number),
      // What nobody has read is no law yet, and says so.
      article: expect.stringContaining('第29条 [R 待确认]'),
      message: expect.stringContaining('S → 业务负责人签字 → 财务负责人签字 → 支付。'),
    });
  });

  test('rules, proofs and questions about power are told in one language', async () => {
    const nodes = `<startEvent id="S"/><parallelGateway id="F"/><userTask id="A"/><userTask id="B"/><exclusiveGateway id="M"/><exclusiveGateway id="N"/><serviceTask id="Pay" qh:handler="pay"/><endEvent id="E"/>`;
    const flows = ['S F', 'F A', 'F B', 'A M', 'B M', 'M N', 'N Pay', 'Pay E'].map((flow) => {
      const [from, to] = flow.split(' ');
      return `<sequenceFlow id="${from}_${to}" sourceRef="${from}" targetRef="${to}"/>`;
    });
    const path = file('spoken.bpmn', drawing(nodes + flows.join('')));
    const told = async (...args: string[]): Promise<readonly Finding[]> =>
      (await verify(path, '--effect', 'pay=payment', ...args)).findings;
    const [chinese, english] = [await told(), await told('--lang', 'en')];
    expect(english.map(({ code }) => code)).toEqual(chinese.map(({ code }) => code));
    expect(chinese.map(({ code }) => code)).toEqual(
      expect.arrayContaining(['gateway-without-effect', 'L07-money-without-two-pens', 'proof-two-tokens']),
    );
    for (const { message } of chinese) expect(message).toMatch(/\p{Script=Han}.*。/u);
    for (const { message } of english) expect(message).not.toMatch(/\p{Script=Han}/u);
  });

  test('a handler has the effect that the installation says', async () => {
    const path = file('paid.bpmn', drawing(PAID));
    expect((await verify(path)).exitCode).toBe(0);
    const { exitCode, codes } = await verify(path, '--effect', 'pay=payment');
    expect([exitCode, codes]).toEqual([1, ['L07-money-without-two-pens']]);
  });

  test('a drawing that is not executable is judged by its control flow', async () => {
    const path = file('drawn.bpmn', drawing(PAID, 'isExecutable="false"'));
    const { codes } = await verify(path, '--effect', 'pay=payment', '--profile', 'reimbursement');
    expect(codes).toEqual(expect.arrayContaining(['L07-money-without-two-pens', 'L03-path-without-control']));
    expect(codes.filter((code) => /^L(05|06|15|22|24)/.test(code))).toEqual([]);
  });

  test('what breaks a rule of BPMN, and a control that cannot be worked, are findings', async () => {
    const content = `<startEvent id="S"/><userTask id="A"><extensionElements><qh:control kind="dualSignature"/></extensionElements></userTask>
      <sequenceFlow id="a" sourceRef="S" targetRef="A"/>`;
    const { exitCode, findings } = await verify(file('wrong.bpmn', drawing(content)));
    expect(exitCode).toBe(1);
    const codes = findings.map(({ code }) => code);
    expect(codes).toEqual(expect.arrayContaining(['start-and-end-event', 'control-acts']));
    expect(findings.find(({ code }) => code === 'control-acts')?.line).toBe(1);
  });

  test('what cannot come to an end is not sound, and its scenario is a file that simulate runs', async () => {
    const content = `<startEvent id="S"/><exclusiveGateway id="G" default="b"/><userTask id="A"/><userTask id="B"/><parallelGateway id="J"/><endEvent id="E"/>
      <sequenceFlow id="s" sourceRef="S" targetRef="G"/><sequenceFlow id="a" sourceRef="G" targetRef="A"><conditionExpression>urgent</conditionExpression></sequenceFlow>
      <sequenceFlow id="b" sourceRef="G" targetRef="B"/><sequenceFlow id="c" sourceRef="A" targetRef="J"/><sequenceFlow id="d" sourceRef="B" targetRef="J"/><sequenceFlow id="e" sourceRef="J" targetRef="E"/>`;
    const path = file('stuck.bpmn', drawing(content));
    const { exitCode, sound, findings } = await verify(path);
    expect([exitCode, sound]).toEqual([1, false]);
    const stuck = findings.find(({ code }) => code === 'proof-stuck');
    expect(stuck).toMatchObject({ certainty: 'confirmed', elementId: 'J', message: expect.stringContaining('“J”') });
    const scenario = file('stuck.json', JSON.stringify(stuck?.scenario));
    const played = await run('simulate', path, '--scenario', scenario, '--json');
    expect(played.json.at(-1)).toMatchObject({ result: 'waiting', waiting: ['J'] });
  });

  test.each([
    ['no process', () => drawing('').replace(/<process.*<\/process>/, '')],
    ['an empty process', () => drawing('')],
    ['an empty process that is not executed', () => drawing('', 'isExecutable="false"')],
    [
      'an empty process to be executed beside another',
      () => drawing(PAID).replace('</definitions>', '<process id="Q" isExecutable="true"/></definitions>'),
    ],
  ])('%s is not sound: there is nothing that was proved', async (_name, xml) => {
    const { exitCode, sound, codes } = await verify(file('nothing.bpmn', xml()));
    expect([exitCode, sound, codes]).toEqual([1, 'unknown', expect.arrayContaining(['proof-nothing-drawn'])]);
  });

  test('what is wrong with one process is told although another is empty', async () => {
    const stuck = `<startEvent id="S"/><exclusiveGateway id="G" default="b"/><userTask id="A"/><parallelGateway id="J"/><endEvent id="E"/>
      <sequenceFlow id="s" sourceRef="S" targetRef="G"/><sequenceFlow id="a" sourceRef="G" targetRef="A"><conditionExpression>urgent</conditionExpression></sequenceFlow>
      <sequenceFlow id="b" sourceRef="G" targetRef="J"/><sequenceFlow id="c" sourceRef="A" targetRef="J"/><sequenceFlow id="e" sourceRef="J" targetRef="E"/>`;
    const xml = drawing(stuck).replace('</definitions>', '<process id="Q" isExecutable="true"/></definitions>');
    const { sound, codes } = await verify(file('both.bpmn', xml));
    expect([sound, codes]).toEqual([false, expect.arrayContaining(['proof-nothing-drawn', 'proof-stuck'])]);
  });

  test('an empty pool beside a process stands for a partner', async () => {
    const xml = drawing(PAID).replace('</definitions>', '<process id="Q"/></definitions>');
    expect(await verify(file('partner.bpmn', xml), '--effect', 'pay=disposal')).toMatchObject({ sound: true });
  });

  test('a proof that runs out of its budget is "unknown", and unknown is no pass', async () => {
    const ids = ['S', ...Array.from({ length: 2000 }, (_, i) => `A${i}`), 'E'];
    const nodes = ids.slice(1, -1).map((id) => `<task id="${id}"/>`);
    const flows = ids.slice(1).map((to, i) => `<sequenceFlow id="f${i}" sourceRef="${ids[i]}" targetRef="${to}"/>`);
    const path = file('long.bpmn', drawing(`<startEvent id="S"/><endEvent id="E"/>${nodes.join('')}${flows.join('')}`));
    const { exitCode, sound, codes } = await verify(path, '--budget-ms', '1');
    expect([exitCode, sound, codes]).toEqual([1, 'unknown', ['proof-out-of-budget']]);
    expect((await verify(path)).sound).toBe(true);
  });

  test('what does not compile is told: an expression that is no FEEL, a process that is called and is not there', async () => {
    const flows = `<startEvent id="S"/><endEvent id="E"/><sequenceFlow id="a" sourceRef="S" targetRef="A"/><sequenceFlow id="b" sourceRef="A" targetRef="E"/>`;
    const broken = `${flows}<scriptTask id="A" qh:resultVariable="x"><script>1 +</script></scriptTask>`;
    const feel = await verify(file('feel.bpmn', drawing(broken)));
    expect([feel.exitCode, feel.sound]).toEqual([1, 'unknown']);
    expect(feel.findings).toMatchObject([{ code: 'feel-syntax', elementId: 'A', severity: 'error' }]);
    const calling = await verify(file('call.bpmn', drawing(`${flows}<callActivity id="A" calledElement="Nowhere"/>`)));
    expect([calling.exitCode, calling.sound]).toEqual([1, 'unknown']);
    expect(calling.findings.filter(({ severity }) => severity === 'error')).toMatchObject([{ elementId: 'A' }]);
  });

  test('posts are looked up in the organisation', async () => {
    const content = `<startEvent id="S"/><userTask id="A"><extensionElements><qh:assign post="checker"/></extensionElements></userTask><endEvent id="E"/>
      <sequenceFlow id="a" sourceRef="S" targetRef="A"/><sequenceFlow id="b" sourceRef="A" targetRef="E"/>`;
    const path = file('posts.bpmn', drawing(content));
    const organisation = {
      departments: { FIN: { name: '财务处', parent: null } },
      persons: { zhang: { name: '张某' } },
      posts: { checker: { name: '审核岗', department: 'FIN', roles: ['staff'] } },
      holdings: { h1: { person: 'zhang', post: 'checker', kind: 'formal', document: '任〔2026〕1号' } },
    };
    const org = file('org.json', JSON.stringify(organisation));
    expect((await verify(path, '--org', org)).exitCode).toBe(0);
    const empty = file('empty.json', '{}');
    expect((await verify(path, '--org', empty)).codes).toEqual(['L05-addressee']);
  });

  test('every profile of the product is known by its name', async () => {
    const names = readdirSync(join(PROCESSES, 'profiles')).filter((name) => name !== 'profile.schema.json');
    for (const name of names) {
      const { exitCode } = await verify(REIMBURSEMENT, ...CALLED, '--profile', name.replace('.json', ''));
      expect([name, exitCode]).toEqual([name, name === 'reimbursement.json' ? 0 : 1]);
    }
  });

  test('a profile of the unit is given by its path', async () => {
    const path = join(PROCESSES, 'profiles/reimbursement.json');
    const byName = await verify(REIMBURSEMENT, ...CALLED, '--profile', 'reimbursement');
    expect(await verify(REIMBURSEMENT, ...CALLED, '--profile', path)).toEqual(byName);
  });

  test('people are shown a line for each finding, and how many there are', async () => {
    const { stdout, exitCode } = await run('verify', REIMBURSEMENT, ...CALLED, '--profile', 'procurement');
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(/process\.bpmn:\d+: error 缺少环节“预算审核”.*\[P01-required-step, P01, /);
    expect(stdout).toMatch(/\n\d+ errors.*; sound\n$/);
    expect((await run('verify', REIMBURSEMENT, ...CALLED)).stdout).toBe('no findings; sound\n');
    const coloured = await runOn({ isTTY: true }, 'verify', REIMBURSEMENT, ...CALLED, '--profile', 'procurement');
    expect(coloured.stdout).toContain('\u001b[31merror');
  });

  describe('input that cannot be read', () => {
    const good = join(PROCESSES, 'profiles/reimbursement.json');
    test.each<[string, () => string[], string, RegExp]>([
      ['no file', () => [join(folder, 'none.bpmn')], 'file-unreadable', /there is no such file/],
      ['broken XML', () => [file('broken.bpmn', '<definitions')], 'not-well-formed', /./],
      ['another format', () => [file('page.bpmn', '<html/>')], 'not-bpmn', /HTML/],
      [
        'a reference to nothing',
        () => [file('dangling.bpmn', drawing('<task id="A"/><sequenceFlow id="f" sourceRef="A" targetRef="B"/>'))],
        'unresolved-reference',
        /B/,
      ],
      ['an unknown profile', () => [REIMBURSEMENT, '--profile', 'reimbursment'], 'profile-unknown', /small-purchase/],
      ['the schema is no profile', () => [REIMBURSEMENT, '--profile', 'profile.schema'], 'profile-unknown', /Known/],
      [
        'no profile file',
        () => [REIMBURSEMENT, '--profile', join(folder, 'p.json')],
        'file-unreadable',
        /no such file/,
      ],
      [
        'a further file that is not there',
        () => [REIMBURSEMENT, '--with', join(folder, 'limits.dmn')],
        'file-unreadable',
        /limits\.dmn.*no such file/,
      ],
      [
        'a profile that is no JSON',
        () => [REIMBURSEMENT, '--profile', file('p1.json', '{')],
        'profile-syntax',
        /Not JSON/,
      ],
      [
        'a profile with a mistake',
        () => [REIMBURSEMENT, '--profile', file('p2.json', '{"name": "P"}')],
        'profile-invalid',
        /No profile: name: /,
      ],
      [
        'an organisation that is no JSON',
        () => [REIMBURSEMENT, '--org', file('o1.json', '[')],
        'organisation-syntax',
        /Not JSON/,
      ],
      [
        'an organisation with a mistake',
        () => [REIMBURSEMENT, '--org', file('o2.json', '{"persons": {"a": {}}}')],
        'organisation-invalid',
        /persons\.a\.name/,
      ],
      [
        'an organisation that refers to nothing',
        () => [
          REIMBURSEMENT,
          '--org',
          file('o3.json', '{"posts": {"p": {"name": "岗", "department": "X", "roles": []}}}'),
        ],
        'organisation-invalid',
        /部门 X/,
      ],
      ['a profile in place of an organisation', () => [REIMBURSEMENT, '--org', good], 'organisation-invalid', /./],
    ])('%s', async (_name, args, code, message) => {
      const { exitCode, findings } = await verify(...args(), '--lang', 'en');
      expect(exitCode).toBe(2);
      const fault = findings.find((finding) => finding.code === code);
      expect([findings.map((finding) => finding.code), fault?.message]).toEqual([
        expect.arrayContaining([code]),
        expect.stringMatching(message),
      ]);
    });

    test('all mistakes are told at once', async () => {
      const { codes } = await verify(join(folder, 'none.bpmn'), '--profile', 'x', '--org', join(folder, 'none.json'));
      expect([...codes].sort()).toEqual(['file-unreadable', 'profile-unknown']);
    });
  });

  test.each([
    [[]],
    [[REIMBURSEMENT, '--effect', 'pay']],
    [[REIMBURSEMENT, '--nonsense']],
    [[REIMBURSEMENT, '--budget-ms', '0']],
    [[REIMBURSEMENT, '--budget-ms', 'long']],
    [[REIMBURSEMENT, '--lang', 'fr']],
  ])('wrong usage: %j', async (args) => {
    const { exitCode, stderr, stdout } = await run('verify', ...args);
    expect([exitCode, stdout]).toEqual([3, '']);
    expect(stderr).toContain('error:');
  });
});
