import fc from 'fast-check';
import { contextOf, newContext } from '../feel/index.js';
import { compileDmn } from './compile.js';
import { parseDmn } from './parse.js';
import { compile, sound } from './testing/evaluate.js';
import { decision, dmn, inputData, literal, table, type Requires } from './testing/documents.js';

function service(
  name: string,
  parts: { outputs: string[]; encapsulated?: string[]; decisions?: string[]; inputs?: string[] },
): string {
  const references = (tag: string, ids: string[] = []): string => ids.map((id) => `<${tag} href="#${id}"/>`).join('');
  const { outputs, encapsulated, decisions, inputs = [] } = parts;
  return `<decisionService id="${name}" name="${name}">${references('outputDecision', outputs)}${references('encapsulatedDecision', encapsulated)}${references('inputDecision', decisions)}${references(
    'inputData',
    inputs.map((input) => `input ${input}`),
  )}</decisionService>`;
}

describe('a requirement graph', () => {
  it('evaluates each decision once, also in a diamond', () => {
    const failing = decision('base', literal('1 < "a"'));
    const side = (name: string): string => decision(name, literal('base = null'), { decisions: ['base'] });
    const top = decision('top', literal('[left, right]'), { decisions: ['left', 'right'] });
    const { feel, problems } = sound(dmn(failing + side('left') + side('right') + top)).ask('top');
    expect(feel).toBe('[true, true]');
    expect(problems).toHaveLength(1);
  });

  it('takes names with spaces, operators and Chinese characters', () => {
    const body =
      inputData('采购 金额') +
      inputData('a-b+c') +
      inputData('order and total') +
      decision('是否 超限', literal('采购 金额 + a-b+c - order and total > 10'), {
        inputs: ['采购 金额', 'a-b+c', 'order and total'],
      });
    expect(sound(dmn(body)).ask('是否 超限', '{采购 金额: 10, a-b+c: 5, order and total: 2}')).toEqual({
      feel: 'true',
      problems: [],
    });
  });

  it('finds decisions by name, else by id', () => {
    const { decisions } = sound(
      dmn(
        `<decision id="x" name="One">${literal('1')}</decision><decision id="One" name="x">${literal('2')}</decision>`,
      ),
    );
    expect(decisions.find('x')?.id).toBe('One');
    expect(decisions.find('One')?.id).toBe('x');
    expect(decisions.find('Two')).toBeUndefined();
    expect(decisions.find('__proto__')).toBeUndefined();
    expect(decisions.invocables.map(({ name }) => name)).toEqual(['One', 'x']);
  });

  it('hides what is not required', () => {
    const body = inputData('x') + decision('a', literal('1')) + decision('d', literal('[x, a]'));
    expect(compile(dmn(body)).ask('d', '{x: 5}').feel).toBe('[null, null]');
  });

  it('looks names that nothing declares up in the input', () => {
    expect(sound(dmn(decision('d', literal('amount + 1')))).ask('d', '{amount: 5}')).toEqual({
      feel: '6',
      problems: [],
    });
  });

  it('reports missing input, and goes on with null', () => {
    const source = dmn(inputData('x', 'number') + decision('d', literal('x = null'), { inputs: ['x'] }));
    expect(sound(source).ask('d')).toMatchObject({ feel: 'true', problems: [{ code: 'missing-variable' }] });
  });

  it.each<[string, string]>([
    ['unresolved-reference', decision('d', literal('1'), { decisions: ['nowhere'] })],
    ['unresolved-reference', decision('d', literal('1'), { knowledge: ['nowhere'] })],
    ['unresolved-reference', service('s', { outputs: ['nowhere'] })],
    ['dmn-requirement-kind', decision('e', literal('1')) + decision('d', literal('1'), { knowledge: ['e'] })],
  ])('finds %s', (code, body) => {
    const { findings, ask, decisions } = compile(dmn(body));
    expect(findings).toMatchObject([{ code, severity: 'error', line: 2 }]);
    const asked = decisions.invocables.find(({ name }) => name !== 'e')?.name ?? '';
    expect(ask(asked)).toMatchObject({ feel: 'null', problems: [{ code: 'function' }] });
  });

  it('finds decisions that require themselves, and answers all others', () => {
    const body =
      decision('a', literal('b'), { decisions: ['b'] }) +
      decision('b', literal('a'), { decisions: ['a', 'c'] }) +
      decision('c', literal('3')) +
      decision('user', literal('a'), { decisions: ['a'] });
    const { findings, ask } = compile(dmn(body));
    expect(findings.map(({ code, elementId }) => [code, elementId])).toEqual([
      ['dmn-requirement-cycle', 'a'],
      ['dmn-requirement-cycle', 'b'],
    ]);
    expect(ask('c').feel).toBe('3');
    expect(ask('user')).toMatchObject({ feel: 'null', problems: [{ code: 'function' }] });
  });

  it('is not limited in length', () => {
    const chain: string[] = [decision('d0', literal('0'))];
    for (let at = 1; at <= 5000; at++)
      chain.push(decision(`d${at}`, literal(`d${at - 1} + 1`), { decisions: [`d${at - 1}`] }));
    expect(sound(dmn(chain.reverse().join('\n'))).ask('d5000')).toEqual({ feel: '5000', problems: [] });
  });

  it('takes names like those of object members as names', () => {
    const names = ['__proto__', 'constructor', 'toString', 'hasOwnProperty'];
    const body = names
      .map((name) => inputData(name) + decision(`d ${name}`, literal(name), { inputs: [name] }))
      .join('');
    const { decisions } = sound(dmn(body));
    const input = contextOf(names.map((name, index) => [name, index]));
    for (const [index, name] of names.entries()) {
      const invocable = decisions.find(`d ${name}`);
      expect(invocable && decisions.evaluate(invocable, input, { at: 0, zone: 'Z' })).toBe(index);
      expect(invocable && decisions.evaluate(invocable, newContext(), { at: 0, zone: 'Z' })).toBe(null);
    }
    expect(Object.prototype).not.toHaveProperty('__proto__.x');
  });
});

