import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import type { Host } from '../host.js';
import { registerDecide } from './register.js';

const DMN = 'https://www.omg.org/spec/DMN/20230324/MODEL/';

const FEES = `<definitions xmlns="${DMN}" namespace="urn:fees" name="Fees">
<inputData id="i" name="采购 金额"><variable name="采购 金额" typeRef="number"/></inputData>
<decision id="fee" name="Fee"><informationRequirement><requiredInput href="#i"/></informationRequirement>
<literalExpression><text>采购 金额 * 1.1</text></literalExpression></decision>
<decision id="big" name="Big"><literalExpression><text>{total: 12345678901234567890.5, day: date("2026-03-01")}</text></literalExpression></decision>
<decision id="rows" name="Rows"><literalExpression><text>[{name: "甲方", share: 0.5}, {name: "b"}]</text></literalExpression></decision>
<decision id="wrong" name="Wrong"><literalExpression><text>1 &lt;
 "a"</text></literalExpression></decision>
<decision id="handled" name="Handled"><literalExpression><text>if (1 &lt; "a") = null then "none" else "some"</text></literalExpression></decision>
<decision id="known" name="Known"><informationRequirement><requiredInput href="#i"/></informationRequirement>
<literalExpression><text>采购 金额 = null</text></literalExpression></decision>
<decision id="fn" name="Fn"><literalExpression><text>function(x) x</text></literalExpression></decision>
<businessKnowledgeModel id="double" name="double"><encapsulatedLogic><formalParameter name="n"/><literalExpression><text>n * 2</text></literalExpression></encapsulatedLogic></businessKnowledgeModel>
<decisionService id="service" name="Service"><outputDecision href="#fee"/><inputData href="#i"/></decisionService>
</definitions>`;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'decide-'));
  write('fees.dmn', FEES);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(name: string, content: string): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

interface Result {
  readonly exitCode: unknown;
  readonly out: string;
  readonly err: string;
}

/** Runs the command as the program does, with doubles of the streams. */
function run(args: readonly string[], isTTY = false): Result {
  let out = '';
  let err = '';
  const host: Host = {
    stdout: { write: (text) => (out += text), isTTY },
    stderr: { write: (text) => (err += text), isTTY },
    env: {},
  };
  const program = new Command('quanheng').exitOverride().configureOutput({ writeErr: (text) => (err += text) });
  registerDecide(program, host);
  program.parse(['decide', ...args], { from: 'user' });
  return { exitCode: host.exitCode, out, err };
}

function ask(decision: string, input: string | null = null, ...more: string[]): Result {
  return run([
    join(folder, 'fees.dmn'),
    '--decision',
    decision,
    ...(input === null ? [] : ['--input', input]),
    ...more,
  ]);
}

