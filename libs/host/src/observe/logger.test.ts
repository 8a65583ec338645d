import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLogger, lines } from './logger.js';

describe('the lines of a process', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'quanheng-log-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  it('are there soon, few as they may be', async () => {
    const file = join(folder, 'log');
    const logger = createLogger({}, lines(file));
    logger.info('first');
    logger.warn('second');
    const told = (): string[] => (existsSync(file) ? readFileSync(file, 'utf8').split('\n').filter(Boolean) : []);
    while (told().length < 2) await new Promise((resolve) => setTimeout(resolve, 20));
    expect(told().map((line) => (JSON.parse(line) as { msg: string }).msg)).toEqual(['first', 'second']);
  });
});
