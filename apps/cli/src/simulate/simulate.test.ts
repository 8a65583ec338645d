import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run, runOn } from '../testing/run.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'quanheng-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function file(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

function bpmn(content: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:qh="urn:quanheng:bpmn:1" id="Defs" targetNamespace="urn:test">
${content}
</definitions>`;
}

const flow = (source: string, target: string) =>
  `<sequenceFlow id="${source}_${target}" sourceRef="${source}" targetRef="${target}"/>`;
const sequence = (id: string, activity: string, prefix = '') =>
  `<process id="${id}" isExecutable="true"><startEvent id="${prefix}S"/>${activity}<endEvent id="${prefix}E"/>
   ${flow(`${prefix}S`, `${prefix}A`)}${flow(`${prefix}A`, `${prefix}E`)}</process>`;
const SIMPLE = bpmn(sequence('P', '<userTask id="A" name="审核\u009b31m"/>'));

describe('quanheng simulate --json', () => {
  it('prints one object a line, the result last', async () => {
    const { exitCode, json, stderr } = await run('simulate', file('p.bpmn', SIMPLE), '--json', '--vars', '{"a": 1}');
    expect(exitCode).toBe(0);
    expect(stderr).toBe('');
    expect(json.at(-1)).toEqual({
      result: 'completed',
      variables: { a: 1 },
      waiting: [],
      instances: [{ instance: '1', process: 'P', result: 'completed', variables: { a: 1 } }],
    });
    expect(json.slice(0, -1).map((line) => line['event'])).toEqual(
      expect.arrayContaining(['elementActivated', 'elementCompleted', 'flowTaken', 'instanceCompleted']),
    );
    for (const line of json.slice(0, -1)) {
      expect(line).toMatchObject({ at: '2026-01-01T00:00:00Z', instance: '1', process: 'P' });
      expect(typeof line['element']).toBe('string');
      expect(typeof line['elementType']).toBe('string');
    }
  });

  it('keeps exact numbers, as strings where JSON numbers end', async () => {
    const vars = '{"big": 12345678901234567890, "small": 0.1}';
    const { json } = await run('simulate', file('p.bpmn', SIMPLE), '--json', '--vars', vars);
    expect(json.at(-1)?.['variables']).toEqual({ big: '12345678901234567890', small: 0.1 });
  });

  it('reads any XML encoding', async () => {
    const text = SIMPLE.replace('UTF-8', 'UTF-16');
    const { exitCode } = await run('simulate', file('p.bpmn', Buffer.from(`\uFEFF${text}`, 'utf16le')));
    expect(exitCode).toBe(0);
  });
});

describe('exit codes', () => {
  const scenario = (content: object | string) =>
    file('scenario.json', typeof content === 'string' ? content : JSON.stringify(content));

  it.each<[string, object, number, string]>([
    ['completed', {}, 0, 'completed'],
    ['waiting without an expectation', { behaviours: { A: { wait: true } } }, 0, 'waiting'],
    ['an incident', { behaviours: { A: { fail: 'x' } } }, 1, 'incident'],
    ['an uncaught error', { behaviours: { A: { error: 'x' } } }, 1, 'incident'],
    ['an expected incident', { behaviours: { A: { fail: 'x' } }, expect: { result: 'incident' } }, 0, 'incident'],
    ['an expectation that is not met', { expect: { waiting: ['A'] } }, 1, 'completed'],
    ['an unmet step', { behaviours: { A: { complete: {} } }, steps: [{ complete: 'A' }] }, 1, 'completed'],
  ])('%s', async (_what, content, exitCode, result) => {
    const played = await run('simulate', file('p.bpmn', SIMPLE), '--scenario', scenario(content), '--json');
    expect(played.exitCode).toBe(exitCode);
    expect(played.json.at(-1)?.['result']).toBe(result);
    expect('unmet' in (played.json.at(-1) ?? {})).toBe(/not met|unmet/.test(_what));
  });

  it('the limit of events', async () => {
    const { exitCode, json } = await run('simulate', file('p.bpmn', SIMPLE), '--max-events', '3', '--json');
    expect(exitCode).toBe(1);
    expect(json).toHaveLength(4);
    expect(json.at(-1)?.['result']).toBe('limit');
  });

  it.each<[string, string]>([
    ['no such element', '{"steps": [{"complete": "B"}]}'],
    ['no JSON', '{'],
    ['an unknown key', '{"step": []}'],
    ['no such process', '{"process": "Q"}'],
  ])('a scenario with %s is refused', async (_what, content) => {
    const { exitCode, json } = await run('simulate', file('p.bpmn', SIMPLE), '--scenario', scenario(content), '--json');
    expect(exitCode).toBe(2);
    expect(json).toEqual([
      {
        result: 'refused',
        variables: {},
        waiting: [],
        instances: [],
        findings: [expect.objectContaining({ severity: 'error' })],
      },
    ]);
  });

  it.each<[string, string[], string]>([
    ['vars that are no JSON', ['--vars', '{a: 1}'], '--vars is not JSON: line 1, column 2'],
    ['vars that are no object', ['--vars', '[1]'], 'must be a JSON object'],
    ['an unknown process', ['--process', 'Q'], 'has no process Q. Known: P'],
    ['a scenario that is not there', ['--scenario', 'missing.json'], 'there is no such file'],
    ['a file to look in that is not there', ['--with', 'missing.bpmn'], 'there is no such file'],
  ])('%s', async (_what, args, message) => {
    const path = file('p.bpmn', SIMPLE);
    const human = await run('simulate', path, ...args);
    expect(human.exitCode).toBe(2);
    expect(human.stdout).toContain(message);
    const { json } = await run('simulate', path, ...args, '--json');
    expect(json).toHaveLength(1);
    expect(json[0]).toMatchObject({ result: 'refused' });
  });

  it.each(['-', '--scenario', '--with'])('%s a file without end', async (option) => {
    const path = file('p.bpmn', SIMPLE);
    const endless = file('endless.bpmn', '');
    truncateSync(endless, 65 * 2 ** 20);
    const args = option === '-' ? [endless] : [path, option, endless];
    const { exitCode, stdout } = await run('simulate', ...args);
    expect(exitCode).toBe(2);
    expect(stdout).toContain('it is longer than 64 MB');
  });

  it.each<[string, string | Uint8Array]>([
    ['broken XML', '<definitions'],
    ['an empty file', ''],
    ['another kind of document', '<html/>'],
    ['arbitrary bytes', Uint8Array.from({ length: 500 }, (_, index) => (index * 7919) % 256)],
    ['a rule broken', bpmn('<process id="P" isExecutable="true"><startEvent id="S"/></process>')],
    ['a script that is no FEEL', bpmn(sequence('P', '<scriptTask id="A"><script>var x = 1;</script></scriptTask>'))],
    ['a called process that is not there', bpmn(sequence('P', '<callActivity id="A" calledElement="Q"/>'))],
    ['a decision that is not there', bpmn(sequence('P', '<businessRuleTask id="A" qh:decision="d"/>'))],
  ])('%s is refused', async (_what, content) => {
    const { exitCode, json } = await run('simulate', file('p.bpmn', content), '--json');
    expect(exitCode).toBe(2);
    expect(json).toHaveLength(1);
    expect(json[0]?.['result']).toBe('refused');
    expect(json[0]?.['findings']).toContainEqual(expect.objectContaining({ severity: 'error' }));
  });

  it('a refusal that was expected is good', async () => {
    const broken = file('p.bpmn', bpmn('<process id="P" isExecutable="true"><startEvent id="S"/></process>'));
    const { exitCode } = await run('simulate', broken, '--scenario', scenario({ expect: { result: 'refused' } }));
    expect(exitCode).toBe(0);
    const other = await run('simulate', broken, '--scenario', scenario({ expect: { result: 'completed' } }), '--json');
    expect(other.exitCode).toBe(2);
    expect(other.json[0]).toMatchObject({ unmet: ['result: expected completed, was refused'] });
  });

  it('a file that is not there, and a folder', async () => {
    for (const path of [join(folder, 'missing.bpmn'), folder]) {
      const { exitCode, json } = await run('simulate', path, '--json');
      expect(exitCode).toBe(2);
      expect(json[0]).toMatchObject({ result: 'refused', findings: [{ code: 'file-unreadable' }] });
    }
  });

  it.each([
    [[]],
    [['simulate']],
    [['simulate', 'a.bpmn', 'b.bpmn']],
    [['simulate', 'a.bpmn', '--unknown']],
    [['simulate', 'a.bpmn', '--max-events', '-1']],
    [['simulate', 'a.bpmn', '--max-events', '1e3']],
    [['simulate', 'a.bpmn', '--scenario']],
    [['unknown']],
  ])('wrong usage: %j', async (args) => {
    const { exitCode, stdout, stderr } = await run(...args);
    expect(exitCode).toBe(3);
    expect(stdout).toBe('');
    expect(stderr).not.toBe('');
  });

  it.each([[['--help']], [['--version']], [['simulate', '--help']]])('help is good: %j', async (args) => {
    const { exitCode, stdout } = await run(...args);
    expect(exitCode).toBe(0);
    expect(stdout).not.toBe('');
  });
});

describe('files that refer to others', () => {
  const CALLER = bpmn(sequence('P', '<callActivity id="A" calledElement="Q"/>'));
  const DECIDES = bpmn(sequence('P', '<businessRuleTask id="A" qh:decision="层级" qh:resultVariable="tier"/>'));
  const rules = (
    value: string,
  ) => `<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="R" name="R" namespace="urn:r">
    <decision id="d" name="层级"><variable id="v" name="层级"/><literalExpression id="l"><text>"${value}"</text></literalExpression></decision></definitions>`;

  it('find called processes in their folder before --with', async () => {
    const called = (task: string) =>
      bpmn(sequence('Q', `<scriptTask id="qA" qh:resultVariable="from"><script>"${task}"</script></scriptTask>`, 'q'));
    const path = file('p.bpmn', CALLER);
    file('broken.bpmn', '<nonsense');
    const extra = mkdtempSync(join(tmpdir(), 'quanheng-'));
    const other = join(extra, 'q.bpmn');
    writeFileSync(other, called('--with'));
    expect((await run('simulate', path, '--json')).exitCode).toBe(2);
    const given = await run('simulate', path, '--json', '--with', other);
    expect(given.json.at(-1)).toMatchObject({ result: 'completed', variables: { from: '--with' } });
    file('q.bpmn', called('folder'));
    const beside = await run('simulate', path, '--json', '--with', other);
    expect(beside.json.at(-1)).toMatchObject({
      variables: { from: 'folder' },
      instances: [{ instance: '1', process: 'P' }],
    });
    rmSync(extra, { recursive: true });
  });

  it('find decisions in their folder before --with', async () => {
    const path = file('p.bpmn', DECIDES);
    const extra = mkdtempSync(join(tmpdir(), 'quanheng-'));
    const other = join(extra, 'rules.dmn');
    writeFileSync(other, rules('with'));
    const given = await run('simulate', path, '--json', '--with', other);
    expect(given.json.at(-1)).toMatchObject({ result: 'completed', variables: { tier: 'with' } });
    file('rules.dmn', rules('folder'));
    const beside = await run('simulate', path, '--json', '--with', other);
    expect(beside.json.at(-1)).toMatchObject({ variables: { tier: 'folder' } });
    rmSync(extra, { recursive: true });
  });

  it('say which decision file cannot be read', async () => {
    const path = file('p.bpmn', DECIDES);
    file('rules.dmn', '<definitions');
    const { exitCode, json } = await run('simulate', path, '--json');
    expect(exitCode).toBe(2);
    const codes = (json[0]?.['findings'] as { code: string }[]).map(({ code }) => code);
    expect(codes).toEqual(['decision-missing', 'decision-file-unreadable']);
  });
});

describe('output for people', () => {
  it('is a table of the path, with safe text and no colours for a pipe', async () => {
    const { stdout } = await run('simulate', file('p.bpmn', SIMPLE), '--vars', '{"金额": 3}');
    expect(stdout).not.toMatch(/[\u001b\u009b]/);
    expect(stdout).toMatch(/^time +element +name +type +what happened$/m);
    expect(stdout).toMatch(/^2026-01-01 00:00:00 +A +审核 31m +userTask +done$/m);
    expect(stdout).toMatch(/^result: completed$/m);
    expect(stdout).toMatch(/^ {2}金额 +3$/m);
  });

  it('says that nothing was started instead of an empty table', async () => {
    const start = '<startEvent id="S"><messageEventDefinition messageRef="M"/></startEvent>';
    const process = `<message id="M"/><process id="P" isExecutable="true">${start}<endEvent id="E"/>${flow('S', 'E')}</process>`;
    const { stdout } = await run('simulate', file('p.bpmn', bpmn(process)));
    expect(stdout).toBe('nothing was started\n\nresult: waiting\nwaiting: S\n');
  });

  it('stays readable beside a very long name', async () => {
    const path = file('p.bpmn', bpmn(sequence('P', `<userTask id="A" name="${'审核'.repeat(100)}"/>`)));
    const { stdout } = await run('simulate', path);
    const row = stdout.split('\n').find((line) => line.includes('审核')) ?? '';
    expect(row).toMatch(/ A +审核.*… +userTask +done$/);
    expect(row.length).toBeLessThan(80);
  });

  it('has colours on a terminal unless NO_COLOR is set', async () => {
    const path = file('p.bpmn', SIMPLE);
    expect((await runOn({ isTTY: true }, 'simulate', path)).stdout).toContain('\u001b[32m');
    expect((await runOn({ isTTY: true, env: { NO_COLOR: '1' } }, 'simulate', path)).stdout).not.toContain('\u001b');
  });

  it('shows findings with file and line', async () => {
    const path = file('p.bpmn', bpmn('<process id="P" isExecutable="true">\n<startEvent id="S"/></process>'));
    const { stdout } = await run('simulate', path);
    expect(stdout).toContain(`${path}:4: error `);
    expect(stdout).toMatch(/^result: refused$/m);
  });

  it('says what is unmet', async () => {
    const path = file('p.bpmn', SIMPLE);
    const scenario = file('s.json', '{"expect": {"waiting": ["A"]}}');
    const { stdout } = await run('simulate', path, '--scenario', scenario);
    expect(stdout).toMatch(/^unmet: waiting: expected A 1 times, was 0 times$/m);
  });
});
