import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readBounded } from './bounded-read.js';

const MEGABYTE = 2 ** 20;

describe('readBounded', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'quanheng-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const zeros = (length: number): string => {
    const path = join(folder, 'zeros');
    writeFileSync(path, '');
    truncateSync(path, length);
    return path;
  };

  it.each([0, 1, MEGABYTE, 3 * MEGABYTE + 1, 64 * MEGABYTE])('reads a file of %i bytes', (length) => {
    expect(readBounded(zeros(length))).toHaveLength(length);
  });

  it('reads what is there', () => {
    const text = '权衡'.repeat(MEGABYTE);
    const path = join(folder, 'text');
    writeFileSync(path, text);
    expect(readBounded(path).toString('utf8') === text).toBe(true);
  });

  it('refuses a file that is longer than any it could use, and stops reading there', () => {
    expect(() => readBounded(zeros(64 * MEGABYTE + 1))).toThrow('it is longer than 64 MB');
  });

  it('fails as a file does', () => {
    expect(() => readBounded(join(folder, 'missing'))).toThrow(/ENOENT/);
    expect(() => readBounded(folder)).toThrow(/EISDIR/);
  });
});
