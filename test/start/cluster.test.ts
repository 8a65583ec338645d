import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeWithServer, freePorts, startMariaDb, startRedis } from '../servers/index.js';
import { accountsIn, fileClaim, signClaim, statusAtEnd } from './claim.js';
import { API, startProduct, WORKER } from './product.js';

describeWithServer(['mariadb', 'redis'], 'an API and two workers on a database server and Redis', () => {
  test('share the work, tell how they are, and end in order', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'quanheng-cluster-'));
    const [mariadb, redis] = await Promise.all([startMariaDb(), startRedis()]);
    const [one = 0, two = 0] = await freePorts(2);
    const common = {
      QH_DATA: folder,
      QH_DATABASE_URL: mariadb.url,
      QH_REDIS_URL: redis.url,
      QH_DEMONSTRATION: 'true',
    };
    const api = startProduct(API, { ...common, QH_PORT: '0' }, folder);
    const all = [api];
    try {
      const [, url = ''] = await api.says(/is ready: (\S+)/);
      const workers = [one, two].map((port) =>
        startProduct(WORKER, { ...common, QH_WORKER_PORT: String(port) }, folder),
      );
      all.push(...workers);
      await Promise.all(workers.map((worker) => worker.says(/working/)));

      const passwords = accountsIn(api.output());
      const { clerk, instance } = await signClaim(url, passwords);
      await fileClaim(url, passwords, instance);
      expect(await statusAtEnd(clerk, instance)).toBe('completed');
      const paid = workers.filter((worker) => worker.output().includes('no money was moved'));
      expect(paid).toHaveLength(1);
      expect(api.output()).not.toContain('no money was moved');

      const ask = (port: number, path: string) => fetch(`http://127.0.0.1:${port}${path}`);
      expect(await (await ask(one, '/health')).json()).toEqual({ status: 'ok' });
      expect(await (await ask(one, '/ready')).json()).toEqual({
        parts: [
          { name: 'database', ok: true },
          { name: 'redis', ok: true },
        ],
      });
      expect(await (await ask(two, '/metrics')).text()).toMatch(/^quanheng_timers_late_seconds 0$/m);
      expect((await ask(two, '/other')).status).toBe(404);

      await redis.kill();
      const ready = await ask(two, '/ready');
      expect([ready.status, await ready.json()]).toMatchObject([
        503,
        { parts: [{ ok: true }, { name: 'redis', ok: false }] },
      ]);
      expect(await Promise.all(all.map((product) => product.end('SIGTERM')))).toEqual([0, 0, 0]);
    } finally {
      await Promise.all(all.map((product) => product.end('SIGKILL')));
      await Promise.all([mariadb.stop(), redis.stop()]);
      rmSync(folder, { recursive: true });
    }
  }, 300_000);
});
