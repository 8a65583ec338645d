import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { composeHost, createLogger, openReady, readConfiguration, seedDemonstration } from '@quanheng/host';
import { createServer } from '../../apps/api/src/server.js';
import { describeWithServer, freePorts, temporaryFolder } from '../servers/index.js';
import { startNginx, writeConfiguration } from './nginx.js';

/** The API as it is composed, behind nginx as the compose files set both up. */
async function open() {
  const data = mkdtempSync(join(tmpdir(), 'quanheng-tls-'));
  const folder = temporaryFolder('nginx');
  const [tls = 0, plain = 0, port = 0] = await freePorts(3);
  const origin = `https://127.0.0.1:${tls}`;
  const environment = { QH_DATA: data, QH_PUBLIC_URL: origin, QH_TRUST_PROXY: 'true', QH_REQUESTS_PER_ADDRESS: '1000' };
  const config = readConfiguration(environment);
  const { database, close } = await openReady(config);
  const host = composeHost({ config, environment, logger: createLogger({ level: 'silent' }), storage: database });
  const app = await createServer(host);
  const { passwords } = await seedDemonstration(host);
  await app.listen(port, '127.0.0.1');
  const file = writeConfiguration(folder, 'upstream-single.conf', { tls, plain, api: port });
  const ca = readFileSync(join(folder, 'certificate.pem'));
  /** As a browser would: it checks the certificate, whose name is localhost. */
  const send = (method: string, path: string, headers: Record<string, string>, body?: object) =>
    new Promise<IncomingMessage>((resolve, reject) => {
      const described = body === undefined ? headers : { ...headers, 'content-type': 'application/json' };
      const where = { host: '127.0.0.1', port: tls, servername: 'localhost', ca, agent: false as const };
      const sent = request({ ...where, method, path: `/api/v1${path}`, headers: described }, resolve);
      sent.once('error', reject);
      sent.end(body === undefined ? undefined : JSON.stringify(body));
    });
  const nginx = await startNginx(folder, file, tls, async () => {
    (await send('GET', '/health', {})).resume();
  });
  const end = async (): Promise<void> => {
    await nginx.stop();
    await app.close();
    await host.close();
    await close();
    rmSync(data, { recursive: true });
  };
  return { origin, send, end, password: passwords.get('demo')?.get('clerk-a') ?? '' };
}

async function textOf(response: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of response) text += String(chunk);
  return text;
}

describeWithServer(['nginx'], 'the API behind nginx', () => {
  test('signs people in over TLS, takes commands of its own pages only, and tells them at once what has changed', async () => {
    const { origin, send, end, password } = await open();
    try {
      const signedIn = await send('POST', '/session', {}, { login: 'clerk-a', password });
      const { csrfToken = '' } = JSON.parse(await textOf(signedIn)) as { csrfToken?: string };
      const [cookie = ''] = signedIn.headers['set-cookie'] ?? [];
      expect([signedIn.statusCode, cookie]).toEqual([
        201,
        expect.stringMatching(/^__Host-quanheng-session=[^;]+; Path=\/; HttpOnly; Secure; SameSite=Strict$/),
      ]);
      expect(signedIn.headers['strict-transport-security']).toMatch(/^max-age=\d+/);
      const session = { cookie: cookie.split(';', 1)[0] ?? '', 'x-csrf-token': csrfToken };

      const stream = await send('GET', '/events', { cookie: session.cookie });
      let heard = '';
      const next = (wanted: RegExp): Promise<void> =>
        new Promise((resolve, reject) => {
          const look = (): void => {
            if (!wanted.test(heard)) return;
            clearTimeout(late);
            stream.off('data', listen);
            resolve();
          };
          const listen = (chunk: Buffer): void => {
            heard += chunk.toString();
            look();
          };
          const late = setTimeout(() => reject(new Error(`no ${String(wanted)} in: ${heard}`)), 10_000);
          stream.on('data', listen);
          look();
        });
      await next(/event: ready/);

      const start = { process: 'Reimbursement', variables: {} };
      const from = (site: string): Promise<IncomingMessage> =>
        send('POST', '/instances', { ...session, origin: site }, start);
      const forged = await from('https://elsewhere.example');
      expect([forged.statusCode, JSON.parse(await textOf(forged))]).toMatchObject([403, { code: 'forged-request' }]);
      const started = await from(origin);
      expect([started.statusCode, await textOf(started)]).toEqual([201, expect.stringContaining('"entry"')]);
      await next(/event: item\n/);
      stream.destroy();
    } finally {
      await end();
    }
  }, 60_000);
});