describe('quanheng decide --json', () => {
  it.each([
    ['Fee', '{采购 金额: 100}', '{"value":110,"feel":"110","errors":[]}'],
    ['fee', '{"采购 金额": 0.3}', '{"value":0.33,"feel":"0.33","errors":[]}'],
    ['Service', '{采购 金额: 10}', '{"value":11,"feel":"11","errors":[]}'],
    ['double', '{n: 4}', '{"value":8,"feel":"8","errors":[]}'],
    [
      'Big',
      '{}',
      '{"value":{"total":"12345678901234567890.5","day":"2026-03-01"},"feel":"{total: 12345678901234567890.5, day: @\\"2026-03-01\\"}","errors":[]}',
    ],
  ])('answers %s with %s', (decision, input, line) => {
    expect(ask(decision, input, '--json')).toEqual({ exitCode: 0, out: `${line}\n`, err: '' });
  });

  it('takes missing input as null, which alone is no error', () => {
    expect(ask('Known', null, '--json')).toEqual({
      exitCode: 0,
      out: '{"value":true,"feel":"true","errors":[]}\n',
      err: '',
    });
  });

  it('takes what cannot be computed for want of input as null, which is no error either', () => {
    expect(ask('Fee', null, '--json')).toEqual({
      exitCode: 0,
      out: '{"value":null,"feel":"null","errors":[]}\n',
      err: '',
    });
    expect(ask('Fee', '{采购 金额: null}', '--json')).toMatchObject({ exitCode: 1 });
  });

  it('tells an evaluation error with its place in the file, and exits 1', () => {
    const { exitCode, out } = ask('Wrong', '{}', '--json');
    const { value, feel, errors } = JSON.parse(out) as {
      value: unknown;
      feel: string;
      errors: { message: string; line: number; column: number }[];
    };
    expect([exitCode, value, feel]).toEqual([1, null, 'null']);
    expect(errors).toEqual([
      { message: expect.stringContaining('decision "Wrong"') as string, line: 8, column: expect.any(Number) as number },
    ]);
  });

  it.each([
    ['{采购 金额: 1/0}', 10],
    ['{采购 金额: amont}', 9],
  ])('tells what of the input %s could not be computed', (input, column) => {
    const answer = ask('Fee', input, '--json');
    expect(JSON.parse(answer.out)).toMatchObject({
      value: null,
      errors: [{ message: expect.stringContaining('In the input: ') as string, line: 1, column }, {}],
    });
    expect(answer.exitCode).toBe(1);
  });

  it('exits 0 when the logic has dealt with the null that an error left', () => {
    const { exitCode, out } = ask('Handled', '{}', '--json');
    expect(exitCode).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ value: 'none', errors: [{ line: 9 }] });
  });

  it('says that a function has no literal', () => {
    const { exitCode, out } = ask('Fn', '{}', '--json');
    expect(exitCode).toBe(1);
    expect(JSON.parse(out)).toMatchObject({
      value: null,
      feel: 'null',
      errors: [{ message: expect.stringContaining('function') as string }],
    });
  });

  it.each([
    ['an unknown decision', 'Nothing', '{}', 'Known are: Fee, Big, Rows'],
    ['input that is not FEEL', 'Fee', '{采购 金额: }', 'The input is not FEEL'],
    ['input that is no context', 'Fee', '[1]', 'must be a FEEL context'],
  ])('exits 2 for %s', (_what, decision, input, message) => {
    const { exitCode, out, err } = ask(decision, input, '--json');
    expect(exitCode).toBe(2);
    expect(err).toContain(message);
    expect(err.trim().split('\n')).toHaveLength(1);
    expect(JSON.parse(out)).toMatchObject({
      value: null,
      feel: 'null',
      errors: [{ message: expect.stringContaining(message) as string }],
    });
  });

  it.each([
    ['missing', null, 'there is no such file'],
    ['broken', '<definitions', 'no decision model'],
    ['not DMN', '<html/>', 'not a DMN model'],
    ['hostile', `<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>${FEES}`, 'refused'],
  ])('exits 2 for a file that is %s', (_what, content, message) => {
    const path = content === null ? join(folder, 'none.dmn') : write('bad.dmn', content);
    const { exitCode, out, err } = run([path, '--decision', 'Fee', '--json']);
    expect(exitCode).toBe(2);
    expect(err).toContain(message);
    expect(JSON.parse(out)).toMatchObject({
      value: null,
      errors: [{ message: expect.stringContaining(message) as string }],
    });
  });
});

describe('quanheng decide --cases', () => {
  it('prints one line each, in order, also for errors', () => {
    const cases = write(
      'cases.json',
      JSON.stringify([
        { decision: 'Fee', input: '{采购 金额: 1}' },
        { decision: 'None', input: '{}' },
        { decision: 'Wrong', input: '{}' },
        { decision: 'Fee', input: '{' },
        { decision: 'double', input: '{n: 1}' },
      ]),
    );
    const { exitCode, out } = run([join(folder, 'fees.dmn'), '--cases', cases]);
    const lines = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { value: unknown; errors: unknown[] });
    expect(lines.map(({ value }) => value)).toEqual([1.1, null, null, null, 2]);
    expect(lines.map(({ errors }) => errors.length)).toEqual([0, 1, 1, 1, 0]);
    expect(exitCode).toBe(2);
  });

  it('has a line for a case that is malformed, and answers the others', () => {
    const cases =
      '[{"input": "{}"}, {"decision": "Fee", "input": {}}, null, {"decision": "double", "input": "{n: 1}"}]';
    const { exitCode, out, err } = run([join(folder, 'fees.dmn'), '--cases', write('cases.json', cases)]);
    const lines = out.trim().split('\n');
    const wrong = (number: number): unknown => ({
      value: null,
      feel: 'null',
      errors: [{ message: expect.stringContaining(`Case ${number} of`) as string, line: null, column: null }],
    });
    expect(lines.slice(0, 3).map((line) => JSON.parse(line) as unknown)).toEqual([wrong(1), wrong(2), wrong(3)]);
    expect(lines.slice(3)).toEqual(['{"value":2,"feel":"2","errors":[]}']);
    expect(err).toContain('Case 2');
    expect(exitCode).toBe(2);
  });

  it('answers each case of a file that cannot be read', () => {
    const cases = write(
      'cases.json',
      JSON.stringify([
        { decision: 'a', input: '{}' },
        { decision: 'b', input: '{}' },
      ]),
    );
    const { exitCode, out } = run([join(folder, 'none.dmn'), '--cases', cases]);
    expect([exitCode, out.trim().split('\n').length]).toEqual([2, 2]);
  });

  it.each([
    ['no JSON', '[', 'is not JSON'],
    ['no list', '{}', 'must hold a list'],
  ])('exits 2 for %s', (_what, content, message) => {
    const { exitCode, out, err } = run([join(folder, 'fees.dmn'), '--cases', write('cases.json', content)]);
    expect([exitCode, out]).toEqual([2, '']);
    expect(err).toContain(message);
  });

  it('exits 2 when the cases cannot be read', () => {
    expect(run([join(folder, 'fees.dmn'), '--cases', folder])).toMatchObject({
      exitCode: 2,
      err: expect.stringContaining('it is a folder') as string,
    });
  });
});