describe('a mutated document', () => {
  const source = dmn(
    inputData('x', 'number') +
      `<itemDefinition name="T" isCollection="true"><typeRef>number</typeRef><allowedValues><text>[0..9]</text></allowedValues></itemDefinition>` +
      decision(
        'a',
        table({
          policy: 'COLLECT SUM',
          inputs: ['x'],
          outputs: [{ values: '1,2' }],
          rules: [
            ['> 1', '1'],
            ['-', '2'],
          ],
        }),
        { inputs: ['x'] },
      ) +
      decision(
        'b',
        `<context><contextEntry><variable name="y"/>${literal('a + 1')}</contextEntry><contextEntry>${literal('[y]')}</contextEntry></context>`,
        { decisions: ['a'] },
        'T',
      ) +
      `<decisionService id="s" name="s"><outputDecision href="#b"/><inputData href="#input x"/></decisionService>`,
  );

  it('compiles and answers something without an exception', () => {
    expect(sound(source).ask('b', '{x: 5}').feel).toBe('[4]');
    const piece = fc.oneof(
      fc.string({ maxLength: 4 }),
      fc.constantFrom('<', '&', '"', 'x', '#a', '#b', 'null', '</text>', '*'),
    );
    fc.assert(
      fc.property(fc.nat(source.length), fc.nat(6), piece, (at, length, text) => {
        const { model } = parseDmn(source.slice(0, at) + text + source.slice(at + length));
        if (!model) return;
        const { decisions } = compileDmn(model);
        for (const invocable of decisions.invocables) {
          decisions.evaluate(invocable, contextOf([['x', 5]]), { at: 0, zone: 'Z' });
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe('a decision service', () => {
  const GREETING: Requires = { inputs: ['name'], decisions: ['salutation'] };
  const BODY =
    inputData('name', 'string') +
    decision('salutation', literal('"Dear"')) +
    decision('greeting', literal('salutation + " " + name'), GREETING) +
    decision('length', literal('string length(name)'), { inputs: ['name'] });

  it('gives its output decision, evaluating what it encloses', () => {
    const source = dmn(BODY + service('s', { outputs: ['greeting'], encapsulated: ['salutation'], inputs: ['name'] }));
    expect(sound(source).ask('s', '{name: "Li"}')).toEqual({ feel: '"Dear Li"', problems: [] });
  });

  it('gives a context of several outputs', () => {
    const source = dmn(BODY + service('s', { outputs: ['greeting', 'length'], inputs: ['name'] }));
    expect(sound(source).ask('s', '{name: "Li"}').feel).toBe('{greeting: "Dear Li", length: 2}');
  });

  it('is a function of its input data, then its input decisions, which are not evaluated', () => {
    const source = dmn(
      BODY +
        service('s', { outputs: ['greeting'], decisions: ['salutation'], inputs: ['name'] }) +
        decision('d', literal('[s("Li", "Hi"), s(salutation: "Oi", name: "Wu"), name]'), {
          inputs: ['name'],
          knowledge: ['s'],
        }),
    );
    expect(sound(source).ask('d', '{name: "Outside"}')).toEqual({
      feel: '["Hi Li", "Oi Wu", "Outside"]',
      problems: [],
    });
    expect(sound(source).ask('s', '{name: "Li", salutation: "Yo"}').feel).toBe('"Yo Li"');
  });

  it('refuses arguments that do not fit', () => {
    const source = dmn(
      BODY +
        service('s', { outputs: ['length'], inputs: ['name'] }) +
        decision('d', literal('s(1, 2)'), { knowledge: ['s'] }) +
        decision('e', literal('s(1)'), { knowledge: ['s'] }),
    );
    expect(sound(source).ask('d')).toMatchObject({ feel: 'null', problems: [{ code: 'argument' }] });
    expect(sound(source).ask('e').problems[0]).toMatchObject({ code: 'type' });
  });

  it('that calls itself through a decision is a cycle', () => {
    const source = dmn(decision('d', literal('s()'), { knowledge: ['s'] }) + service('s', { outputs: ['d'] }));
    expect(compile(source).findings.map(({ code }) => code)).toEqual([
      'dmn-requirement-cycle',
      'dmn-requirement-cycle',
    ]);
  });
});

describe('imports', () => {
  const LIBRARY = dmn(
    `<itemDefinition name="Person"><itemComponent name="age"><typeRef>number</typeRef></itemComponent></itemDefinition>` +
      inputData('Base') +
      decision('Double Base', literal('Base * 2'), { inputs: ['Base'] }) +
      `<businessKnowledgeModel id="hello" name="Say Hello"><encapsulatedLogic><formalParameter name="who"/>${literal('"Hello " + who')}</encapsulatedLogic></businessKnowledgeModel>`,
    'urn:library',
  );
  const IMPORT =
    '<import name="my lib" namespace="urn:library" importType="https://www.omg.org/spec/DMN/20230324/MODEL/"/>';
  const resolve = ({ namespace }: { namespace: string }): string | undefined =>
    namespace === 'urn:library' ? LIBRARY : undefined;
  const imported = (tag: string, required: string, id: string): string =>
    `<${tag}><${required} href="urn:library#${id}"/></${tag}>`;

  it('are seen under their prefix: decisions, functions and types', () => {
    const source = dmn(
      `${IMPORT}${inputData('P', 'my lib.Person')}<decision id="d" name="d"><informationRequirement><requiredInput href="#input P"/></informationRequirement>${imported('informationRequirement', 'requiredDecision', 'Double Base')}${imported('knowledgeRequirement', 'requiredKnowledge', 'hello')}${literal('[my lib.Double Base, my lib.Say Hello("you"), P]')}</decision>`,
    );
    const { ask } = sound(source, resolve);
    expect(ask('d', '{Base: 4, P: {age: 1}}')).toEqual({ feel: '[8, "Hello you", {age: 1}]', problems: [] });
    expect(ask('d', '{my lib: {Base: 5}, P: {age: "x"}}')).toMatchObject({
      feel: '[10, "Hello you", null]',
      problems: [{ code: 'type' }],
    });
    expect(ask('my lib.Double Base', '{Base: 4}').feel).toBe('8');
  });

  it('without a name are seen as they are', () => {
    const source = dmn(
      `${IMPORT.replace('my lib', '')}<decision id="d" name="d">${imported('informationRequirement', 'requiredDecision', 'Double Base')}${literal('Double Base')}</decision>`,
    );
    expect(sound(source, resolve).ask('d', '{Base: 4}').feel).toBe('8');
  });

  it('may be nested, and meet again', () => {
    const middle = (namespace: string): string =>
      dmn(
        `${IMPORT}<decision id="m" name="m">${imported('informationRequirement', 'requiredDecision', 'Double Base')}${literal('my lib.Double Base + 1')}</decision>`,
        namespace,
      );
    const use = (name: string): string =>
      `<import name="${name}" namespace="urn:${name}" importType="https://www.omg.org/spec/DMN/20230324/MODEL/"/>`;
    const require = (name: string): string =>
      `<informationRequirement><requiredDecision href="urn:${name}#m"/></informationRequirement>`;
    const source = dmn(
      `${use('one')}${use('two')}<decision id="d" name="d">${require('one')}${require('two')}${literal('one.m + two.m')}</decision>`,
    );
    const { ask } = sound(source, ({ namespace }) => (namespace === 'urn:library' ? LIBRARY : middle(namespace)));
    expect(ask('d', '{Base: 4}')).toEqual({ feel: '18', problems: [] });
  });

  it.each<[string, string, () => string | undefined]>([
    ['that are missing', 'is not found', () => undefined],
    ['that are broken', 'cannot be read', () => '<definitions'],
    ['of another namespace', 'should have the namespace', () => dmn('', 'urn:other')],
  ])('%s are an error', (_what, message, resolver) => {
    const { findings } = compile(dmn(IMPORT), resolver);
    expect(
      findings.some(
        (finding) => finding.code === 'dmn-import' && finding.message.includes(message) && finding.line === 2,
      ),
    ).toBe(true);
  });

  it('of anything but DMN are unsupported', () => {
    const { findings } = compile(
      dmn('<import name="x" namespace="urn:x" importType="http://www.w3.org/2001/XMLSchema"/>'),
      resolve,
    );
    expect(findings).toMatchObject([{ code: 'dmn-unsupported' }]);
  });

  it('that go in a circle end', () => {
    const back = dmn(
      '<import name="root" namespace="urn:test" importType="https://www.omg.org/spec/DMN/20230324/MODEL/"/>',
      'urn:library',
    );
    expect(sound(dmn(IMPORT + decision('d', literal('1'))), () => back).ask('d').feel).toBe('1');
  });
});
