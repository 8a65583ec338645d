import { readersKey, readersOf, withReader } from './index.js';

describe('who has opened a matter', () => {
  it('is nobody before, and is told from when on', () => {
    const first = withReader(readersOf(null), 'inspector', 5);
    expect(first).toEqual({ readers: { inspector: 5 } });
    const again = withReader(readersOf({ value: JSON.stringify(first) }), 'inspector', 9);
    expect(withReader(again, 'secretary', 10)).toEqual({ readers: { inspector: 5, secretary: 10 } });
  });

  it('takes a name of the language for a person like any other', () => {
    expect(withReader({ readers: {} }, 'constructor', 1).readers).toEqual({ constructor: 1 });
  });

  it('is kept apart from the records that drawings name', () => {
    expect(readersKey('i1')).toEqual({ kind: 'inspection:readers', id: 'i1' });
  });
});
