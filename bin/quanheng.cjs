#!/usr/bin/env node
// A committed file, so that npm can link the command before the first build and the executable bit never gets lost.
'use strict';

const { existsSync } = require('node:fs');
const { join } = require('node:path');

const built = join(__dirname, '..', 'dist', 'apps', 'cli', 'src', 'main.js');

if (!existsSync(built)) {
  process.stderr.write('quanheng is not built yet. Run: npm run build\n');
  process.exit(3);
}
require(built);
