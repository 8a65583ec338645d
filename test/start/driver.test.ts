import { createRequire } from 'node:module';

/** `bin/driver.cjs`. */
interface Machine {
  hasDriver(): boolean;
  fetch(): boolean;
  lacking(tools: readonly string[]): readonly string[];
  canInstall(): boolean;
  install(packages: readonly string[]): void;
  /** Gives what the tools complained of. */
  build(): string | null;
}
const { prepareDriver } = createRequire(__filename)('../../bin/driver.cjs') as {
  readonly prepareDriver: (machine?: Machine, tell?: (text: string) => void) => string | null;
};

/** @param has what this machine has, or can do */
function prepare(...has: ('driver' | 'way out' | 'python3' | 'make' | 'g++' | 'root' | 'headers')[]) {
  const tools = new Set<string>(has);
  const did: string[] = [];
  const machine: Machine = {
    hasDriver: () => tools.has('driver'),
    fetch: () => tools.has('way out'),
    lacking: (wanted) => wanted.filter((tool) => !tools.has(tool)),
    canInstall: () => tools.has('root'),
    install(packages) {
      did.push(`install ${packages.join(' ')}`);
      for (const name of packages) tools.add(name);
    },
    build() {
      did.push('build');
      return tools.has('headers') ? null : 'node-gyp: no headers';
    },
  };
  const told: string[] = [];
  return { problem: prepareDriver(machine, (text) => told.push(text)), did, told };
}

describe('the driver of SQLite', () => {
  test('is there after an installation and a build: nothing is done, and nothing said', () => {
    expect(prepareDriver()).toBeNull();
    expect(prepare('driver')).toEqual({ problem: null, did: [], told: [] });
  });

  test('is fetched where that is possible', () => {
    expect(prepare('way out')).toMatchObject({ problem: null, did: [] });
  });

  test('is built elsewhere, with what the machine has', () => {
    expect(prepare('python3', 'make', 'g++', 'headers')).toMatchObject({ problem: null, did: ['build'] });
  });

  test('is built with tools that Debian’s root is given, who is told so', () => {
    const { problem, did, told } = prepare('make', 'root', 'headers');
    expect([problem, did]).toEqual([null, ['install python3 g++', 'build']]);
    expect(told[1]).toBe('It cannot be fetched. Installing python3, g++ to build it ...');
  });

  test('is asked for by name where nothing can be installed', () => {
    const { problem, did } = prepare('python3');
    expect(did).toEqual([]);
    expect(problem).toMatch(/^The driver of SQLite could not be fetched, and to build it make, g\+\+ are missing\./);
    expect(problem).toContain('npm_config_better_sqlite3_binary_host');
  });

  test('says what the compiler complained of', () => {
    const { problem } = prepare('python3', 'make', 'g++');
    expect(problem).toMatch(
      /^node-gyp: no headers\nThe driver of SQLite could be neither fetched nor built\. Name a mirror/,
    );
  });
});
