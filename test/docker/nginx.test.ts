import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { request } from 'node:https';
import type { AddressInfo } from 'node:net';
import { binary } from '../servers/binaries.js';
import { describeWithServer, freePorts, temporaryFolder } from '../servers/index.js';
import { startNginx, writeConfiguration } from './nginx.js';

describeWithServer(['nginx'], 'nginx before the API', () => {
  test.each(['upstream-single.conf', 'upstream-cluster.conf'])('takes the configuration with %s', async (upstream) => {
    const folder = temporaryFolder('nginx');
    const [tls = 0, plain = 0, api = 0] = await freePorts(3);
    const file = writeConfiguration(folder, upstream, { tls, plain, api });
    const { status, stderr } = spawnSync(binary('nginx'), ['-t', '-c', file, '-p', folder], { encoding: 'utf8' });
    const configuration = readFileSync(file, 'utf8');
    rmSync(folder, { recursive: true });
    expect([status, stderr]).toEqual([0, expect.stringMatching(/test is successful/)]);
    // What still names a replica was not taken as one whose address is asked for anew: started again it may have another.
    expect(configuration).not.toMatch(/server api/);
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
    const nginx = await startNginx(folder, file, tls, async () => {
      await get('/api/v1/metrics');
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
