// The tests that judge a mutant: golden traces, and the unit tests of what is mutated.
const base = require('./jest.config.cjs');

module.exports = {
  ...base,
  testMatch: [
    '**/test/golden/**/*.test.ts',
    '**/libs/engine/src/step/**/*.test.ts',
    '**/libs/engine/src/simulation/**/*.test.ts',
  ],
};
