/** Mutation testing of the engine's behaviour, run by hand: `npm run mutation`. The score is in docs/testing.md. */
export default {
  packageManager: 'npm',
  testRunner: 'jest',
  plugins: ['@stryker-mutator/jest-runner'],
  // Only what pins behaviour down case by case; the property tests take too long to be run once a mutant.
  jest: { projectType: 'custom', configFile: 'jest.mutation.cjs', enableFindRelatedTests: false },
  mutate: ['libs/engine/src/elements/**/*.ts', 'libs/engine/src/step/**/*.ts', '!**/*.test.ts'],
  coverageAnalysis: 'perTest',
  ignoreStatic: true,
  concurrency: 2,
  timeoutMS: 10_000,
  tempDirName: '.stryker-tmp',
  reporters: ['clear-text', 'progress-append-only', 'json'],
  jsonReporter: { fileName: 'reports/mutation.json' },
  clearTextReporter: { allowColor: false, logTests: false },
};
