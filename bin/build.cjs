// `npm run build`, with the driver that whatever is built needs, and what `npm start` asks: is the build that of the present sources?
'use strict';

const { spawnSync } = require('node:child_process');
const { createHash } = require('node:crypto');
const { existsSync, readdirSync, readFileSync, statSync, writeFileSync } = require('node:fs');
const { dirname, join } = require('node:path');
const { brotliCompressSync, gzipSync } = require('node:zlib');
const { prepareDriver } = require('./driver.cjs');

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
  // Whoever builds, a test too, builds what is shipped: elsewhere the web application would hold what helps to develop it.
  const env = { ...process.env, NODE_ENV: 'production' };
  const run = (script, ...args) =>
    spawnSync(process.execPath, [script, ...args], { cwd: root, env, stdio: ['ignore', 2, 2] }).status ?? 1;
  // Nest's build empties `dist` first, so the web application's comes after it.
  const vite = join(dirname(require.resolve('vite/package.json')), 'bin', 'vite.js');
  const status =
    run(require.resolve('@nestjs/cli/bin/nest.js'), 'build') || run(vite, 'build', 'apps/web', '--logLevel', 'warn');
  if (status !== 0) return status;
  pack(join(root, 'dist', 'apps', 'web', 'assets'));
  writeFileSync(stamp, made);
  return 0;
}

/** Beside each file one that browsers take in its place: packed once here, not with every request. */
function pack(folder) {
  for (const name of readdirSync(folder)) {
    const bytes = readFileSync(join(folder, name));
    if (bytes.length < SMALLEST || !/\.(?:js|css|svg)$/.test(name)) continue;
    writeFileSync(join(folder, `${name}.br`), brotliCompressSync(bytes));
    writeFileSync(join(folder, `${name}.gz`), gzipSync(bytes));
  }
}
/** Bytes below which packing saves no packet. */
const SMALLEST = 1024;

module.exports = { build, isUpToDate };
if (require.main === module) {
  const problem = prepareDriver();
  if (problem !== null) process.stderr.write(`${problem}\n`);
  process.exitCode = problem === null ? build() : 1;
}
