import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { request } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { root } from '../architecture/files.js';
import { binary } from '../servers/binaries.js';
import { describeWithServer, freePorts, temporaryFolder } from '../servers/index.js';
import { startServer } from '../servers/server.js';

const read = (name: string): string => readFileSync(join(root, 'docker', 'nginx', name), 'utf8');

/** The configuration as the image of nginx would include it, with addresses and files of this machine. */
function writeConfiguration(
  folder: string,
  upstream: string,
  ports: { tls: number; plain: number; api: number },
): string {
  const run = (...args: string[]): void => {
    const { status, stderr } = spawnSync('openssl', args, { encoding: 'utf8' });
    if (status !== 0) throw new Error(stderr);
  };
  const key = join(folder, 'key.pem');
  const certificate = join(folder, 'certificate.pem');
  const subject = ['-subj', '/CN=localhost', '-days', '1'];
  run(
    'req',
    '-x509',
    '-newkey',
    'ec',
    '-pkeyopt',
    'ec_paramgen_curve:P-256',
    '-nodes',
    '-keyout',
    key,
    '-out',
    certificate,
    ...subject,
  );
  const server = read('quanheng.conf')
    .replaceAll('/etc/nginx/tls', folder)
    .replace('listen 80;', `listen 127.0.0.1:${ports.plain};`)
    .replace('listen 443 ssl', `listen 127.0.0.1:${ports.tls} ssl`);
  const hosts = read(upstream).replace(/server api(-\d)?:8080/g, `server 127.0.0.1:${ports.api}`);
  mkdirSync(join(folder, 'temporary'), { recursive: true });
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
    .map((name) => `${name}_temp_path ${join(folder, 'temporary', name)};`)
    .join('\n');
  const file = join(folder, 'nginx.conf');
  writeFileSync(
    file,
    `daemon off; master_process off; pid ${join(folder, 'pid')}; error_log ${join(folder, 'error.log')};
     events {} http { access_log off; ${temporary}\n${hosts}\n${server} }`,
  );
  return file;
}

describeWithServer(['nginx'], 'nginx before the API', () => {
  test.each(['upstream-single.conf', 'upstream-cluster.conf'])('takes the configuration with %s', async (upstream) => {
    const folder = temporaryFolder('nginx');
    const [tls = 0, plain = 0, api = 0] = await freePorts(3);
    const file = writeConfiguration(folder, upstream, { tls, plain, api });
    const { status, stderr } = spawnSync(binary('nginx'), ['-t', '-c', file, '-p', folder], { encoding: 'utf8' });
    rmSync(folder, { recursive: true });
    expect([status, stderr]).toEqual([0, expect.stringMatching(/test is successful/)]);
  });

  test('passes events on at once, says who asks, and keeps the metrics to itself', async () => {
    const heard: Record<string, unknown>[] = [];
    const api = createServer(({ headers }, response) => {
      heard.push(headers);
      response.writeHead(200, { 'content-type': 'text/event-stream' }).write('event: ready\n\n');
    });
    await new Promise<void>((resolve) => void api.listen(0, '127.0.0.1', resolve));
    const folder = temporaryFolder('nginx');
    const [tls = 0, plain = 0] = await freePorts(2);
    const file = writeConfiguration(folder, 'upstream-single.conf', {
      tls,
      plain,
      api: (api.address() as AddressInfo).port,
    });
    const get = (path: string, headers = {}): Promise<readonly [number, string]> =>
      new Promise((resolve, reject) => {
        const options = { host: '127.0.0.1', port: tls, path, headers, rejectUnauthorized: false };
        const sent = request(options, (response) => {
          response.once('data', (chunk: Buffer) => {
            resolve([response.statusCode ?? 0, chunk.toString()]);
            sent.destroy();
          });
        });
        sent.once('error', reject);
        sent.end();
      });
    const nginx = await startServer({
      ...{ name: 'nginx', folder, port: tls, url: '', command: binary('nginx') },
      args: () => ['-c', file, '-p', folder],
      probe: async () => {
        await get('/api/v1/metrics');
      },
    });
    try {
      // The stream stays open: what arrives has not waited for its end.
      const forged = { 'x-forwarded-for': '10.9.9.9', 'x-forwarded-proto': 'http' };
      expect(await get('/api/v1/events', forged)).toEqual([200, 'event: ready\n\n']);
      expect(heard).toMatchObject([{ 'x-forwarded-for': '127.0.0.1', 'x-forwarded-proto': 'https' }]);
      expect((await get('/api/v1/metrics'))[0]).toBe(404);
      const redirect = await fetch(`http://127.0.0.1:${plain}/a?b`, { redirect: 'manual' });
      expect([redirect.status, redirect.headers.get('location')]).toEqual([308, 'https://127.0.0.1/a?b']);
    } finally {
      await nginx.stop();
      api.closeAllConnections();
      api.close();
    }
  }, 60_000);
});
