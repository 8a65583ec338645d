import type { ServerKind } from './binaries.js';
import { missingFor } from './binaries.js';

/**
 * `describe` for tests that need servers of the machine. What is missing is installed when that is possible; otherwise one line names it and the
 * tests are skipped, or fail where CI is set. No other test of the repository may be skipped.
 */
export function describeWithServer(kinds: readonly ServerKind[], name: string, body: () => void): void {
  const missing = [...new Set(kinds.flatMap((kind) => missingFor(kind)))];
  if (missing.length === 0) {
    describe(name, body);
    return;
  }
  const message = `not on this machine: ${missing.join(', ')}`;
  if (process.env.CI) {
    test(name, () => {
      throw new Error(`These tests must run in CI, but ${message}.`);
    });
    return;
  }
  process.stderr.write(`Skipped: ${name} (${message})\n`);
  describe.skip(name, body);
}
