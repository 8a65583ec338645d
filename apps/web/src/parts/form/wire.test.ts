import { wireOf } from './wire.js';

const field = (type: string, key: string, over: object = {}) => ({ type, key, ...over });

describe('what a form gives', () => {
  it('is sent as the server writes it', () => {
    const schema = {
      components: [
        field('number', 'amount'),
        field('number', 'long', { serializeToString: true }),
        field('datetime', 'day', { subtype: 'date' }),
        field('datetime', 'at', { subtype: 'datetime' }),
        { type: 'group', components: [field('textfield', 'inside')] },
        field('dynamiclist', 'lines.of'),
      ],
    };
    const filled = {
      amount: 12.5,
      long: '1234567890123456.78',
      day: '2026-03-01',
      at: '2026-03-01T09:00',
      inside: 'a',
      lines: [{ b: 1 }],
    };
    expect(wireOf(schema, filled, {})).toEqual({
      ...{ amount: 12.5, long: { $feel: 'number', value: '1234567890123456.78' } },
      ...{ day: { $feel: 'date', value: '2026-03-01' }, at: { $feel: 'date and time', value: '2026-03-01T09:00:00' } },
      ...{ inside: 'a', lines: [{ b: 1 }] },
    });
  });

  it('holds nothing that cannot be filled in there, and no variable that the form does not name', () => {
    const schema = {
      components: [field('textfield', 'a', { readonly: true }), field('textfield', 'b', { disabled: true })],
    };
    expect(wireOf(schema, { a: 'x', b: 'y', c: 'z' }, {})).toEqual({});
  });

  it('takes away what was emptied, and says nothing of what never was', () => {
    const schema = { components: [field('textfield', 'was'), field('textfield', 'never')] };
    expect(wireOf(schema, { was: '', never: null }, { was: 'x', never: null })).toEqual({ was: null });
  });
});