describe('quanheng decide for people', () => {
  it('shows a value, a context and a list of contexts', () => {
    expect(ask('Fee', '{采购 金额: 100}').out).toBe('Fee\n  110\n');
    expect(ask('Big').out).toBe('Big\n  total  12345678901234567890.5\n  day    2026-03-01\n');
    expect(ask('Rows').out).toBe('Rows\n  name  share\n  甲方  0.5\n  b\n');
  });

  it('shows what was missing and what went wrong', () => {
    expect(ask('Known').out).toMatch(/^Known\n {2}true\nnote {3}The input "采购 金额" is not given/);
    expect(ask('Wrong').out).toMatch(/^Wrong\n {2}null\nerror {2}8:\d+ {2}/);
  });

  it('uses colours on a terminal only', () => {
    const args = [join(folder, 'fees.dmn'), '--decision', 'Wrong'];
    expect(run(args, true).out).toContain('\u001b[');
    expect(run(args, false).out).not.toContain('\u001b[');
  });

  it('shows the findings of the file, and answers what they do not touch', () => {
    write('fees.dmn', FEES.replace('n * 2', 'n * * 2'));
    const { exitCode, out, err } = ask('Fee', '{采购 金额: 100}');
    expect([exitCode, out]).toEqual([0, 'Fee\n  110\n']);
    expect(err).toMatch(/fees\.dmn:13: error .*\[feel-syntax/);
    expect(ask('double', '{n: 1}')).toMatchObject({ exitCode: 1, out: expect.stringContaining('null') as string });
  });

  it.each([
    ['nothing to decide', []],
    ['both ways at once', ['--decision', 'Fee', '--cases', 'x.json']],
    ['input beside cases', ['--input', '{}', '--cases', 'x.json']],
  ])('exits 3 for %s', (_what, options) => {
    expect(run([join(folder, 'fees.dmn'), ...options])).toMatchObject({ exitCode: 3, out: '' });
  });

  it('leaves unknown options to the program, which exits 3', () => {
    expect(() => run([join(folder, 'fees.dmn'), '--decison', 'Fee'])).toThrow(/unknown option/);
  });
});

describe('imports', () => {
  const user = (location: string): string => `<definitions xmlns="${DMN}" namespace="urn:user" name="User">
<import name="lib" namespace="urn:fees" importType="${DMN}" ${location}/>
<decision id="d" name="D"><informationRequirement><requiredDecision href="urn:fees#fee"/></informationRequirement><literalExpression><text>lib.Fee + 1</text></literalExpression></decision>
</definitions>`;

  it.each([
    ['by namespace', ''],
    ['by location', 'locationURI="./fees.dmn"'],
    ['by the file name of an absolute location', 'locationURI="https://example.invalid/models/fees.dmn"'],
    ['by namespace when the location leads elsewhere', 'locationURI="../../../../etc/passwd"'],
  ])('resolve beside the file, %s', (_what, location) => {
    const path = write('user.dmn', user(location));
    write('broken.dmn', '<definitions');
    expect(run([path, '--decision', 'D', '--input', '{采购 金额: 10}', '--json'])).toEqual({
      exitCode: 0,
      out: '{"value":12,"feel":"12","errors":[]}\n',
      err: '',
    });
  });

  it('that are not there are a finding, and null', () => {
    const empty = join(folder, 'empty');
    mkdirSync(empty);
    const path = join(empty, 'user.dmn');
    writeFileSync(path, user('locationURI="../fees.dmn"'));
    const { exitCode, out, err } = run([path, '--decision', 'D', '--json']);
    expect(err).toMatch(/user\.dmn:2: error .*not found/);
    expect(JSON.parse(out)).toMatchObject({ value: null });
    expect(exitCode).toBe(1);
  });
});
