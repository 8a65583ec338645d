// The driver of SQLite is not JavaScript alone. No package runs a script of its own when it is installed (`.npmrc`), so the driver is
// fetched ready made or built here, before whatever needs it.
'use strict';

const { spawnSync } = require('node:child_process');
const { existsSync } = require('node:fs');
const { delimiter, dirname, join } = require('node:path');

const TOOLS = ['python3', 'make', 'g++'];
/** Milliseconds that an address out of reach may take. */
const FETCHING = 60_000;
const HELP =
  'Name a mirror of its binaries in npm_config_better_sqlite3_binary_host, or let it be built: see "Without a way out" in docs/operations.md.';

/**
 * Fetches the driver where it is missing, else builds it, for which Debian's root gets the tools.
 * @returns null, or what stands in its way and what to do
 */
function prepareDriver(machine = thisMachine(), tell = (text) => process.stderr.write(`${text}\n`)) {
  if (machine.hasDriver()) return null;
  tell('Fetching the driver of SQLite ...');
  if (machine.fetch()) return null;
  const lacking = machine.lacking(TOOLS);
  if (lacking.length > 0) {
    if (!machine.canInstall()) {
      return `The driver of SQLite could not be fetched, and to build it ${lacking.join(', ')} are missing. ${HELP}`;
    }
    tell(`It cannot be fetched. Installing ${lacking.join(', ')} to build it ...`);
    machine.install(lacking);
  }
  tell('Building the driver of SQLite ...');
  const fault = machine.build();
  return fault === null ? null : `${fault}\nThe driver of SQLite could be neither fetched nor built. ${HELP}`;
}

/** This machine, and the packages of this folder. */
function thisMachine(root = join(__dirname, '..')) {
  const folder = dirname(require.resolve('better-sqlite3/package.json', { paths: [root] }));
  const hasDriver = () => existsSync(join(folder, 'build', 'Release', 'better_sqlite3.node'));
  const find = (name) =>
    (process.env.PATH ?? '')
      .split(delimiter)
      .map((place) => join(place, name))
      .find((path) => existsSync(path));
  return {
    hasDriver,
    fetch() {
      const script = require.resolve('prebuild-install/bin.js', { paths: [folder] });
      spawnSync(process.execPath, [script], { cwd: folder, stdio: 'ignore', timeout: FETCHING });
      return hasDriver();
    },
    lacking: (tools) => tools.filter((tool) => find(tool) === undefined),
    canInstall: () => process.getuid?.() === 0 && existsSync('/etc/debian_version') && find('apt-get') !== undefined,
    install(packages) {
      const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
      const run = (...args) =>
        spawnSync('apt-get', ['-o', 'DPkg::Lock::Timeout=300', '-qq', ...args], { env, stdio: 'ignore' });
      run('update');
      run('install', '-y', '--no-install-recommends', ...packages);
    },
    /** Gives what the tools complained of. */
    build() {
      const env = { ...process.env, npm_config_build_from_source: 'better-sqlite3' };
      const headers = dirname(dirname(process.execPath));
      if (existsSync(join(headers, 'include', 'node', 'node.h'))) env.npm_config_nodedir ??= headers;
      const args = ['rebuild', 'better-sqlite3', '--ignore-scripts=false', '--foreground-scripts'];
      const npm = process.env.npm_execpath;
      const [command, ...before] = npm === undefined ? ['npm'] : [process.execPath, npm];
      const { error, stdout, stderr } = spawnSync(command, [...before, ...args], { cwd: root, env, encoding: 'utf8' });
      if (hasDriver()) return null;
      const said = error?.message ?? `${stdout}${stderr}`;
      return said.trimEnd().split('\n').slice(-LINES).join('\n');
    },
  };
}
/** Of what the tools complained of, its end. */
const LINES = 20;

module.exports = { prepareDriver };
if (require.main === module) {
  const problem = prepareDriver();
  if (problem !== null) process.stderr.write(`${problem}\n`);
  process.exitCode = problem === null ? 0 : 1;
}
