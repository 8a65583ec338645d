import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { SETTINGS } from '@quanheng/host';
import { root } from '../architecture/files.js';

interface Service {
  readonly image: string;
  readonly build?: unknown;
  readonly healthcheck: unknown;
  readonly environment?: Readonly<Record<string, string>>;
  readonly secrets?: readonly string[];
  readonly volumes?: readonly string[];
  readonly depends_on?: Readonly<Record<string, unknown>>;
  readonly ports?: readonly string[];
  readonly restart: string;
}
interface Compose {
  readonly services: Readonly<Record<string, Service>>;
  readonly secrets: Readonly<Record<string, { readonly file: string }>>;
  readonly volumes: Readonly<Record<string, unknown>>;
}

const folder = join(root, 'docker');
const textOf = (name: string): string => readFileSync(join(folder, name), 'utf8');
const composeOf = (name: string): Compose => load(textOf(name)) as Compose;
const variables = new Set(
  SETTINGS.flatMap(({ env, secret }) => (env === null ? [] : secret ? [env, `${env}_FILE`] : [env])),
);

test('a single server and a cluster are described, and nothing else', () => {
  expect(readdirSync(folder).filter((name) => name.endsWith('.yml'))).toEqual([
    'compose.cluster.yml',
    'compose.single.yml',
  ]);
  expect(Object.keys(composeOf('compose.single.yml').services).sort()).toEqual([
    'api',
    'mariadb',
    'migrate',
    'nginx',
    'redis',
    'worker',
  ]);
  const names = Object.keys(composeOf('compose.cluster.yml').services);
  const count = (prefix: string): number => names.filter((name) => name.startsWith(prefix)).length;
  expect(['db-', 'redis-', 'sentinel-', 'api-', 'worker-'].map(count)).toEqual([3, 2, 3, 3, 2]);
});

describe.each(['compose.single.yml', 'compose.cluster.yml'])('%s', (name) => {
  const { services, secrets, volumes } = composeOf(name);
  const entries = Object.entries(services);

  test('looks after the health of every service, and starts each again', () => {
    for (const [service, { healthcheck, restart }] of entries) {
      // The image's own is the API's.
      expect([service, healthcheck !== undefined || service.startsWith('api')]).toEqual([service, true]);
      expect([service, restart]).toEqual([service, service === 'migrate' ? 'no' : 'unless-stopped']);
    }
  });

  test('sets only what can be set', () => {
    const set = entries
      .flatMap(([, { environment = {} }]) => Object.keys(environment))
      .filter((each) => each.startsWith('QH_'));
    expect(set.length).toBeGreaterThan(5);
    expect([...new Set(set)].filter((each) => !variables.has(each))).toEqual([]);
  });

  test('holds no password, and takes each from a file', () => {
    for (const [service, { environment = {} }] of entries) {
      for (const [variable, value] of Object.entries(environment)) {
        const isSecret = /PASSWORD|TOKEN|SECRET/.test(variable);
        expect([service, variable, isSecret && !/^\/run\/secrets\/\w+$/.test(value)]).toEqual([
          service,
          variable,
          false,
        ]);
      }
    }
    expect(textOf(name)).not.toMatch(/:\/\/[^/\s]*:[^/\s]*@/);
    for (const { file } of Object.values(secrets)) expect(file).toMatch(/^\$\{SECRETS:\?[^}]+\}\/\w+$/);
  });

  test('refers to services, secrets, volumes and files that are there', () => {
    for (const [, service] of entries) {
      for (const needed of Object.keys(service.depends_on ?? {})) expect(services).toHaveProperty([needed]);
      for (const secret of service.secrets ?? []) expect(secrets).toHaveProperty([secret]);
      for (const volume of service.volumes ?? []) {
        const [source = ''] = volume.split(':');
        if (source.startsWith('./')) expect(textOf(source)).not.toBe('');
        else if (!source.startsWith('$')) expect(volumes).toHaveProperty([source]);
      }
    }
  });

  test('lets only nginx be reached from outside', () => {
    expect(entries.filter(([, { ports }]) => ports !== undefined).map(([service]) => service)).toEqual(['nginx']);
  });
});

test('the image runs as nobody special, looks after its health, and gets signals itself', () => {
  const text = textOf('Dockerfile');
  expect(text.lastIndexOf('\nUSER node')).toBeGreaterThan(text.lastIndexOf('\nFROM '));
  expect(text).toMatch(/^HEALTHCHECK/m);
  expect(text).toMatch(/^CMD \["node", "--max-semi-space-size=64", "dist\/apps\/api\/src\/main\.js"\]$/m);
});
