import { withFields } from './with-fields.js';

test('a copy has its own fields and the given ones, which go before; the original stays as it was', () => {
  const original: { readonly a: number; readonly b: number; readonly c?: number } = Object.freeze({ a: 1, b: 2 });
  expect(withFields(original, { b: 3, c: 4 })).toEqual({ a: 1, b: 3, c: 4 });
  expect(original).toEqual({ a: 1, b: 2 });
});
