import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, isAbsolute, join } from 'node:path';

/** What tests may need beside Node: the files that must be there, and the Debian packages that bring them. */
const needs = {
  chromium: { files: ['chromium'], packages: ['chromium', 'fonts-noto-cjk'] },
  mariadb: { files: ['mariadbd', 'mariadb-install-db'], packages: ['mariadb-server'] },
  nginx: { files: ['nginx', 'openssl'], packages: ['nginx-light', 'openssl'] },
  redis: { files: ['redis-server'], packages: ['redis-server'] },
  galera: {
    files: ['mariadbd', 'mariadb-install-db', '/usr/lib/galera/libgalera_smm.so', 'rsync'],
    packages: ['mariadb-server', 'galera-4', 'rsync'],
  },
} as const;
export type ServerKind = keyof typeof needs;

/** Servers live where a plain user's PATH does not look. */
const places = [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin', '/usr/local/sbin', '/usr/libexec'];

/** Absolute path of a binary, or undefined when the machine has none. */
export function findBinary(name: string): string | undefined {
  if (isAbsolute(name)) return existsSync(name) ? name : undefined;
  return places.map((place) => join(place, name)).find(isExecutable);
}

/** Absolute path of a binary that is known to be there. @throws when it is not. */
export function binary(name: string): string {
  const found = findBinary(name);
  if (!found) throw new Error(`There is no ${name} on this machine: ask available() before starting a server.`);
  return found;
}

/** What is missing to start such a server, after trying to install it where that is possible; empty: nothing. */
export function missingFor(kind: ServerKind): readonly string[] {
  const { files, packages } = needs[kind];
  const missing = (): string[] => files.filter((file) => findBinary(file) === undefined);
  if (missing().length > 0 && canInstall()) install(packages);
  return missing();
}

function canInstall(): boolean {
  return process.getuid?.() === 0 && existsSync('/etc/debian_version') && findBinary('apt-get') !== undefined;
}

/** Without starting the services that the packages bring: `policy-rc.d` is Debian's way to say so. */
function install(packages: readonly string[]): void {
  const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' };
  const run = (...args: string[]): void => {
    spawnSync('apt-get', ['-o', 'DPkg::Lock::Timeout=300', '-qq', ...args], { env: environment, stdio: 'ignore' });
  };
  run('update');
  run('install', '-y', '--no-install-recommends', ...packages);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
