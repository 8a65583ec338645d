import fc from 'fast-check';
import { canonical, CanonicalFault, MAX_DEPTH } from './canonical.js';

describe('the examples of RFC 8785', () => {
  test('section 3.2.2: primitive types', () => {
    const text = String.raw`{
      "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
      "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
      "literals": [null, true, false]
    }`;
    expect(canonical(JSON.parse(text))).toBe(
      String.raw`{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\u000f\nA'B\"\\\\\"/"}`,
    );
  });

  test('section 3.2.3: members by UTF-16 code units', () => {
    const text = String.raw`{
      "\u20ac": "Euro Sign", "\r": "Carriage Return", "\ufb33": "Hebrew Letter Dalet With Dagesh", "1": "One",
      "\ud83d\ude00": "Emoji: Grinning Face", "\u0080": "Control", "\u00f6": "Latin Small Letter O With Diaeresis"
    }`;
    const values = Object.values(JSON.parse(canonical(JSON.parse(text))) as object);
    // An object lists its integer-like names first, whatever the text says; so the order is read off the text.
    expect(canonical(JSON.parse(text)).match(/"[^"]*"(?=:)/g)).toEqual(
      ['\\r', '1', '\u0080', '\u00f6', '\u20ac', '\ud83d\ude00', '\ufb33'].map((name) => `"${name}"`),
    );
    expect(values).toHaveLength(7);
  });

  // Appendix B: IEEE 754 bits and what must be written.
  test.each([
    ['0000000000000000', '0'],
    ['8000000000000000', '0'],
    ['0000000000000001', '5e-324'],
    ['8000000000000001', '-5e-324'],
    ['7fefffffffffffff', '1.7976931348623157e+308'],
    ['ffefffffffffffff', '-1.7976931348623157e+308'],
    ['4340000000000000', '9007199254740992'],
    ['c340000000000000', '-9007199254740992'],
    ['4430000000000000', '295147905179352830000'],
    ['44b52d02c7e14af5', '9.999999999999997e+22'],
    ['44b52d02c7e14af6', '1e+23'],
    ['44b52d02c7e14af7', '1.0000000000000001e+23'],
    ['444b1ae4d6e2ef4e', '999999999999999700000'],
    ['444b1ae4d6e2ef4f', '999999999999999900000'],
    ['444b1ae4d6e2ef50', '1e+21'],
    ['3eb0c6f7a0b5ed8c', '9.999999999999997e-7'],
    ['3eb0c6f7a0b5ed8d', '0.000001'],
    ['41b3de4355555553', '333333333.3333332'],
    ['41b3de4355555554', '333333333.33333325'],
    ['41b3de4355555555', '333333333.3333333'],
    ['41b3de4355555556', '333333333.3333334'],
    ['41b3de4355555557', '333333333.33333343'],
    ['becbf647612f3696', '-0.0000033333333333333333'],
    ['43143ff3c1cb0959', '1424953923781206.2'],
  ])('appendix B: %s is %s', (bits, text) => {
    expect(canonical(Buffer.from(bits, 'hex').readDoubleBE())).toBe(text);
  });
});

describe('what has no canonical form is refused with its place', () => {
  const itself: unknown[] = [];
  itself.push(itself);
  let deep: unknown = 1;
  for (let i = 0; i <= MAX_DEPTH; i++) deep = [deep];

  test.each<[string, unknown, string]>([
    ['NaN', { a: [1, NaN] }, '$.a[1] is NaN'],
    ['infinity', -Infinity, '$ is -Infinity'],
    ['undefined', { a: { b: undefined } }, '$.a.b is undefined'],
    ['a hole', new Array(2), '$[0] is undefined'],
    ['a function', { f: () => 1 }, '$.f is a function'],
    ['a big integer', [1n], '$[0] is a bigint'],
    ['a symbol', [Symbol('s')], '$[0] is a symbol'],
    ['half a pair, high', { a: '\ud83d' }, '$.a is a string with half a surrogate pair'],
    ['half a pair, low', { a: 'x\ude00' }, '$.a is a string with half a surrogate pair'],
    ['a pair the wrong way round', '\ude00\ud83d', 'half a surrogate pair'],
    ['half a pair in a name', { a: { '\ud83d': 1 } }, '$.a has a member whose name holds half'],
    ['a date', { at: new Date(0) }, '$.at is neither an array nor a plain object'],
    ['a map', new Map(), '$ is neither'],
    ['bytes', { b: new Uint8Array(2) }, '$.b is neither'],
    ['what contains itself', itself, 'or contains itself'],
    ['what is nested too deep', deep, `deeper than ${MAX_DEPTH} levels`],
  ])('%s', (_name, value, message) => {
    expect(() => canonical(value)).toThrow(CanonicalFault);
    expect(() => canonical(value)).toThrow(message);
  });
});

test('an object without prototype, and a member called __proto__', () => {
  expect(canonical(Object.assign(Object.create(null) as object, { b: 1, a: 2 }))).toBe('{"a":2,"b":1}');
  expect(canonical(JSON.parse('{"b":1,"__proto__":{"a":1}}'))).toBe('{"__proto__":{"a":1},"b":1}');
});

describe('properties', () => {
  const json = fc.jsonValue({ stringUnit: 'binary', maxDepth: 5 });

  test('reading what was written gives the value', () => {
    fc.assert(
      fc.property(json, (value) => expect(JSON.parse(canonical(value))).toEqual(JSON.parse(JSON.stringify(value)))),
    );
  });

  test('writing what was read gives the text', () => {
    fc.assert(fc.property(json, (value) => expect(canonical(JSON.parse(canonical(value)))).toBe(canonical(value))));
  });

  test('the order of members makes no difference', () => {
    const members = fc.array(fc.tuple(fc.string({ unit: 'binary' }), json), { maxLength: 8 });
    fc.assert(
      fc.property(members, (entries) => {
        const unique = [...new Map(entries)];
        expect(canonical(Object.fromEntries(unique.reverse()))).toBe(
          canonical(Object.fromEntries([...unique].reverse())),
        );
      }),
    );
  });

  test('equal texts come of equal values only', () => {
    fc.assert(
      fc.property(json, json, (a, b) => {
        if (canonical(a) === canonical(b)) expect(JSON.parse(JSON.stringify(a))).toEqual(JSON.parse(JSON.stringify(b)));
        else expect(a).not.toStrictEqual(b);
      }),
    );
  });

  test('members stand in order of UTF-16 code units', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.string({ unit: 'binary', minLength: 1 }), { minLength: 2 }), (names) => {
        const text = canonical(Object.fromEntries(names.map((name) => [name, 0])));
        const read = [...text.matchAll(/("(?:[^"\\]|\\.)*"):0/gs)].map(([, name]) => JSON.parse(name!) as string);
        expect(read).toEqual([...names].sort());
      }),
    );
  });
});
