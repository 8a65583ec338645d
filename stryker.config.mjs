/** Mutation testing of what decides, run by hand: `npm run mutation`. The score is in docs/testing.md. */
export default {
  packageManager: 'npm',
  mutate: ['libs/engine/src/elements/**/*.ts', 'libs/engine/src/step/**/*.ts', '!**/*.test.ts'],
  buildCommand: 'npx nest build',
  plugins: ['./test/mutation/golden-runner.mjs'],
  testRunner: 'golden',
  coverageAnalysis: 'perTest',
  // What runs while modules are loaded cannot be switched in a running process.
  ignoreStatic: true,
  concurrency: 2,
  timeoutMS: 20_000,
  tempDirName: '.stryker-tmp',
  checkers: [],
  disableTypeChecks: true,
  reporters: ['clear-text', 'progress-append-only', 'json'],
  jsonReporter: { fileName: 'reports/mutation.json' },
  clearTextReporter: { allowColor: false, logTests: false },
};
