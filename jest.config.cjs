const { availableParallelism } = require('node:os');

// Packages that ship ES modules only go through swc, because Jest's own loader is CommonJS.
const esm = [
  '@bpmn-io',
  '@lezer',
  '@noble',
  'bpmn-js-i18n',
  'bpmn-moddle',
  'feelin',
  'jose',
  'lezer-feel',
  'luxon',
  'min-dash',
  'moddle',
  'moddle-xml',
  'oauth4webapi',
  'openid-client',
  'saxen',
  'temporal-polyfill',
  'temporal-utils',
];

/** @type {import('jest').Config} */
module.exports = {
  testEnvironment: 'node',
  // Jest leaves one core free; of two it would use one, while most tests that take long wait for servers.
  maxWorkers: Math.max(2, availableParallelism() - 1),
  // A guard against hanging, not a measure of speed: machines are shared and slow.
  testTimeout: 60_000,
  roots: ['<rootDir>/apps', '<rootDir>/libs', '<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
  moduleNameMapper: {
    '^@quanheng/(\\w+)/(ports|texts)$': '<rootDir>/libs/$1/src/$2/index.ts',
    '^@quanheng/(.*)$': '<rootDir>/libs/$1/src/index.ts',
    // Sources import each other as `./x.js`, the name after the build; here the file is still `./x.ts`.
    '^(\\.{1,2}/.*)\\.js$': '$1',
  },
  // .swcrc: tests run the code that the build produces.
  transform: { '^.+\\.(ts|js|mjs)$': '@swc/jest' },
  transformIgnorePatterns: [`node_modules/(?!(${esm.join('|')})/)`],
};
