import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { ConfigurationError, hasDemonstration, readConfiguration, secretsFrom, type Environment } from './index.js';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'quanheng-config-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function fileOf(content: unknown): string {
  const file = join(folder, 'config.json');
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  return file;
}

function faultsOf(environment: Environment): readonly string[] {
  try {
    readConfiguration(environment);
  } catch (error) {
    if (error instanceof ConfigurationError) return error.faults;
    throw error;
  }
  throw new Error('The configuration was taken.');
}

describe('the configuration', () => {
  it('is the embedded mode on the loopback address when nothing is said', () => {
    const config = readConfiguration({});
    expect(config.listen).toEqual({ host: '127.0.0.1', port: 8080, beyondLoopback: false });
    expect(config.database.url).toBeUndefined();
    expect(config.data).toBe('./data');
  });

  it('takes the environment before the file before the default; empty variables are absent', () => {
    const QH_CONFIG = fileOf({ listen: { port: 1 }, log: { level: 'warn' } });
    const config = readConfiguration({ QH_CONFIG, QH_PORT: '2', QH_ZONE: '', PATH: '/bin' });
    expect(config.listen.port).toBe(2);
    expect(config.log.level).toBe('warn');
    expect(config.zone).toBe('+08:00');
  });

  it('reads numbers, truth values and lists from the environment', () => {
    const config = readConfiguration({
      QH_DATABASE_URL: 'mysql://quanheng@db:3306/quanheng',
      QH_REDIS_SENTINELS: 's1:26379, s2:26379',
      QH_TRUST_PROXY: 'true',
    });
    expect(config.redis.sentinels).toEqual(['s1:26379', 's2:26379']);
    expect(config.http.trustProxy).toBe(true);
  });

  it('tells every fault at once, by the name under which it was given', () => {
    const QH_CONFIG = fileOf({ listen: { prot: 1 }, lisen: {}, log: { level: 'loud' }, shutdownSeconds: 0 });
    const faults = faultsOf({ QH_CONFIG, QH_PORT: '80 80', QH_DATABSE_URL: 'x', QH_TRUST_PROXY: 'yes' });
    expect([...faults].sort()).toEqual(
      [
        'QH_DATABSE_URL is no setting. Did you mean QH_DATABASE_URL?',
        `listen.prot in ${QH_CONFIG} is no setting. Did you mean listen.port?`,
        `lisen in ${QH_CONFIG} is no setting. Did you mean listen?`,
        'QH_PORT must be a whole number from 0 to 65535, not "80 80".',
        'QH_TRUST_PROXY must be true or false, not "yes".',
        `log.level in ${QH_CONFIG} must be debug, info, warn, error or silent, not "loud".`,
        `shutdownSeconds in ${QH_CONFIG} must be at least 1, not 0.`,
      ].sort(),
    );
  });

  it('wants a file that is there, and JSON, and an object', () => {
    expect(faultsOf({ QH_CONFIG: join(folder, 'none.json') })).toEqual([
      `QH_CONFIG: there is no file ${folder}/none.json.`,
    ]);
    expect(faultsOf({ QH_CONFIG: fileOf('{"a": hunter2}') })[0]).toMatch(/is no JSON/);
    expect(faultsOf({ QH_CONFIG: fileOf('{"a": hunter2}') }).join()).not.toContain('hunter2');
    expect(faultsOf({ QH_CONFIG: fileOf([]) })[0]).toMatch(/must hold one JSON object/);
  });

  it('has a demonstration where nobody else comes, and refuses one elsewhere', () => {
    const has = (environment: Record<string, string>): boolean => hasDemonstration(readConfiguration(environment));
    expect(has({})).toBe(true);
    expect(has({ QH_PUBLIC_URL: 'http://[::1]:8080' })).toBe(true);
    expect(has({ QH_PUBLIC_URL: 'https://office.example' })).toBe(false);
    expect(has({ QH_HOST: '0.0.0.0', QH_BEYOND_LOOPBACK: 'true' })).toBe(false);
    expect(has({ QH_DATABASE_URL: 'mysql://u@h/d' })).toBe(false);
    expect(has({ QH_DATABASE_URL: 'mysql://u@h/d', QH_DEMONSTRATION: 'true' })).toBe(true);
    for (const reached of [
      { QH_PUBLIC_URL: 'https://office.example' },
      { QH_HOST: '0.0.0.0', QH_DATABASE_URL: 'mysql://u@h/d' },
    ]) {
      expect(faultsOf({ ...reached, QH_DEMONSTRATION: 'true' })).toEqual([expect.stringMatching(/`quanheng found`/)]);
    }
  });

  it('does not let the embedded mode be reached by others unless that is said', () => {
    expect(faultsOf({ QH_HOST: '0.0.0.0' })[0]).toMatch(/QH_BEYOND_LOOPBACK=true/);
    expect(readConfiguration({ QH_HOST: '0.0.0.0', QH_BEYOND_LOOPBACK: 'true' }).listen.host).toBe('0.0.0.0');
    expect(readConfiguration({ QH_HOST: '0.0.0.0', QH_DATABASE_URL: 'mysql://u@h/d' }).listen.host).toBe('0.0.0.0');
    for (const host of ['127.1.2.3', '::1', 'localhost']) {
      expect(readConfiguration({ QH_HOST: host }).listen.host).toBe(host);
    }
    for (const host of ['127.0.0.1.example', '10.0.0.1', '::']) expect(faultsOf({ QH_HOST: host })).toHaveLength(1);
  });

  it.each([
    [{ QH_REDIS_URL: 'redis://r', QH_REDIS_SENTINELS: 's:1' }, /one of them/],
    [{ QH_DATABASE_PASSWORD: 'p' }, /no QH_DATABASE_URL/],
    [{ QH_JOBS_IN_API: 'false' }, /nobody would do the jobs/],
    [{ QH_OIDC_ISSUER: 'https://id.example' }, /QH_OIDC_CLIENT_SECRET/],
    [{ QH_DATABASE_URL: 'postgres://h/d' }, /mysql:\/\//],
    [{ QH_SMTP_URL: 'smtp://mail.example' }, /QH_MAIL_FROM/],
    [{ QH_SMTP_URL: 'smtp://mail.example', QH_MAIL_FROM: 'A <a@b>, c@d' }, /QH_MAIL_FROM/],
    [{ QH_SMTP_URL: 'smtp://u:p@mail.example', QH_MAIL_FROM: 'a@b' }, /password/],
    [{ QH_WEBHOOK_URL: 'https://h.example/hook' }, /QH_WEBHOOK_SECRET/],
  ])('refuses what contradicts itself: %j', (environment, message) => {
    expect(faultsOf(environment)).toEqual([expect.stringMatching(message)]);
  });
});

describe('secrets', () => {
  const url = 'mysql://quanheng@db/quanheng';

  it('come from the environment or from a file that it names', () => {
    const direct = readConfiguration({ QH_DATABASE_URL: url, QH_DATABASE_PASSWORD: 'hunter2' });
    expect(direct.database.password?.reveal()).toBe('hunter2');
    const QH_DATABASE_PASSWORD_FILE = fileOf('hunter3\n');
    const named = readConfiguration({ QH_DATABASE_URL: url, QH_DATABASE_PASSWORD_FILE });
    expect(named.database.password?.reveal()).toBe('hunter3');
  });

  it('are refused twice, from nowhere, from an empty file, and in the configuration file', () => {
    const QH_DATABASE_PASSWORD_FILE = fileOf('hunter2');
    const common = { QH_DATABASE_URL: url, QH_DATABASE_PASSWORD_FILE };
    expect(faultsOf({ ...common, QH_DATABASE_PASSWORD: 'hunter2' })[0]).toMatch(/both set/);
    expect(faultsOf({ ...common, QH_DATABASE_PASSWORD_FILE: join(folder, 'none') })[0]).toMatch(
      /cannot be read \(ENOENT\)/,
    );
    fileOf('');
    expect(faultsOf(common)[0]).toMatch(/is empty/);
    const QH_CONFIG = fileOf({ database: { password: 'hunter2' }, http: { metricsToken: 'hunter2' } });
    const faults = faultsOf({ QH_CONFIG });
    expect(faults).toEqual([expect.stringMatching(/QH_DATABASE_PASSWORD/), expect.stringMatching(/QH_METRICS_TOKEN/)]);
    expect(faults.join()).not.toContain('hunter2');
  });

  it('have no place in an address, and are not quoted from there', () => {
    const [fault] = faultsOf({ QH_DATABASE_URL: 'mysql://quanheng:hunter2@db/quanheng' });
    expect(fault).toMatch(/^QH_DATABASE_URL must not hold a password/);
    expect(fault).not.toContain('hunter2');
  });

  it('show themselves to nobody who prints or serialises the configuration', () => {
    const config = readConfiguration({
      QH_DATABASE_URL: url,
      QH_DATABASE_PASSWORD: 'hunter2',
      QH_METRICS_TOKEN: 'hunter2',
    });
    for (const shown of [
      inspect(config, { depth: null, showHidden: true }),
      JSON.stringify(config),
      String(config.database.password),
    ]) {
      expect(shown).toContain('[secret]');
      expect(shown).not.toContain('hunter2');
    }
  });

  it('that endpoints need must be there from the start', () => {
    const endpoint = {
      name: 'pay',
      method: 'POST',
      url: 'https://bank.example/',
      headers: { 'x-key': '${secret:BANK}' },
    };
    const QH_CONFIG = fileOf({ jobs: { endpoints: [endpoint], hosts: [{ host: 'bank.example' }] } });
    expect(faultsOf({ QH_CONFIG })).toEqual([expect.stringMatching(/QH_SECRET_BANK or QH_SECRET_BANK_FILE/)]);
    const environment = { QH_CONFIG, QH_SECRET_BANK: 'hunter2' };
    readConfiguration(environment);
    expect(secretsFrom(environment)('BANK')).toBe('hunter2');
    expect(() => secretsFrom(environment)('OTHER')).toThrow(/QH_SECRET_OTHER/);
  });
});
