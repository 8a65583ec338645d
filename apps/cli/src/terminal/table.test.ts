import { printable, shortened, table, widthOf } from './table.js';

const plain = (_style: unknown, text: string) => text;

describe('table', () => {
  it('aligns columns, counting Chinese characters twice', () => {
    const rows = [
      ['甲', 'x'],
      ['abc', 'y'],
    ].map((row) => row.map((text) => ({ text })));
    expect(table(rows, plain)).toEqual(['甲   x', 'abc  y']);
  });

  it('leaves no blanks at the end of a line', () => {
    expect(
      table(
        [
          [{ text: 'a' }, { text: '' }],
          [{ text: 'bb' }, { text: 'c' }],
        ],
        plain,
      ),
    ).toEqual(['a', 'bb  c']);
    expect(table([[{ text: '' }]], plain)).toEqual(['']);
  });
});

describe('widthOf', () => {
  it.each([
    ['abc', 3],
    ['权衡', 4],
    ['（）', 4],
    ['한글', 4],
    ['e\u0301', 1],
    ['𠮷', 2],
    ['', 0],
  ])('%s takes %i columns', (text, width) => {
    expect(widthOf(text)).toBe(width);
  });
});

describe('shortened', () => {
  it.each([
    ['abcdef', 6, 'abcdef'],
    ['abcdefg', 6, 'abcde…'],
    ['部门审核', 8, '部门审核'],
    ['部门审核', 7, '部门审…'],
    ['部门审核', 6, '部门…'],
    ['e\u0301e\u0301e\u0301', 2, 'e\u0301…'],
  ])('%s in %i columns', (text, columns, expected) => {
    expect(shortened(text, columns)).toBe(expected);
  });
});

describe('printable', () => {
  it('keeps text and drops what would move the cursor', () => {
    expect(printable('审核\u001b[2J\r\nok')).toBe('审核 [2J ok');
  });
});
