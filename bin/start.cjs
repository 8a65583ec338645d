// `npm start`: fetches what is missing, builds what has changed since the last build, then runs the server in this process, so that Ctrl-C reaches it.
'use strict';

const { existsSync } = require('node:fs');
const { join } = require('node:path');
const { build, isUpToDate } = require('./build.cjs');
const { prepareDriver } = require('./driver.cjs');

const root = join(__dirname, '..');

function ready() {
  if (!existsSync(join(root, 'node_modules'))) return 'The packages are not installed yet. Run: npm ci';
  const problem = prepareDriver();
  if (problem !== null || isUpToDate()) return problem;
  process.stderr.write('Building ...\n');
  return build() === 0 ? null : 'The build failed; see above.';
}

const problem = ready();
if (problem !== null) {
  process.stderr.write(`${problem}\n`);
  process.exit(1);
}
require(join(root, 'dist', 'apps', 'api', 'src', 'main.js'));
