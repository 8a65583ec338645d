import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { hasErrors } from '../findings/finding.js';
import { parseBpmn } from './index.js';

const everything = readFileSync(join(__dirname, 'fixtures', 'everything.bpmn'));
const BPMN = 'http://www.omg.org/spec/BPMN/20100524/MODEL';
const process = (content: string): string =>
  `<definitions xmlns="${BPMN}"><process id="p">${content}</process></definitions>`;
const prototypeKeys = (): string[] => Object.getOwnPropertyNames(Object.prototype).sort();

/** Reads, and asserts what must hold for any input whatever. */
async function survives(source: string | Uint8Array): Promise<Awaited<ReturnType<typeof parseBpmn>>> {
  const keys = prototypeKeys();
  const result = await parseBpmn(source);
  expect(prototypeKeys()).toEqual(keys);
  expect(result.model !== undefined || hasErrors(result.findings)).toBe(true);
  for (const finding of result.findings) {
    expect(finding.code).toMatch(/^[a-z][a-z-]+$/);
    expect(finding.message.length).toBeLessThan(600);
  }
  return result;
}

describe('mutated documents never crash the reader', () => {
  const position = fc.nat({ max: everything.length - 1 });
  const mutation = fc.oneof(
    fc.record({ kind: fc.constant('flip' as const), at: position, byte: fc.nat({ max: 255 }) }),
    fc.record({ kind: fc.constant('delete' as const), at: position, length: fc.nat({ max: 400 }) }),
    fc.record({ kind: fc.constant('duplicate' as const), at: position, length: fc.nat({ max: 400 }) }),
    fc.record({ kind: fc.constant('truncate' as const), at: position }),
    fc.record({
      kind: fc.constant('insert' as const),
      at: position,
      text: fc.constantFrom(
        '<',
        '>',
        '&',
        '"',
        '&amp;',
        '<!DOCTYPE x>',
        '<![CDATA[',
        ']]>',
        '<!--',
        '</',
        '/>',
        'xmlns=""',
        ' id="__proto__"',
        '\0',
        '<task/>',
      ),
    }),
  );
  type Mutation = typeof mutation extends fc.Arbitrary<infer T> ? T : never;
  const apply = (source: Buffer, change: Mutation): Buffer => {
    const head = source.subarray(0, change.at);
    const tail = source.subarray(change.at);
    switch (change.kind) {
      case 'flip':
        return Buffer.concat([head, Buffer.from([change.byte]), tail.subarray(1)]);
      case 'delete':
        return Buffer.concat([head, tail.subarray(change.length)]);
      case 'duplicate':
        return Buffer.concat([head, tail.subarray(0, change.length), tail]);
      case 'truncate':
        return head;
      case 'insert':
        return Buffer.concat([head, Buffer.from(change.text), tail]);
    }
  };

  it('bytes flipped, deleted, duplicated, truncated and inserted', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(mutation, { minLength: 1, maxLength: 6 }), async (changes) => {
        await survives(changes.reduce(apply, everything));
      }),
      { numRuns: 300 },
    );
  });

  it('whole elements moved about, well-formed but meaningless', async () => {
    const lines = everything.toString('utf8').split('\n');
    const single = lines.filter(
      (line) =>
        /^\s*<semantic:\w+ [^>]*\/>\s*$/.test(line) || /^\s*<semantic:(\w+)[ >].*<\/semantic:\1>\s*$/.test(line),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.constantFrom(...single), fc.nat({ max: lines.length - 3 })), { maxLength: 8 }),
        async (moves) => {
          const changed = [...lines];
          for (const [line, to] of moves) changed.splice(to + 2, 0, line);
          await survives(changed.join('\n'));
        },
      ),
      { numRuns: 200 },
    );
  });

  it('random bytes and random text', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (bytes) => {
        await survives(bytes);
      }),
    );
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 300 }), async (text) => {
        await survives(text);
      }),
    );
  });

  it('names and ids of any characters', async () => {
    const escaped = (text: string): string => text.replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`);
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme', maxLength: 20 }), async (text) => {
        await survives(process(`<task id="${escaped(text)}" name="${escaped(text)}" qh="x"/>`));
      }),
    );
  });
});

describe('names of the prototype are names like others', () => {
  it.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'prototype', 'valueOf', '__defineGetter__'])(
    '%s',
    async (name) => {
      const source =
        `<definitions xmlns="${BPMN}" xmlns:qh="urn:quanheng:bpmn:1" xmlns:${name}="urn:x" id="${name}x"><message id="m" name="${name}"/>` +
        `<process id="p"><extensionElements><qh:constraint kind="separation"><qh:property name="${name}" value="${name}"/></qh:constraint></extensionElements>` +
        `<startEvent id="s"/><task id="${name}" ${name}:${name}="1"><extensionElements><qh:input target="${name}" source="1"/><${name}:${name}/></extensionElements></task>` +
        `<sequenceFlow id="f" sourceRef="s" targetRef="${name}"/></process></definitions>`;
      const { model, findings } = await survives(source);
      expect(findings.map((finding) => finding.code)).toEqual(['foreign-extension']);
      expect(model?.processes[0]?.nodes[1]).toMatchObject({ id: name, incoming: ['f'] });
      expect(model?.locations.has(name)).toBe(true);
      const inputs = model?.processes[0]?.nodes[1];
      expect(inputs && 'inputs' in inputs && inputs.inputs).toEqual([{ target: name, expression: '1' }]);
      expect(({} as Record<string, unknown>)['1']).toBeUndefined();
    },
  );

  it('keeps them out of extension attributes', async () => {
    const { findings } = await survives(
      process(
        '<extensionElements><qh:protected xmlns:qh="urn:quanheng:bpmn:1" name="a" type="money" __proto__="x"/></extensionElements>',
      ),
    );
    expect(findings.map((finding) => finding.code)).toEqual(['unknown-extension']);
  });
});

describe('documents made to exhaust the reader', () => {
  const codes = async (source: string | Uint8Array): Promise<string[]> =>
    (await survives(source)).findings.map((finding) => finding.code);
  const fill = (unit: string, size: number): string => unit.repeat(Math.ceil(size / unit.length));
  const MB = 1024 * 1024;

  it('entities that expand without bound, or read files', async () => {
    const bomb = `<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">${Array.from({ length: 20 }, (_, i) => `<!ENTITY a${i} "${`&a${i - 1};`.repeat(10)}">`).join('')}]>`;
    expect(await codes(`${bomb}${process('<task id="t" name="&a19;"/>')}`)).toEqual(['doctype-refused']);
    expect(await codes(`<!DOCTYPE x SYSTEM "http://example.org/x.dtd">${process('')}`)).toEqual(['doctype-refused']);
    expect(await codes(process('<task id="t" name="&a;"/>'))).toEqual(['not-well-formed']);
  });

  it('10 MB, as bytes and as text', async () => {
    const large = process(fill('<task/>', 10 * MB));
    expect(await codes(large)).toEqual(['too-large']);
    expect(await codes(Buffer.from(large))).toEqual(['too-large']);
  });

  it('10,000 levels', async () => {
    expect(await codes(process('<subProcess>'.repeat(10_000)))).toEqual(['too-deep']);
    const deep = process(`${'<subProcess id="s">'.repeat(990)}${'</subProcess>'.repeat(990)}`);
    expect(await codes(deep)).toEqual(['too-deep']);
    // Whoever raises the limit must not overflow the stack.
    const { findings } = await parseBpmn(deep, { limits: { depth: 1_000_000 } });
    expect(new Set(findings.map((finding) => finding.code))).toEqual(new Set(['duplicate-id']));
    const deeper = await parseBpmn(process('<subProcess>'.repeat(10_000)), { limits: { depth: 1_000_000 } });
    expect(deeper.findings.map((finding) => finding.code)).toEqual(['too-deep']);
  });

  it.each([
    ['elements', fill('<task/>', 7 * MB)],
    ['unknown elements', fill('<x></x>\n', 700_000)],
    ['text', `<task id="t">${fill('text ', 7 * MB)}</task>`],
    ['a name', `<task id="t" name="${fill('n', 1024 * 1000)}"/>`],
    ['an id', `<task id="${fill('n ', 1024 * 1000)}"/>`],
    ['a tag', `<${fill('n', 7 * MB)}/>`],
    ['unclosed quotes', fill('<a b="', 7 * MB)],
    ['unclosed comments', fill('<!-- ', 7 * MB)],
    ['ampersands', `<task id="t" name="${fill('&#38;', 1024 * 1000)}"/>`],
    ['blanks', `<task id="t">${fill(' ', 7 * MB)}</task>`],
    ['attributes', `<task ${Array.from({ length: 100_000 }, (_, i) => `a${i}="1"`).join(' ')}/>`],
    [
      'namespaces',
      fill(
        Array.from({ length: 180 }, (_, i) => `<subProcess xmlns:a${i}="u${i}">`).join('') +
          '</subProcess>'.repeat(180),
        6 * MB,
      ),
    ],
    [
      'references',
      Array.from({ length: 30_000 }, (_, i) => `<sequenceFlow id="f${i}" sourceRef="t" targetRef="t"/>`).join('') +
        '<task id="t"><incoming>f0</incoming></task>',
    ],
  ])(
    'a file full of %s takes seconds at most',
    async (_title, content) => {
      await survives(process(content));
    },
    5_000,
  );
});
