import fc from 'fast-check';
import { parseDmn } from './parse.js';
import { decision, dmn, inputData, literal, table } from './testing/documents.js';

function codes(source: string | Uint8Array): string[] {
  return parseDmn(source).findings.map(({ code }) => code);
}

const SOUND = dmn(`${inputData('金额', 'number')}${decision('决定', literal('金额 > 1'), { inputs: ['金额'] })}`);

describe('parseDmn', () => {
  it('reads a sound document without findings', () => {
    const { model, findings } = parseDmn(SOUND);
    expect(findings).toEqual([]);
    expect(model?.namespace).toBe('urn:test');
    expect(model?.elements.map(({ kind, name }) => [kind, name])).toEqual([
      ['inputData', '金额'],
      ['decision', '决定'],
    ]);
  });

  it.each([
    ['1.1', 'http://www.omg.org/spec/DMN/20151101/dmn.xsd'],
    ['1.2', 'http://www.omg.org/spec/DMN/20180521/MODEL/'],
    ['1.3', 'https://www.omg.org/spec/DMN/20191111/MODEL/'],
    ['1.4', 'https://www.omg.org/spec/DMN/20211108/MODEL/'],
    ['1.5', 'https://www.omg.org/spec/DMN/20230324/MODEL/'],
    ['1.6', 'https://www.omg.org/spec/DMN/20240513/MODEL/'],
  ])('reads DMN %s under any prefix', (version, uri) => {
    const { model, findings } = parseDmn(
      `<d:definitions xmlns:d="${uri}" name="m" namespace="n"><d:decision id="a" name="A"><d:literalExpression><d:text>1</d:text></d:literalExpression></d:decision></d:definitions>`,
    );
    expect(findings).toEqual([]);
    expect(model).toMatchObject({ version, elements: [{ name: 'A', logic: { kind: 'literalExpression' } }] });
  });

  it('reads UTF-16 bytes', () => {
    const bytes = Buffer.from(`\ufeff${SOUND}`, 'utf16le');
    expect(parseDmn(bytes).model?.elements).toHaveLength(2);
  });

  it('points into the text of an expression, over entities, line ends and CDATA', () => {
    const { model } = parseDmn(
      dmn(
        '<decision id="a" name="A"><literalExpression><text>\n  a &lt; b<![CDATA[ and c]]>\r\n or d</text></literalExpression></decision>',
      ),
    );
    const logic = model?.elements[0]?.kind === 'decision' ? model.elements[0].logic : null;
    if (logic?.kind !== 'literalExpression') throw new Error('a literal was expected');
    expect(logic.text.value).toBe('a < b and c\n or d');
    expect(logic.text.locate(0)).toEqual({ line: 3, column: 3 });
    expect(logic.text.locate(4)).toEqual({ line: 3, column: 10 });
    expect(logic.text.locate(10)).toEqual({ line: 3, column: 25 });
    expect(logic.text.locate(13)).toEqual({ line: 4, column: 2 });
  });

  describe('finds', () => {
    const UNIQUE_TABLE = { inputs: ['1'], outputs: [{}], rules: [['-', '1']] };
    it.each<[string, string, string]>([
      [
        'duplicate-id',
        'a second bearer of an id',
        `${decision('a', literal('1'))}<decision id="a" name="b">${literal('1')}</decision>`,
      ],
      [
        'duplicate-name',
        'two decisions of one name',
        `${decision('a', literal('1'))}<decision id="b" name="a">${literal('1')}</decision>`,
      ],
      [
        'duplicate-name',
        'two context entries of one name',
        decision(
          'a',
          `<context><contextEntry><variable name="x"/>${literal('1')}</contextEntry><contextEntry><variable name="x"/>${literal('2')}</contextEntry></context>`,
        ),
      ],
      ['unknown-element', 'a misspelt element', decision('a', '<desicionTable/>')],
      [
        'unknown-attribute',
        'a misspelt attribute',
        decision('a', '<literalExpression typref="number"><text>1</text></literalExpression>'),
      ],
      ['foreign-extension', 'an element of another namespace', '<x:y xmlns:x="urn:x"/>'],
      ['dmn-missing-name', 'a decision without a name', `<decision id="a">${literal('1')}</decision>`],
      ['dmn-no-logic', 'a decision without logic', decision('a', '')],
      ['dmn-repeated-element', 'two expressions in one decision', decision('a', literal('1') + literal('2'))],
      [
        'dmn-missing-expression',
        'a conditional without else',
        decision('a', `<conditional><if>${literal('true')}</if><then>${literal('1')}</then></conditional>`),
      ],
      [
        'dmn-context-result',
        'a result before the last context entry',
        decision(
          'a',
          `<context><contextEntry>${literal('1')}</contextEntry><contextEntry>${literal('2')}</contextEntry></context>`,
        ),
      ],
      ['dmn-relation-row', 'a row with too few cells', decision('a', '<relation><column name="x"/><row/></relation>')],
      [
        'dmn-unsupported',
        'a function in Java',
        decision('a', `<functionDefinition kind="Java">${literal('1')}</functionDefinition>`),
      ],
      ['dmn-unsupported', 'imported values', decision('a', '<literalExpression><importedValues/></literalExpression>')],
      [
        'dmn-unsupported-language',
        'a foreign language',
        decision('a', literal('1', 'expressionLanguage="javascript"')),
      ],
      [
        'dmn-unsupported-language',
        'a foreign language in a test',
        decision('a', table(UNIQUE_TABLE).replace('<inputEntry>', '<inputEntry expressionLanguage="juel">')),
      ],
      ['dmn-hit-policy', 'an unknown hit policy', decision('a', table({ ...UNIQUE_TABLE, policy: 'SOME' }))],
      ['dmn-aggregation', 'an unknown aggregation', decision('a', table({ ...UNIQUE_TABLE, policy: 'COLLECT AVG' }))],
      [
        'dmn-aggregation',
        'an aggregation without COLLECT',
        decision('a', table(UNIQUE_TABLE).replace('hitPolicy', 'aggregation="SUM" hitPolicy')),
      ],
      [
        'dmn-aggregation',
        'an aggregation of two outputs',
        decision(
          'a',
          table({ policy: 'COLLECT SUM', inputs: ['1'], outputs: [{ name: 'x' }, { name: 'y' }], rules: [] }),
        ),
      ],
      [
        'dmn-missing-output',
        'a table without outputs',
        decision('a', table({ inputs: ['1'], outputs: [], rules: [] })),
      ],
      [
        'dmn-missing-name',
        'two outputs without names',
        decision('a', table({ inputs: ['1'], outputs: [{}, {}], rules: [] })),
      ],
      [
        'duplicate-name',
        'two outputs of one name',
        decision('a', table({ inputs: ['1'], outputs: [{ name: 'x' }, { name: 'x' }], rules: [] })),
      ],
      [
        'dmn-rule-entries',
        'a rule with too few entries',
        decision('a', table({ inputs: ['1', '2'], outputs: [{}], rules: [['-', '1']] })),
      ],
      ['dmn-missing-output', 'a service without output decisions', '<decisionService id="s" name="s"/>'],
      [
        'dmn-missing-href',
        'a requirement of nothing',
        decision('a', `<informationRequirement><requiredInput/></informationRequirement>${literal('1')}`),
      ],
      [
        'dmn-variable-name',
        'a variable of another name',
        `<decision id="a" name="A"><variable name="B"/>${literal('1')}</decision>`,
      ],
      [
        'dmn-missing-name',
        'an iterator without a variable',
        decision('a', `<for><in>${literal('[1]')}</in><return>${literal('1')}</return></for>`),
      ],
    ])('%s: %s', (code, _what, body) => {
      expect(codes(dmn(body))).toContain(code);
    });

    it('names the element and the line', () => {
      const { findings } = parseDmn(dmn(`\n\n<decision id="late" name="L">\n<bad/>${literal('1')}</decision>`));
      expect(findings).toMatchObject([{ code: 'unknown-element', elementId: 'late', line: 5 }]);
    });
  });

  describe('refuses', () => {
    it.each<[string, string, string]>([
      ['empty-document', 'nothing', '  '],
      ['not-xml', 'plain text', 'decide!'],
      ['not-dmn', 'HTML', '<html/>'],
      ['not-dmn', 'BPMN', '<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"/>'],
      ['not-well-formed', 'broken XML', SOUND.slice(0, -4)],
      [
        'doctype-refused',
        'entity tricks',
        `<!DOCTYPE d [<!ENTITY a "b"><!ENTITY c SYSTEM "file:///etc/passwd">]>${SOUND}`,
      ],
      ['too-deep', 'deep nesting', dmn(decision('a', '<list>'.repeat(10_000) + '</list>'.repeat(10_000)))],
      ['too-large', 'a document of 10 MB', dmn(decision('a', literal(' '.repeat(10 * 1024 * 1024))))],
      ['too-many-elements', 'a hundred thousand decisions', dmn('<decision/>'.repeat(100_001))],
    ])('%s: %s', (code, _what, source) => {
      const { model, findings } = parseDmn(source);
      expect(model).toBeUndefined();
      expect(findings.map((finding) => finding.code)).toEqual([code]);
    });
  });

  it('takes names like those of object members as names', () => {
    const names = ['__proto__', 'constructor', 'toString', 'hasOwnProperty'];
    const { model, findings } = parseDmn(dmn(names.map((name) => decision(name, literal('1'))).join('')));
    expect(findings).toEqual([]);
    expect(model?.elements.map(({ name }) => name)).toEqual(names);
    expect(Object.prototype).not.toHaveProperty('name');
  });

  it('survives any mutation of a document', () => {
    const source = dmn(
      decision('a', table({ inputs: ['x'], outputs: [{ name: 'y', values: '"a"' }], rules: [['< 1', '"a"']] })),
    );
    fc.assert(
      fc.property(fc.nat(source.length), fc.nat(20), fc.string({ maxLength: 8 }), (at, length, text) => {
        const { model, findings } = parseDmn(source.slice(0, at) + text + source.slice(at + length));
        expect(model !== undefined || findings.some(({ severity }) => severity === 'error')).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});
