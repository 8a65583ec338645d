import { without } from './without.js';

test('leaves out one, and keeps all others, whatever they are called', () => {
  const all = JSON.parse('{"a": 1, "__proto__": 2, "constructor": 3}') as Record<string, number>;
  expect(Object.entries(without(all, 'a'))).toEqual([
    ['__proto__', 2],
    ['constructor', 3],
  ]);
  expect(Object.keys(without(all, '__proto__'))).toEqual(['a', 'constructor']);
  expect(Object.keys(without(all, 'b'))).toEqual(['a', '__proto__', 'constructor']);
  expect(Object.keys(all)).toHaveLength(3);
});
