// `npm run build`, and what `npm start` asks: is the build that of the present sources?
'use strict';

const { spawnSync } = require('node:child_process');
const { createHash } = require('node:crypto');
const { existsSync, readdirSync, readFileSync, statSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');

const root = join(__dirname, '..');
const stamp = join(root, 'dist', '.built');
const settings = ['package-lock.json', 'tsconfig.json', 'nest-cli.json', '.swcrc'];

/** What a build is made of: names, sizes and times of its sources. */
function fingerprint() {
  const { filenames } = JSON.parse(readFileSync(join(root, 'nest-cli.json'), 'utf8')).compilerOptions.builder.options;
  const hash = createHash('sha256');
  for (const input of [...filenames, ...settings]) {
    const path = join(root, input);
    if (!existsSync(path)) continue;
    const names = statSync(path).isDirectory() ? readdirSync(path, { recursive: true }).sort() : [''];
    for (const name of names) {
      // A file may vanish between the two looks.
      const found = statSync(join(path, name), { throwIfNoEntry: false });
      if (found?.isFile()) hash.update(`${input}/${name} ${found.size} ${found.mtimeMs}\n`);
    }
  }
  return hash.digest('hex');
}

/** False as well where there was no build yet. A delivered image holds no sources: what is built there is right. */
function isUpToDate() {
  if (!existsSync(join(root, 'nest-cli.json'))) return true;
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === fingerprint();
}

/** Gives the exit code. */
function build() {
  const made = fingerprint();
  const nest = require.resolve('@nestjs/cli/bin/nest.js');
  const { status } = spawnSync(process.execPath, [nest, 'build'], { cwd: root, stdio: ['ignore', 2, 2] });
  if (status === 0) writeFileSync(stamp, made);
  return status ?? 1;
}

module.exports = { build, isUpToDate };
if (require.main === module) process.exitCode = build();
