import { readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, relative } from 'node:path';
import { performance } from 'node:perf_hooks';
import process from 'node:process';
import { PluginKind, declareClassPlugin } from '@stryker-mutator/api/plugin';
import {
  DryRunStatus,
  TestStatus,
  determineHitLimitReached,
  toMutantRunResult,
} from '@stryker-mutator/api/test-runner';

/** Where the instrumented code keeps which mutant is active, and which were reached. */
const STRYKER = '__stryker__';

/**
 * Runs the golden cases for Stryker within its own process, a hundred times faster than starting Jest for every mutant: a mutant is killed when a
 * trace differs from the one that is kept, or the case fails.
 */
export class GoldenRunner {
  static inject = [];

  capabilities() {
    return { reloadEnvironment: false };
  }

  async init() {
    const root = process.cwd();
    const folder = join(root, 'test', 'golden');
    this.runCase = createRequire(import.meta.url)(join(root, 'dist', 'test', 'golden', 'runner.js')).runCase;
    this.cases = readdirSync(folder, { recursive: true })
      .map(String)
      .filter((file) => file.endsWith('.script.json'))
      .sort()
      .map((file) => {
        const base = join(folder, file.slice(0, -'.script.json'.length));
        return { id: relative(folder, base), base, trace: readFileSync(`${base}.trace`, 'utf8') };
      });
  }

  async dryRun({ coverageAnalysis }) {
    const tests = await this.run(this.cases, { disableBail: true, perTest: coverageAnalysis === 'perTest' });
    return { status: DryRunStatus.Complete, tests, mutantCoverage: globalThis[STRYKER]?.mutantCoverage };
  }

  async mutantRun({ activeMutant, testFilter, disableBail, hitLimit }) {
    const stryker = (globalThis[STRYKER] ??= {});
    stryker.activeMutant = activeMutant.id;
    stryker.hitCount = hitLimit === undefined ? undefined : 0;
    stryker.hitLimit = hitLimit;
    const wanted = testFilter === undefined ? null : new Set(testFilter);
    const cases = wanted === null ? this.cases : this.cases.filter(({ id }) => wanted.has(id));
    const tests = await this.run(cases, { disableBail, perTest: false });
    stryker.activeMutant = undefined;
    const reached = determineHitLimitReached(stryker.hitCount, hitLimit);
    return toMutantRunResult(reached ?? { status: DryRunStatus.Complete, tests });
  }

  async run(cases, { disableBail, perTest }) {
    const tests = [];
    for (const { id, base, trace } of cases) {
      if (perTest) (globalThis[STRYKER] ??= {}).currentTestId = id;
      const begin = performance.now();
      const failureMessage = await this.failureOf(base, trace);
      const common = { id, name: id, timeSpentMs: performance.now() - begin };
      tests.push(
        failureMessage === null
          ? { ...common, status: TestStatus.Success }
          : { ...common, status: TestStatus.Failed, failureMessage },
      );
      if (failureMessage !== null && !disableBail) break;
    }
    return tests;
  }

  async failureOf(base, trace) {
    try {
      return (await this.runCase(base)).trace === trace ? null : 'the trace differs';
    } catch (error) {
      return String(error?.message ?? error);
    }
  }
}

export const strykerPlugins = [declareClassPlugin(PluginKind.TestRunner, 'golden', GoldenRunner)];
