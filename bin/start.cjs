// `npm start`: builds what has changed since the last build, then runs the server in this process, so that Ctrl-C reaches it.
'use strict';

const { spawnSync } = require('node:child_process');
const { createHash } = require('node:crypto');
const { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } = require('node:fs');
const { dirname, join } = require('node:path');

const root = join(__dirname, '..');
const stamp = join(root, 'dist', '.built');
const main = join(root, 'dist', 'apps', 'api', 'src', 'main.js');
const inputs = ['apps', 'libs', 'package-lock.json', 'tsconfig.json', 'nest-cli.json', '.swcrc'];

/** What the build is made of: names, sizes and times of its sources. */
function fingerprint() {
  const hash = createHash('sha256');
  for (const input of inputs) {
    const path = join(root, input);
    if (!existsSync(path)) continue;
    const files = statSync(path).isDirectory()
      ? readdirSync(path, { recursive: true }).map((name) => join(path, name))
      : [path];
    for (const file of files.sort()) {
      const { size, mtimeMs } = statSync(file);
      hash.update(`${file} ${size} ${mtimeMs}\n`);
    }
  }
  return hash.digest('hex');
}

function build() {
  process.stderr.write('Building ...\n');
  const { status } = spawnSync(process.execPath, [require.resolve('@nestjs/cli/bin/nest.js'), 'build'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
  });
  if (status !== 0) {
    process.stderr.write('The build failed; see above.\n');
    process.exit(1);
  }
}

if (!existsSync(join(root, 'node_modules'))) {
  process.stderr.write('The packages are not installed yet. Run: npm ci\n');
  process.exit(1);
}
// A delivered image holds no sources and is built already.
const hasSources = existsSync(join(root, 'nest-cli.json'));
if (hasSources) {
  const now = fingerprint();
  const isBuilt = existsSync(main) && existsSync(stamp) && readFileSync(stamp, 'utf8') === now;
  if (!isBuilt) {
    build();
    mkdirSync(dirname(stamp), { recursive: true });
    writeFileSync(stamp, now);
  }
}
require(main);
