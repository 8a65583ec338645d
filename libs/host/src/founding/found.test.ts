import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { verify } from '@node-rs/argon2';
import { composeHost, createLogger, foundUnit, openReady, readConfiguration, StartError } from '../index.js';

test('of two who found a unit at the same time one does, and the passwords that it is shown are good', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'quanheng-found-'));
  const config = readConfiguration({ QH_DATA: folder });
  const { database, close } = await openReady({ ...config, database: { ...config.database, migrate: true } });
  const logger = createLogger({ level: 'error' });
  const host = composeHost({ config, environment: {}, logger, storage: database });
  try {
    const founder = { unit: 'u1', department: '办公室', document: '任〔2026〕1号' };
    const both = await Promise.allSettled([foundUnit(host, founder), foundUnit(host, founder)]);
    const passwords = both.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
    expect(passwords).toHaveLength(1);
    const failed = both.find((each) => each.status === 'rejected');
    expect(failed?.reason).toBeInstanceOf(StartError);
    expect(failed?.reason).toMatchObject({ message: 'The unit u1 is there already: its administrators change it.' });
    const credential = await database.queries.credential('u1', 'auditor');
    expect(await verify(credential!.hash, passwords[0]!.get('auditor')!)).toBe(true);
  } finally {
    await host.close();
    await close();
    await rm(folder, { recursive: true });
  }
});
