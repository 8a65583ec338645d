import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describeWithServer } from '../servers/index.js';

const BUILT = join(__dirname, '../../dist/test/crash/main.js');
const MINUTES = 60_000;

describeWithServer(['mariadb', 'redis'], 'the crash campaign', () => {
  it(
    'loses and doubles nothing in a few kills',
    async () => {
      if (!existsSync(BUILT))
        throw new Error('The processes of the campaign run what was built: `npm run build` first.');
      const { code, output } = await run(['--kills', '8', '--seed', '7']);
      expect(output).toContain('no defect');
      expect(code).toBe(0);
    },
    4 * MINUTES,
  );
});

function run(args: readonly string[]): Promise<{ readonly code: number; readonly output: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, [BUILT, ...args], (error, stdout, stderr) => {
      resolve({ code: error === null ? 0 : Number(error.code), output: stdout + stderr });
    });
  });
}
