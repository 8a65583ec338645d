import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { holdFile } from './sole-owner.js';

describe('the hold on a file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'quanheng-hold-'));
  const file = join(folder, 'lock');
  afterAll(() => rmSync(folder, { recursive: true }));

  it('is one process’s at a time, and free again when it is released', () => {
    const first = holdFile(file);
    expect(first).not.toBeNull();
    expect(holdFile(file)).toBeNull();
    first?.release();
    const second = holdFile(file);
    expect(second).not.toBeNull();
    second?.release();
  });

  it('does not outlive a process that is killed', () => {
    const script = `const c = new (require('better-sqlite3'))(${JSON.stringify(file)}); c.exec('BEGIN EXCLUSIVE'); process.kill(process.pid, 'SIGKILL')`;
    expect(spawnSync(process.execPath, ['-e', script]).signal).toBe('SIGKILL');
    const hold = holdFile(file);
    expect(hold).not.toBeNull();
    hold?.release();
  });
});
