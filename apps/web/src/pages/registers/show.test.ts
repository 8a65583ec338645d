import { namesIn, shown } from './show.js';

const say = (key: string): string => `<${key}>`;
const nameOf = (key: string): string => ({ 'person:p1': '演甲', 'post:a': '甲岗', 'post:b': '乙岗' })[key] ?? key;

describe('what an entry says', () => {
  it('is written as people write it', () => {
    expect(shown('money', '1234567.5', say, nameOf)).toBe('¥1,234,567.50');
    expect(shown('risk', 'high', say, nameOf)).toBe('<high>');
    expect(shown('posts', ['a', 'b'], say, nameOf)).toBe('甲岗、乙岗');
    expect(
      shown(
        'basis',
        [
          { article: '第三条', mark: 'D' },
          { article: '第四条', mark: null },
        ],
        say,
        nameOf,
      ),
    ).toBe('第三条【D】\n第四条');
    expect(shown('relations', [{ person: 'p1', kind: '近亲属' }], say, nameOf)).toBe('演甲 · 近亲属');
    expect(shown('day', null, say, nameOf)).toBe('');
  });

  it('names whatever it points to', () => {
    const data = { name: '甲', creditCode: null, accounts: [], relations: [{ person: 'p1', kind: '近亲属' }] };
    expect(namesIn('supplier', data)).toEqual(['person:p1']);
    expect(namesIn('contract', { supplier: 'S-1' })).toEqual(['supplier:S-1']);
    expect(namesIn('powerItem', { responsiblePosts: ['a', 'b'], responsibleSubject: 'd' })).toEqual([
      ...['department:d', 'post:a', 'post:b'],
    ]);
  });
});
